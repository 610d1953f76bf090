import "server-only";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

const boot = randomUUID().slice(0, 8);

/** Names this process among all that share a database or a data folder. */
export const processName = (): string => `${hostname()}_${process.pid}_${boot}`;

/**
 * Whether the process of that name is known to be dead: it ran on this machine, and nobody has its
 * number now, or we have it ourselves. About other machines nothing is known.
 */
export function isDeadProcess(name: string): boolean {
  const [boots = "", pid = "", ...host] = name.split("_").reverse();
  if (host.reverse().join("_") !== hostname() || !/^\d+$/.test(pid)) return false;
  if (Number(pid) === process.pid) return boots !== boot;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
