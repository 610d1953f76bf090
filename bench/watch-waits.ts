import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Asks this address every 50 ms. @returns a function that stops and tells every wait in ms */
export function watchWaits(url: string): () => Promise<number[]> {
  const worker = new Worker("./bench/probe.mjs", { workerData: { url } });
  return async () => {
    worker.postMessage("stop");
    const [waits] = await once(worker, "message");
    await worker.terminate();
    return waits;
  };
}

export const longest = (waits: readonly number[]): number => Math.max(...waits);
