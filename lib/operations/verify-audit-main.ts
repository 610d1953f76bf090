import { closeDatabase, openDatabase } from "@/db/client";
import { verifyAudit } from "@/lib/audit/verify-audit";

/** Walks the audit chain and says whether it is whole; exit code 1 when it is not. */
async function main(): Promise<void> {
  await openDatabase();
  const verdict = await verifyAudit();
  await closeDatabase();
  process.stdout.write(
    verdict.isIntact
      ? `The audit is whole: ${verdict.events} events.\n`
      : `The audit was changed: event ${verdict.firstBad} is the first that is missing or does not fit.\n`,
  );
  process.exitCode = verdict.isIntact ? 0 : 1;
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof Error && error.name === "StartError";
  process.stderr.write(`${isForPeople ? error.message : String((error as Error)?.stack)}\n`);
  process.exit(1);
});
