import { readdirSync, readFileSync } from "node:fs";

const ticksPerSecond = 100;
const mebibyte = 1024 * 1024;
const pageSize = 4096;

type Entry = {
  readonly pid: number;
  readonly parent: number;
  readonly cpu: number;
  readonly rss: number;
};

/** From proc(5): `stat` fields 4 (parent), 14 and 15 (time in ticks), 24 (resident pages). */
function readEntry(pid: number): Entry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const rest = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, user = 0, system = 0, pages = 0] = [rest[1], rest[11], rest[12], rest[21]];
    return {
      pid,
      parent,
      cpu: ((user + system) * 1000) / ticksPerSecond,
      rss: (pages * pageSize) / mebibyte,
    };
  } catch {
    // It has ended in the meantime.
    return undefined;
  }
}

/** A process and everything that it started. Linux only. */
function familyOf(pid: number): Entry[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readEntry(Number(name)) ?? []);
  const below = (parent: number): Entry[] =>
    all.filter((entry) => entry.parent === parent).flatMap((entry) => [entry, ...below(entry.pid)]);
  return [...all.filter((entry) => entry.pid === pid), ...below(pid)];
}

/** MiB of resident memory, summed. */
export const residentMemory = (pid: number): number =>
  familyOf(pid).reduce((sum, { rss }) => sum + rss, 0);

/** Milliseconds of processor time so far, summed over those that live. */
export const processorTime = (pid: number): number =>
  familyOf(pid).reduce((sum, { cpu }) => sum + cpu, 0);

/** Looks every 50 ms. @returns a function that stops and tells the highest value in MiB */
export function watchMemory(pid: number): () => number {
  let peak = residentMemory(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMemory(pid));
  }, 50);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** Of our children, the one that runs this script. */
export function childRunning(script: string): number {
  const found = familyOf(process.pid).findLast(({ pid }) => {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return words.includes(script);
  });
  if (!found) throw new Error(`No child of ours runs ${script}`);
  return found.pid;
}
