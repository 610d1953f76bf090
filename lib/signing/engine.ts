import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { EngineQuestion, EngineReply } from "./engine-messages";
import { fromFailure } from "./engine-messages";
import type { SigningAnswer, SigningTask } from "./perform-signing-task";

/** Where the build puts the program of the signing thread, from `lib/signing/signing-main.ts`. */
const program = join("dist", "signing-main.mjs");
const patience = 120_000;
const idleStop = 60_000;

type Waiting = {
  readonly task: SigningTask;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
};

type Engine = {
  worker: Worker | undefined;
  current: (Waiting & { readonly id: number; readonly timer: NodeJS.Timeout }) | undefined;
  queue: Waiting[];
  count: number;
  idle: NodeJS.Timeout | undefined;
};

// Next.js gives pages, route handlers and instrumentation their own module instances.
const key = Symbol.for("muhr.signing-engine");
const shelf = globalThis as { [key]?: Engine };

function engine(): Engine {
  shelf[key] ??= { worker: undefined, current: undefined, queue: [], count: 0, idle: undefined };
  return shelf[key];
}

/**
 * Does one task off the caller's thread: one signing thread serves all, in order of asking.
 * @throws AppError as the task's own function; Error when the thread dies or takes two minutes
 */
export async function runSigningTask<Task extends SigningTask>(
  task: Task,
): Promise<SigningAnswer<Task>> {
  if (!existsSync(join(process.cwd(), program))) return runHere(task);
  const state = engine();
  const answer = new Promise<unknown>((resolve, reject) => {
    state.queue.push({ task, resolve, reject });
  });
  startNext(state);
  return answer as Promise<SigningAnswer<Task>>;
}

/** Starts the signing thread and its fonts ahead of the first signature. */
export async function warmSigningEngine(): Promise<void> {
  await runSigningTask({ kind: "warm" });
}

/** Without a build, as in unit tests, the work is done in this thread. */
async function runHere<Task extends SigningTask>(task: Task): Promise<SigningAnswer<Task>> {
  const { performSigningTask } = await import(/* turbopackIgnore: true */ "./perform-signing-task");
  return performSigningTask(task);
}

function startNext(state: Engine): void {
  if (state.current) return;
  const next = state.queue.shift();
  if (!next) {
    state.idle = setTimeout(() => stop(state), idleStop);
    state.idle.unref();
    return;
  }
  clearTimeout(state.idle);
  state.worker ??= startWorker(state);
  // A task under way keeps the process alive; an idle thread does not.
  state.worker.ref();
  state.count += 1;
  const timer = setTimeout(
    () => fail(state, new Error(`the signing task "${next.task.kind}" took too long`)),
    patience,
  );
  state.current = { ...next, id: state.count, timer };
  state.worker.postMessage({ id: state.count, task: next.task } satisfies EngineQuestion);
}

function startWorker(state: Engine): Worker {
  const worker = new Worker(join(process.cwd(), program), {
    // The portal's own conditions would give React's server build to the certificate's renderer.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  worker.on("message", (reply: EngineReply) => {
    const { current } = state;
    if (state.worker !== worker || current?.id !== reply.id) return;
    clearTimeout(current.timer);
    state.current = undefined;
    worker.unref();
    if ("failure" in reply) current.reject(fromFailure(reply.failure));
    else current.resolve(reply.answer);
    startNext(state);
  });
  worker.on("error", (error) => {
    if (state.worker === worker)
      fail(state, new Error("the signing thread died", { cause: error }));
  });
  worker.on("exit", (code) => {
    if (state.worker === worker) fail(state, new Error(`the signing thread ended (${code})`));
  });
  return worker;
}

/** Gives up the thread and the task that it had; those that wait get a new thread. */
function fail(state: Engine, error: Error): void {
  const { current } = state;
  stop(state);
  state.current = undefined;
  if (current) {
    clearTimeout(current.timer);
    current.reject(error);
  }
  if (state.queue.length > 0) startNext(state);
}

function stop(state: Engine): void {
  const { worker } = state;
  state.worker = undefined;
  clearTimeout(state.idle);
  void worker?.terminate();
}
