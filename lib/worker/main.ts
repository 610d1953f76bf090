import { closeDatabase } from "@/db/client";
import { startWorker } from "./start-portal";

/** A worker alone, beside portals that share its database. */
async function main(): Promise<void> {
  const worker = await startWorker();
  const stop = async () => {
    await worker.stop();
    await closeDatabase();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof Error && error.name === "StartError";
  process.stderr.write(`${isForPeople ? error.message : String((error as Error)?.stack)}\n`);
  process.exit(1);
});
