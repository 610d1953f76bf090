// A thread of its own: what the bench does meanwhile must not look like a wait of the server.
import { Agent, get } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

const agent = new Agent({ keepAlive: true });
const waits = [];

function ask() {
  const started = performance.now();
  const request = get(workerData.url, { agent }, (response) => {
    response.resume();
    response.on("end", () => waits.push(performance.now() - started));
  });
  request.on("error", () => waits.push(Number.POSITIVE_INFINITY));
}

const timer = setInterval(ask, 50);
parentPort.once("message", () => {
  clearInterval(timer);
  agent.destroy();
  parentPort.postMessage(waits);
});
