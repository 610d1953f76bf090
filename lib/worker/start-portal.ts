import "server-only";
import { eq } from "drizzle-orm";
import { openDatabase, read, write } from "@/db/client";
import { meta } from "@/db/schema/system";
import { ensureSetUpLink } from "@/lib/accounts/ensure-set-up-link";
import { accountJobs } from "@/lib/accounts/jobs";
import { findOrganisation } from "@/lib/accounts/queries";
import { startRehearsing } from "@/lib/connections/keep-rehearsal";
import { requestFilledSearch } from "@/lib/envelopes/fill-search";
import { guardAgainstRestore } from "@/lib/envelopes/hold-delivery";
import { envelopeJobs } from "@/lib/envelopes/jobs";
import { loadAuthority } from "@/lib/envelopes/load-authority";
import { recoverAbandonedAttempts, startRecovering } from "@/lib/envelopes/recover-attempts";
import { startRefreshingTotals } from "@/lib/envelopes/refresh-totals";
import { clearTemporaryFiles } from "@/lib/files/store-file";
import { setOfficeTimeZone } from "@/lib/i18n/office-time-zone";
import { releaseDeadLeases } from "@/lib/jobs/queue";
import { startRunningJobs } from "@/lib/jobs/run-jobs";
import { masterKeyCheck } from "@/lib/kernel/encryption";
import { isDeadProcess } from "@/lib/kernel/process-name";
import { StartError } from "@/lib/kernel/start-error";

/** What `scripts/shutdown.mjs` calls before it closes the server. */
const shutdown = Symbol.for("muhr.shutdown");
const shared = globalThis as typeof globalThis & { [shutdown]?: Set<() => unknown> };

const keyCheckMeta = "master_key_check";

/** The first start notes which master key this database belongs to. @throws StartError for another one */
async function requireMasterKey(): Promise<void> {
  const check = masterKeyCheck();
  await write(async (tx) => {
    await tx.insert(meta).values({ id: keyCheckMeta, value: check }).onConflictDoNothing();
  });
  const [row] = await read((db) => db.select().from(meta).where(eq(meta.id, keyCheckMeta)));
  if (row?.value !== check)
    throw new StartError(
      "This data folder was made with another master key. Put back the secrets file that belongs to it (./.secrets, or what MUHR_SECRETS_FILE names).",
    );
}

/** The jobs of all rooms. */
const everyJob = [...accountJobs, ...envelopeJobs];

/**
 * Opens the database, repairs what a crash left, makes what must exist before anybody signs, and
 * starts running jobs in this process. @throws StartError
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  await openDatabase();
  await requireMasterKey();
  await clearTemporaryFiles();
  await releaseDeadLeases(isDeadProcess);
  const now = new Date();
  await guardAgainstRestore(now);
  await recoverAbandonedAttempts(now);
  await loadAuthority(now);
  await requestFilledSearch(now);
  const recovering = startRecovering();
  const counting = startRefreshingTotals();
  const running = startRunningJobs(everyJob);
  return {
    stop: async () => {
      recovering.stop();
      await counting.stop();
      await running.stop();
    },
  };
}

/** What the server process does once, before its first answer. @throws StartError */
export async function startPortal(): Promise<void> {
  const runner = await startWorker();
  const office = await findOrganisation();
  if (office) setOfficeTimeZone(office.timeZone);
  shared[shutdown] ??= new Set();
  shared[shutdown].add(() => runner.stop());
  const rehearsing = startRehearsing();
  shared[shutdown].add(() => rehearsing.stop());
  const link = await ensureSetUpLink();
  // The operator's terminal, not the log: the link must not lie in a file.
  if (link) process.stdout.write(`\nSet up Muhr here (this link works once): ${link}\n`);
}
