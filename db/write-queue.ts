import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type Database from "better-sqlite3";
import type { Tx } from "./connection";

type Waiting = {
  /** Runs the work in the context of who asked for it. @throws what the work throws */
  readonly run: (tx: Tx) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** How many may share a commit: each waits for those before it. */
const mostTogether = 32;

/**
 * The one writer of SQLite. What asks for a write within the same turn of the event loop shares one
 * commit, because waiting for the disk is most of what a write costs; each is still all or nothing,
 * and hears of its success only when it is on the disk.
 */
export class WriteQueue {
  private readonly waiting: Waiting[] = [];
  private draining: Promise<void> | undefined;

  constructor(
    private readonly writer: Database.Database,
    private readonly tx: Tx,
    /** Refuses work that awaits anything but the database. */
    private readonly isGuarded: boolean,
  ) {}

  push<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const inContext = AsyncLocalStorage.snapshot();
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({
        run: (tx) => inContext(work, tx),
        resolve: resolve as (result: unknown) => void,
        reject,
      });
      this.draining ??= this.drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.draining;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.commitTogether(this.waiting.splice(0, mostTogether));
    }
    this.draining = undefined;
  }

  private async commitTogether(batch: readonly Waiting[]): Promise<void> {
    const done: (() => void)[] = [];
    try {
      this.writer.exec("BEGIN IMMEDIATE");
      for (const { run, resolve, reject } of batch) {
        try {
          const result = await this.attempt(run);
          done.push(() => resolve(result));
        } catch (error) {
          // A full disk ends the whole transaction, with all that shared it.
          if (!this.writer.inTransaction) throw error;
          reject(error);
        }
      }
      this.writer.exec("COMMIT");
    } catch (error) {
      if (this.writer.inTransaction) this.writer.exec("ROLLBACK");
      // Who was refused already does not hear it twice.
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const tell of done) tell();
  }

  private async attempt(run: Waiting["run"]): Promise<unknown> {
    let hasOutlived = false;
    const nextMacrotask = this.isGuarded ? setImmediate(() => (hasOutlived = true)) : undefined;
    this.writer.exec("SAVEPOINT one");
    try {
      const result = await run(this.tx);
      if (hasOutlived)
        throw new Error("Something other than the database was awaited inside write()");
      this.writer.exec("RELEASE one");
      return result;
    } catch (error) {
      if (this.writer.inTransaction) this.writer.exec("ROLLBACK TO one; RELEASE one");
      throw error;
    } finally {
      clearImmediate(nextMacrotask);
    }
  }
}
