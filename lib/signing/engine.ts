import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { EngineQuestion, EngineReply } from "./engine-messages";
import { fromFailure, listTransfers } from "./engine-messages";
import type { SigningAnswer, SigningTask } from "./perform-signing-task";

export type SigningEngineOptions = {
  /** The built `signing-main.mjs`; where it is missing the caller's thread does the work. */
  readonly program: string;
  /** Milliseconds for one task. */
  readonly patience?: number;
  /** Milliseconds after the last task until the thread ends. */
  readonly idleStop?: number;
  readonly memoryMegabytes?: number;
};

export type SigningEngine = {
  /** @throws AppError as the task's own function; Error when the thread dies or is too slow */
  readonly run: <Task extends SigningTask>(task: Task) => Promise<SigningAnswer<Task>>;
  readonly stop: () => void;
};

type Waiting = {
  readonly task: SigningTask;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
};

/** One thread that is started when it is needed and does one task after another. */
export function createSigningEngine({
  program,
  patience = 120_000,
  idleStop = 15 * 60_000,
  memoryMegabytes = 512,
}: SigningEngineOptions): SigningEngine {
  const queue: Waiting[] = [];
  let worker: Worker | undefined;
  let current: (Waiting & { readonly id: number; readonly clock: NodeJS.Timeout }) | undefined;
  let idle: NodeJS.Timeout | undefined;
  let count = 0;

  function startNext(): void {
    if (current) return;
    clearTimeout(idle);
    const next = queue.shift();
    if (!next) {
      idle = setTimeout(stop, idleStop);
      idle.unref();
      return;
    }
    worker ??= startWorker();
    // A task under way keeps the process alive; an idle thread does not.
    worker.ref();
    count += 1;
    const tooLong = new Error(`the signing task "${next.task.kind}" took too long`);
    current = { ...next, id: count, clock: setTimeout(() => fail(tooLong), patience) };
    const moved = "request" in next.task ? listTransfers(next.task.request) : [];
    worker.postMessage({ id: count, task: next.task } satisfies EngineQuestion, moved);
  }

  function startWorker(): Worker {
    const started = new Worker(program, {
      // The portal's own conditions would give React's server build to the certificate's renderer.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    });
    const isCurrent = () => worker === started;
    started.on("message", (reply: EngineReply) => {
      if (isCurrent()) finish(reply);
    });
    started.on("error", (cause) => {
      if (isCurrent()) fail(new Error("the signing thread died", { cause }));
    });
    started.on("exit", (code) => {
      if (isCurrent()) fail(new Error(`the signing thread ended (${code})`));
    });
    return started;
  }

  function finish(reply: EngineReply): void {
    if (!current || current.id !== reply.id) return;
    const { clock, resolve, reject } = current;
    clearTimeout(clock);
    current = undefined;
    worker?.unref();
    if ("failure" in reply) reject(fromFailure(reply.failure));
    else resolve(reply.answer);
    startNext();
  }

  /** Gives up the thread and the task that it had; those that wait get a new thread. */
  function fail(error: Error): void {
    const failed = current;
    current = undefined;
    stop();
    clearTimeout(failed?.clock);
    failed?.reject(error);
    startNext();
  }

  function stop(): void {
    const stopped = worker;
    worker = undefined;
    clearTimeout(idle);
    void stopped?.terminate();
  }

  async function run<Task extends SigningTask>(task: Task): Promise<SigningAnswer<Task>> {
    if (!existsSync(program)) return runHere(task);
    const answer = new Promise<unknown>((resolve, reject) => {
      queue.push({ task, resolve, reject });
      startNext();
    });
    return answer as Promise<SigningAnswer<Task>>;
  }

  return { run, stop };
}

/** Without a build, as in unit tests, the work is done in this thread. */
async function runHere<Task extends SigningTask>(task: Task): Promise<SigningAnswer<Task>> {
  const { performSigningTask } = await import(/* turbopackIgnore: true */ "./perform-signing-task");
  return performSigningTask(task);
}

// Next.js gives pages, route handlers and instrumentation their own module instances.
const key = Symbol.for("muhr.signing-engine");
const shelf = globalThis as { [key]?: SigningEngine };

function sharedEngine(): SigningEngine {
  shelf[key] ??= createSigningEngine({
    program: join(/* turbopackIgnore: true */ process.cwd(), "dist", "signing-main.mjs"),
  });
  return shelf[key];
}

/**
 * Does one task off the caller's thread: one signing thread serves all, in order of asking. The
 * bytes of a large file are handed over with the request: the caller must not use them afterwards.
 * @throws AppError as the task's own function; Error when the thread dies or takes two minutes
 */
export async function runSigningTask<Task extends SigningTask>(
  task: Task,
): Promise<SigningAnswer<Task>> {
  return sharedEngine().run(task);
}

/** Starts the signing thread ahead of the first signature, and lets it rehearse one. */
export async function warmSigningEngine(): Promise<void> {
  await runSigningTask({ kind: "warm" });
}
