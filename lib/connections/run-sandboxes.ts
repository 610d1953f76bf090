import "server-only";
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import path from "node:path";
import { dataFolder } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import type { RehearsalReport } from "@/lib/provider-kit/rehearsal";
import { rehearsalReport } from "@/lib/provider-kit/rehearsal";

/** Milliseconds before the first new start in a row, the second, and so on. */
const pauses = [200, 1_000, 5_000, 15_000, 60_000] as const;
/** Milliseconds after which a process counts as one that ran well. */
const wellAfter = 30_000;

// Next.js gives pages, route handlers and instrumentation their own module instances.
const slot = Symbol.for("muhr.sandboxes");
const shared = globalThis as { [slot]?: RehearsalReport | undefined };

/** Where the sandboxes listen that this process started; undefined while they do not run. */
export const runningSandboxes = (): RehearsalReport | undefined => shared[slot];

export type SandboxRunner = {
  /** Starts them, and again whenever they end, until `stop`. */
  start(): void;
  /** Ends the process that there is; a new one is started where they are still wanted. */
  restart(): void;
  /** Resolves when they have ended. */
  stop(): Promise<void>;
};

/**
 * Runs the sandboxes in a process of their own, which ends with this one whatever ends it.
 * @param program the built `sandbox.mjs`
 * @param onReady called with every start, before `runningSandboxes` tells of it
 */
export function createSandboxRunner(
  program: string,
  onReady: (report: RehearsalReport) => Promise<void>,
): SandboxRunner {
  let child: ChildProcess | undefined;
  let isWanted = false;
  let failures = 0;
  let next: NodeJS.Timeout | undefined;

  function launch(): void {
    next = undefined;
    const startedAt = performance.now();
    const started = spawn(process.execPath, [program], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: environment(),
    });
    child = started;
    started.on("message", (message) => void welcome(started, message));
    // Where it cannot be started there is no exit, only this.
    for (const event of ["error", "exit"]) started.on(event, () => ended(started, startedAt));
  }

  async function welcome(started: ChildProcess, message: unknown): Promise<void> {
    try {
      const report = rehearsalReport.parse(message);
      await onReady(report);
      if (child === started) shared[slot] = report;
    } catch (error) {
      log.error("The rehearsal connections could not be made", { error });
      started.kill();
    }
  }

  function ended(which: ChildProcess, startedAt: number): void {
    if (child !== which) return;
    child = undefined;
    shared[slot] = undefined;
    if (!isWanted) return;
    failures = performance.now() - startedAt > wellAfter ? 1 : failures + 1;
    next = setTimeout(launch, pauses[Math.min(failures, pauses.length) - 1]).unref();
    log.warn("The sandboxes ended; they are started again", { tries: failures });
  }

  return {
    start() {
      isWanted = true;
      if (!child && !next) launch();
    },
    restart() {
      failures = 0;
      child?.kill();
    },
    async stop() {
      isWanted = false;
      clearTimeout(next);
      next = undefined;
      const running = child;
      if (!running) return;
      const gone = new Promise((resolve) => running.once("exit", resolve));
      running.kill();
      await gone;
    },
  };
}

/** Nothing of the portal's own environment: its secrets are not for a sandbox. */
function environment(): NodeJS.ProcessEnv {
  const passedOn = ["PATH", "SystemRoot", "TZ", "SANDBOX_PORT"].flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value] as const] : [];
  });
  return {
    ...Object.fromEntries(passedOn),
    NODE_ENV: "production",
    SANDBOX_FOLDER: path.join(dataFolder(), "rehearsal"),
  };
}
