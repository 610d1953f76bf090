// A thread of its own: a fixed number of requests, so many at once, over kept connections.
import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

const { posts, concurrency } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
const waits = [];
const statuses = {};

const post = ({ url, body }) =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request(
      url,
      {
        agent,
        method: "POST",
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on("end", () => {
          waits.push(performance.now() - started);
          statuses[response.statusCode] = (statuses[response.statusCode] ?? 0) + 1;
          resolve();
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });

const rest = posts.values();
const started = performance.now();
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    for (const each of rest) await post(each);
  }),
);
parentPort.postMessage({ took: (performance.now() - started) / 1000, waits, statuses });
agent.destroy();
