type Job = () => Promise<void>;

const large = new Set<symbol>();
const jobs = new Set<Job>();
const waiting: (() => void)[] = [];
let isRunning = false;

/** Announces that a page is being drawn in full. @returns what to call when it is done */
export function drawFirst(): () => void {
  const turn = Symbol("page");
  large.add(turn);
  return () => {
    large.delete(turn);
    if (large.size > 0) return;
    for (const resume of waiting.splice(0)) resume();
  };
}

/** Resolves when no page is being drawn in full and the browser has nothing else to do. */
export async function whenIdle(): Promise<void> {
  do {
    while (large.size > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    await new Promise<void>((resolve) => {
      if ("requestIdleCallback" in globalThis)
        globalThis.requestIdleCallback(() => resolve(), { timeout: 2_000 });
      else setTimeout(resolve, 50);
    });
  } while (large.size > 0);
}

/** Queues what can wait: one at a time, in the order asked. @returns how to take it back */
export function drawLater(job: Job): () => void {
  jobs.add(job);
  if (!isRunning) void work();
  return () => {
    jobs.delete(job);
  };
}

async function work(): Promise<void> {
  isRunning = true;
  for (;;) {
    await whenIdle();
    const [job] = jobs;
    if (!job) break;
    jobs.delete(job);
    await job();
  }
  isRunning = false;
}
