import "server-only";

const turns = 2;
const key = Symbol.for("muhr.inspections");

type Turns = { running: number; readonly waiting: (() => void)[] };

/** Next.js loads this module more than once per process; the turns are counted once. */
function sharedTurns(): Turns {
  const holder = globalThis as { [key]?: Turns };
  holder[key] ??= { running: 0, waiting: [] };
  return holder[key];
}

/** Runs at most two of these at once in this process, first come, first served. */
export async function takeTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  const state = sharedTurns();
  if (state.running >= turns) await new Promise<void>((resolve) => state.waiting.push(resolve));
  else state.running++;
  try {
    return await run();
  } finally {
    const next = state.waiting.shift();
    if (next) next();
    else state.running--;
  }
}
