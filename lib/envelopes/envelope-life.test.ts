import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { artifacts, envelopes, recipients } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { readStoredFile } from "@/lib/files/store-file";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { approveAsRecipient } from "./approve-as-recipient";
import { cancelEnvelope } from "./cancel-envelope";
import { confirmCode } from "./confirm-code";
import { copyEnvelope } from "./copy-envelope";
import { declineAsRecipient } from "./decline-as-recipient";
import { deleteDraft } from "./delete-draft";
import { downloadFileAsRecipient } from "./download-file";
import { runExpireEnvelope } from "./expire-envelope";
import { insertRecipientLink, issueLink, recipientLink } from "./issue-link";
import { envelopeJobs } from "./jobs";
import { loadAuthority } from "./load-authority";
import { markSeen } from "./mark-seen";
import { placementsOf, recipientsOf, requireEnvelope, timelineOf } from "./queries";
import type { RecipientInput } from "./schema";
import { sendEnvelope } from "./send-envelope";
import { signAsRecipient } from "./sign-as-recipient";
import type { DraftOptions } from "./testing";
import {
  drawnMark,
  keysOf,
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  person,
  sendDraft,
} from "./testing";

openTestDatabase();

let owner: AccountActor;
let documentId = "";
const contract = makeContract();
/** Runs what is due. A job that failed would come again later; here it says why at once. */
async function runJobs(): Promise<void> {
  await runDueJobs(envelopeJobs);
  const all = await read((db) => db.select().from(jobs));
  expect(
    all.flatMap(({ name, lastError }) => (lastError ? [`${name}: ${lastError}`] : [])),
  ).toEqual([]);
}
const typed = (text: string) => ({ kind: "typed" as const, text });

beforeAll(async () => {
  await makeOffice();
});
beforeEach(async () => {
  owner = await makeAccount("staff");
  documentId = await makeDocument(owner, contract);
});

async function send(people: readonly RecipientInput[], options: DraftOptions = {}) {
  const draft = await makeDraft(owner, documentId, people, options);
  await sendDraft(owner, draft);
  await runJobs();
  return draft.envelopeId;
}
const linkFor = async (envelopeId: string, recipientId: string) =>
  keysOf((await issueLink(owner, { envelopeId, recipientId }, new Date())).url);
const envelopeOf = (id: string) =>
  read(async (db) => {
    const [row] = await db.select().from(envelopes).where(eq(envelopes.id, id));
    if (!row) throw new Error("no envelope");
    return row;
  });
const statusesOf = async (id: string) =>
  (await read((db) => recipientsOf(db, id))).map(({ status }) => status);
const artifactOf = async (id: string, kind: string) => {
  const rows = await read((db) => db.select().from(artifacts).where(eq(artifacts.envelopeId, id)));
  const row = rows.find((one) => one.kind === kind);
  if (!row) throw new Error(`no ${kind}`);
  return readStoredFile(row.sha256);
};
/** `pdfsig` of poppler says how many signatures hold. */
function countValidSignatures(bytes: Uint8Array): number {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "muhr-pdfsig-")), "signed.pdf");
  writeFileSync(file, bytes);
  const stdout = execFileSync("pdfsig", [file], { encoding: "utf8" });
  return stdout.split("Signature is Valid").length - 1;
}

