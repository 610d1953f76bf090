import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The process with the sandboxes that a portal with this data folder has started. */
export function findSandboxProcess(dataFolder: string): number | undefined {
  const own = `SANDBOX_FOLDER=${path.join(dataFolder, "rehearsal")}`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(own);
      } catch {
        // Somebody else's, or gone in the meantime.
        return false;
      }
    });
}

/** Ends a process at once. Of nobody it would be a signal to all that run beside the tests. */
export function killProcess(pid: number | undefined): void {
  if (!pid) throw new Error("There is no such process");
  process.kill(pid, "SIGKILL");
}
