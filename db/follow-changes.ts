import "server-only";
import type { Change } from "./changes";
import { changesAfter, latestSequence } from "./changes";
import { listenForChanges, read } from "./client";
import { subscribe } from "./events";

/** What came since the last batch, up to `sequence`; without `changes`: more than is known one by one. */
export type ChangeBatch = {
  readonly sequence: number;
  readonly changes: readonly Change[] | undefined;
};
type Listener = (batch: ChangeBatch) => void;

/**
 * Looks in any case, however quiet it is: another process may write to SQLite, and PostgreSQL may
 * stand behind something that passes no notices on.
 */
const lookEvery = 500;

type Following = { readonly listeners: Set<Listener>; stopping: Promise<() => void> | undefined };
const slot = Symbol.for("muhr.following");
const shared = globalThis as typeof globalThis & { [slot]?: Following };

async function start(listeners: ReadonlySet<Listener>): Promise<() => void> {
  let seen = await read(latestSequence);
  let isLooking = false;
  let isAskedAgain = false;

  const readOn = async () => {
    const changes = await read((db) => changesAfter(db, seen));
    if (changes?.length === 0) return;
    seen = changes?.at(-1)?.sequence ?? (await read(latestSequence));
    for (const listener of listeners) listener({ sequence: seen, changes });
  };
  const look = async () => {
    isAskedAgain = true;
    if (isLooking) return;
    isLooking = true;
    try {
      while (isAskedAgain) {
        isAskedAgain = false;
        await readOn();
      }
    } catch {
      // The database is away: nothing changes there, and the next look is soon.
    } finally {
      isLooking = false;
    }
  };

  const timer = setInterval(look, lookEvery).unref();
  const unsubscribe = subscribe(({ kind }) => {
    if (kind === "changes_kept") void look();
  });
  const stopListening = await listenForChanges(() => void look());
  return () => {
    clearInterval(timer);
    unsubscribe();
    void stopListening();
  };
}

/**
 * Hears of every change that any process commits from now on, in order and once. What was committed
 * before this resolves is for `changesAfter`. @returns what ends it
 */
export async function followChanges(listener: Listener): Promise<() => void> {
  shared[slot] ??= { listeners: new Set(), stopping: undefined };
  const following = shared[slot];
  following.listeners.add(listener);
  const leave = () => {
    following.listeners.delete(listener);
    if (following.listeners.size > 0) return;
    following.stopping?.then(
      (stop) => stop(),
      () => undefined,
    );
    following.stopping = undefined;
  };
  following.stopping ??= start(following.listeners);
  try {
    await following.stopping;
  } catch (error) {
    leave();
    throw error;
  }
  return leave;
}