test("two signers in turn, an approver and a viewer: completed, valid twice, with its certificate", async () => {
  const sara = person("سارا احمدی", { language: "fa" });
  const boss = person("Boss", { role: "approver" });
  const ali = person("Ўктам Қодиров");
  const reader = person("Reader", { role: "viewer" });
  const id = await send([sara, boss, ali, reader]);
  expect((await envelopeOf(id)).status).toBe("in_progress");
  expect(await statusesOf(id)).toEqual(["sent", "waiting", "waiting", "waiting"]);

  const first = await linkFor(id, sara.id);
  await markSeen(first, new Date());
  await signAsRecipient(first, drawnMark, new Date());
  expect(await statusesOf(id)).toEqual(["signed", "sent", "waiting", "waiting"]);
  await approveAsRecipient(await linkFor(id, boss.id), new Date());
  await signAsRecipient(await linkFor(id, ali.id), typed("Ўктам"), new Date());
  expect((await envelopeOf(id)).status).toBe("completing");
  await runJobs();

  expect((await envelopeOf(id)).status).toBe("completed");
  expect(await statusesOf(id)).toEqual(["signed", "approved", "signed", "sent"]);
  const signed = await artifactOf(id, "signed_document");
  expect(signed.subarray(0, contract.length).equals(contract)).toBe(true);
  expect(countValidSignatures(signed)).toBe(2);
  expect(countValidSignatures(await artifactOf(id, "certificate"))).toBe(1);
  const found = await read((db) => db.select().from(artifacts).where(eq(artifacts.envelopeId, id)));
  for (const { verdict } of found)
    expect(verdict).toMatchObject({
      cryptography: "good",
      documentMatch: "good",
      identityAndTrust: "good",
    });
  expect(await verifyAudit()).toMatchObject({ isIntact: true });
  const edges = (await read((db) => timelineOf(db, id)))
    .filter(({ details }) => "to" in details)
    .map(({ details }) => details.to);
  expect(edges).toEqual(["queued", "sending", "in_progress", "completing", "completed"]);
});

test("a link that the sender handed over stands in the certificate, one that was mailed does not", async () => {
  const id = await send([person("Handed"), person("Mailed")], { signingOrder: "parallel" });
  const [handed, mailed] = await read((db) => recipientsOf(db, id));
  if (!handed || !mailed) throw new Error("no recipients");
  await signAsRecipient(await linkFor(id, handed.id), drawnMark, new Date());
  const linkId = await write((tx) => insertRecipientLink(tx, mailed.id, new Date()));
  await signAsRecipient(keysOf(recipientLink(linkId)), drawnMark, new Date());
  await runJobs();
  const file = path.join(mkdtempSync(path.join(tmpdir(), "muhr-text-")), "certificate.pdf");
  writeFileSync(file, await artifactOf(id, "certificate"));
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  const of = (name: string) => text.slice(text.indexOf(name)).split("Certificate serial")[0] ?? "";
  expect(of("Handed")).toContain("The sender handed this link over");
  expect(of("Mailed")).not.toContain("The sender handed this link over");
});

test("nothing is signed with an authority that has expired", async () => {
  const later = new Date();
  later.setUTCFullYear(later.getUTCFullYear() + 21);
  await expect(loadAuthority(later)).rejects.toThrow("expired");
});

test("two people sign at the same instant: both signatures are in the file, both valid", async () => {
  const people = [person("One"), person("Two"), person("Three")];
  const id = await send(people, { signingOrder: "parallel" });
  const keys = await Promise.all(people.map((one) => linkFor(id, one.id)));
  await Promise.all(keys.map((key) => signAsRecipient(key, typed("Name"), new Date())));
  await runJobs();
  expect((await envelopeOf(id)).status).toBe("completed");
  expect(countValidSignatures(await artifactOf(id, "signed_document"))).toBe(3);
});

test("that their own page shows the signed file is no download; what they take home is one", async () => {
  const ali = person("Ali");
  const id = await send([ali]);
  const keys = await linkFor(id, ali.id);
  await signAsRecipient(keys, typed("Ali"), new Date());
  await runJobs();
  const downloads = async () =>
    (await read((db) => timelineOf(db, id))).filter(
      ({ action }) => action === "artifact.downloaded",
    );
  const shown = await downloadFileAsRecipient(keys, "signed_document", new Date(), true);
  expect(await downloads()).toEqual([]);
  expect(await downloadFileAsRecipient(keys, "signed_document", new Date())).toEqual(shown);
  expect(await downloads()).toMatchObject([{ recipientId: ali.id }]);
});

