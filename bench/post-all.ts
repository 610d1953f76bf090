import { once } from "node:events";
import { Worker } from "node:worker_threads";

export type Load = {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds that one request in a hundred waited longer than. */
  readonly p99: number;
};

export type Post = { readonly url: string; readonly body: string };

/** Posts each once, so many at once. @throws Error on any answer but `status` */
export async function postAll(
  posts: readonly Post[],
  concurrency: number,
  status: number,
): Promise<Load> {
  const worker = new Worker("./bench/load.mjs", { workerData: { posts, concurrency } });
  const [{ took, waits, statuses }] = await once(worker, "message");
  await worker.terminate();
  if (statuses[status] !== posts.length)
    throw new Error(`Wanted ${posts.length} times ${status}: ${JSON.stringify(statuses)}`);
  const sorted = (waits as number[]).toSorted((one, other) => one - other);
  return { rate: posts.length / took, p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN };
}
