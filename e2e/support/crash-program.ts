import { readFileSync } from "node:fs";
import { asc, eq } from "drizzle-orm";
import { closeDatabase, openDatabase, read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { attempts } from "@/db/schema/delivery";
import { artifacts, envelopes, recipients } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { issueLink } from "@/lib/envelopes/issue-link";
import { envelopeJobs } from "@/lib/envelopes/jobs";
import { loadAuthority } from "@/lib/envelopes/load-authority";
import { signAsRecipient } from "@/lib/envelopes/sign-as-recipient";
import {
  drawnMark,
  keysOf,
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  person,
  sendDraft,
} from "@/lib/envelopes/testing";
import { clearTemporaryFiles, storedFilePath } from "@/lib/files/store-file";
import { releaseDeadLeases } from "@/lib/jobs/queue";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { isDeadProcess } from "@/lib/kernel/process-name";
import type { AccountActor } from "@/lib/vocabulary/actor";

/**
 * What an office does, from wherever the last process died: draft, send, two signatures, done.
 * Starts as the portal starts. Prints what it ended with as one line of JSON.
 */
async function main(): Promise<void> {
  await openDatabase();
  await clearTemporaryFiles();
  await releaseDeadLeases(isDeadProcess);
  await loadAuthority(new Date());
  const contract = readFileSync(process.argv[2] ?? "");

  let [account] = await read((db) => db.select().from(accounts));
  if (!account) {
    await makeOffice();
    await makeAccount("staff");
    [account] = await read((db) => db.select().from(accounts));
  }
  if (!account) throw new Error("No account");
  const owner: AccountActor = {
    kind: "account",
    accountId: account.id,
    role: "staff",
    teamIds: null,
    address: null,
  };
  const find = () => read((db) => db.select().from(envelopes));
  let [envelope] = await find();
  if (!envelope) {
    const documentId = await makeDocument(owner, contract);
    await makeDraft(owner, documentId, [person("One"), person("Two")]);
    [envelope] = await find();
  }
  if (!envelope) throw new Error("No envelope");
  const { id } = envelope;
  if (envelope.status === "draft") await sendDraft(owner, { envelopeId: id, rev: envelope.rev });
  await runDueJobs(envelopeJobs);
  const people = () =>
    read((db) =>
      db
        .select()
        .from(recipients)
        .where(eq(recipients.envelopeId, id))
        .orderBy(asc(recipients.position)),
    );
  for (const { id: recipientId } of await people()) {
    const now = (await people()).find((one) => one.id === recipientId);
    if (now?.status !== "sent") continue;
    const { url } = await issueLink(owner, { envelopeId: id, recipientId }, new Date());
    await signAsRecipient(keysOf(url), drawnMark, new Date());
  }
  await runDueJobs(envelopeJobs);

  const files = await read((db) => db.select().from(artifacts).where(eq(artifacts.envelopeId, id)));
  const tried = await read((db) => db.select().from(attempts).where(eq(attempts.envelopeId, id)));
  const left = await read((db) => db.select().from(jobs));
  process.stdout.write(
    `${JSON.stringify({
      envelopes: (await find()).map(({ status }) => status),
      people: (await people()).map(({ status }) => status),
      attempts: tried.map(({ state }) => state),
      artifacts: files.map(({ kind }) => kind).sort(),
      jobs: left.map(({ state }) => state).filter((state) => state !== "done"),
      audit: (await verifyAudit()).isIntact,
      signed: storedFilePath(
        files.find(({ kind }) => kind === "signed_document")?.sha256 ?? "0".repeat(64),
      ),
    })}\n`,
  );
  await closeDatabase();
}

await main();