test("the same person signing twice at once signs once", async () => {
  const one = person("One");
  const id = await send([one, person("Two")]);
  const keys = await linkFor(id, one.id);
  const results = await Promise.allSettled([
    signAsRecipient(keys, drawnMark, new Date()),
    signAsRecipient(keys, drawnMark, new Date()),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await statusesOf(id)).toEqual(["signed", "sent"]);
});

test("a second click on Send gets the same answer and sends once", async () => {
  const one = person("One");
  const draft = await makeDraft(owner, documentId, [one]);
  const click = { ...draft, key: "the-same-click" };
  await Promise.all([1, 2, 3].map(() => sendEnvelope(owner, click, new Date())));
  await runJobs();
  const tried = await read((db) =>
    db.select().from(attempts).where(eq(attempts.envelopeId, draft.envelopeId)),
  );
  expect(tried.map(({ state }) => state)).toEqual(["accepted"]);
  await expect(
    sendEnvelope(owner, { ...draft, key: "another-click" }, new Date()),
  ).rejects.toMatchObject({ code: "conflict" });
});

describe("what is not ready stays a draft", () => {
  test("without a box for a signer", async () => {
    const draft = await makeDraft(owner, documentId, [person("One", { role: "viewer" })]);
    await expect(sendDraft(owner, draft)).rejects.toMatchObject({ code: "not_ready_to_send" });
    expect((await envelopeOf(draft.envelopeId)).status).toBe("draft");
  });
  test("when somebody else saved in between", async () => {
    const draft = await makeDraft(owner, documentId, [person("One")]);
    await expect(sendDraft(owner, { ...draft, rev: draft.rev - 1 })).rejects.toMatchObject({
      code: "stale",
    });
  });
});

test("a recipient who declines ends the envelope for everybody, with the reason", async () => {
  const people = [person("One"), person("Two")];
  const id = await send(people);
  const keys = await linkFor(id, people[0]?.id ?? "");
  await declineAsRecipient(keys, "Wrong rent", new Date());
  expect(await envelopeOf(id)).toMatchObject({ status: "declined", reason: "Wrong rent" });
  expect(await statusesOf(id)).toEqual(["declined", "canceled"]);
  await expect(signAsRecipient(keys, drawnMark, new Date())).rejects.toMatchObject({
    code: "conflict",
  });
});

test("nobody acts before their turn, and nobody gets a link before it", async () => {
  const people = [person("One"), person("Two")];
  const id = await send(people);
  await expect(linkFor(id, people[1]?.id ?? "")).rejects.toMatchObject({ code: "not_your_turn" });
});

test("a canceled envelope can be signed by nobody", async () => {
  const one = person("One");
  const id = await send([one]);
  const keys = await linkFor(id, one.id);
  await cancelEnvelope(owner, { envelopeId: id, reason: "Typing mistake" }, new Date());
  await expect(signAsRecipient(keys, drawnMark, new Date())).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await envelopeOf(id)).toMatchObject({ status: "canceled", reason: "Typing mistake" });
});

test("an envelope expires at its date and not before", async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const id = await send([person("One")], { expiresAt });
  await runExpireEnvelope({ envelopeId: id }, new Date(expiresAt.getTime() - 1));
  expect((await envelopeOf(id)).status).toBe("in_progress");
  await runExpireEnvelope({ envelopeId: id }, expiresAt);
  expect((await envelopeOf(id)).status).toBe("expired");
});

test("fix and resend makes a draft with the same people and boxes, and nobody has signed it", async () => {
  const one = person("One");
  const id = await send([one]);
  await signAsRecipient(await linkFor(id, one.id), drawnMark, new Date());
  const copy = await copyEnvelope(owner, { envelopeId: id }, new Date());
  expect(await envelopeOf(copy.envelopeId)).toMatchObject({ status: "draft", copyOfId: id });
  expect(await statusesOf(copy.envelopeId)).toEqual(["waiting"]);
  expect(await read((db) => placementsOf(db, copy.envelopeId))).toHaveLength(1);
});

test("a code that the sender set is asked for, and wrong ones are counted", async () => {
  const one = person("One", { identification: "sender_code", senderCode: "۴۲۴۲" });
  const id = await send([one]);
  const keys = await linkFor(id, one.id);
  await expect(signAsRecipient(keys, drawnMark, new Date())).rejects.toMatchObject({
    code: "code_needed",
  });
  await expect(confirmCode(keys, "1111", new Date())).rejects.toMatchObject({ code: "code_wrong" });
  const { visitToken } = await confirmCode(keys, "4242", new Date());
  await signAsRecipient({ ...keys, visitToken }, drawnMark, new Date());
  expect((await envelopeOf(id)).status).toBe("completing");
});

test("guessing a code ends after a few tries", async () => {
  const one = person("One", { identification: "sender_code", senderCode: "abcd" });
  const id = await send([one]);
  const keys = await linkFor(id, one.id);
  const codes: string[] = [];
  for (let count = 0; count < 7; count++)
    await confirmCode(keys, `guess${count}`, new Date()).catch((e) => codes.push(e.code));
  expect(codes).toContain("too_many_attempts");
  await expect(confirmCode(keys, "abcd", new Date())).rejects.toMatchObject({
    code: "too_many_attempts",
  });
});

test("the confirmed visit of one recipient opens nobody else's link", async () => {
  const code = { identification: "sender_code" as const, senderCode: "4242" };
  const people = [person("One", code), person("Two", code)];
  const id = await send(people, { signingOrder: "parallel" });
  const one = await linkFor(id, people[0]?.id ?? "");
  const two = await linkFor(id, people[1]?.id ?? "");
  const { visitToken } = await confirmCode(one, "4242", new Date());
  await expect(
    signAsRecipient({ ...two, visitToken }, drawnMark, new Date()),
  ).rejects.toMatchObject({ code: "code_needed" });
});

test("a foreign envelope is missing, for reading and for every change", async () => {
  const one = person("One");
  const id = await send([one]);
  const stranger = await makeAccount("staff");
  const at = new Date();
  const of = { envelopeId: id, recipientId: one.id };
  for (const attempt of [
    read((db) => requireEnvelope(db, stranger, id, "envelope.read")),
    cancelEnvelope(stranger, { envelopeId: id, reason: "x" }, at),
    issueLink(stranger, of, at),
    copyEnvelope(stranger, { envelopeId: id }, at),
    deleteDraft(stranger, { envelopeId: id }, at),
  ])
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
  const auditor = await makeAccount("auditor");
  await expect(
    read((db) => requireEnvelope(db, auditor, id, "envelope.read")),
  ).resolves.toBeTruthy();
  await expect(cancelEnvelope(auditor, { envelopeId: id, reason: "x" }, at)).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a worker that dies between two steps is followed by one that finishes the same attempt", async () => {
  const draft = await makeDraft(owner, documentId, [person("One")]);
  await sendDraft(owner, draft);
  const { runDeliverEnvelope } = await import("./deliver-envelope");
  // T1 is committed, then the process dies: the job is run again from its lease.
  await write(async (tx) => {
    await tx.update(envelopes).set({ status: "sending" }).where(eq(envelopes.id, draft.envelopeId));
  });
  await runDeliverEnvelope({ envelopeId: draft.envelopeId }, new Date());
  await runDeliverEnvelope({ envelopeId: draft.envelopeId }, new Date());
  expect((await envelopeOf(draft.envelopeId)).status).toBe("in_progress");
  const people = await read((db) =>
    db.select().from(recipients).where(eq(recipients.envelopeId, draft.envelopeId)),
  );
  expect(people.map(({ status }) => status)).toEqual(["sent"]);
  await write(async (tx) => {
    await tx.delete(jobs);
  });
});
