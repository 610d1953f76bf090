import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink, readMail } from "@/lib/mail/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { correctRecipient } from "./correct-recipient";
import { findUndelivered } from "./find-undelivered";
import { issueLink } from "./issue-link";
import { envelopeJobs } from "./jobs";
import { markSeen } from "./mark-seen";
import { placementsOf, recipientsOf, timelineOf } from "./queries";
import type { RecipientInput } from "./schema";
import { signAsRecipient } from "./sign-as-recipient";
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

let sink: MailSink;
let owner: AccountActor;
let documentId = "";
/** Mails of earlier tests. */
let before = 0;

beforeAll(async () => {
  sink = await openMailSink();
  process.env.SMTP_URL = sink.url;
  process.env.MAIL_FROM = "Muhr <sign@example.org>";
  await makeOffice();
});
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await sink.close();
});
beforeEach(async () => {
  owner = await makeAccount("staff");
  documentId = await makeDocument(owner, makeContract());
  await write(async (tx) => void (await tx.delete(jobs)));
  before = sink.mails.length;
});

const runJobs = () => runDueJobs(envelopeJobs);
async function send(people: readonly RecipientInput[]) {
  const draft = await makeDraft(owner, documentId, people);
  await sendDraft(owner, draft);
  await runJobs();
  return draft.envelopeId;
}
const linkFor = async (envelopeId: string, recipientId: string) =>
  keysOf((await issueLink(owner, { envelopeId, recipientId }, new Date())).url);
const linksTo = (address: string) =>
  sink.mails
    .slice(before)
    .filter(({ to }) => to.join().includes(address))
    .map((mail) => /https?:\/\/\S+\/sign\/\S+/.exec(readMail(mail).text)?.[0] ?? "none");
type Known = { name?: string; email?: string; phone?: string };
/** As the screen that shows now what stands there. */
const correct = async (
  envelopeId: string,
  { id: recipientId, name }: RecipientInput,
  right: Known,
  actor = owner,
  seen?: Known,
) => {
  const people = await read((db) => recipientsOf(db, envelopeId));
  const row = people.find(({ id }) => id === recipientId);
  const shown = { name: row?.name ?? "", email: row?.email ?? "", phone: row?.phone ?? "" };
  return correctRecipient(
    actor,
    {
      ...{ envelopeId, recipientId, name, email: "", phone: "", ...right },
      seen: { ...shown, ...seen },
    },
    new Date(),
  );
};

test("of two who correct at once the later one is told, and nothing of the first is lost", async () => {
  const sara = person("Sara", { email: "first@example.org" });
  const id = await send([sara]);
  await correct(id, sara, { email: "second@example.org" });
  const late = correct(id, sara, { name: "Sarah", email: "first@example.org" }, owner, {
    email: "first@example.org",
  });
  await expect(late).rejects.toMatchObject({ code: "stale" });
  const [kept] = await read((db) => recipientsOf(db, id));
  expect(kept).toMatchObject({ name: "Sara", email: "second@example.org" });
});

test("who was asked at a wrong address gets a link at the right one; every earlier link is dead", async () => {
  const sara = person("Sara", { email: "wrong@example.org" });
  const id = await send([sara, person("Ali", { email: "ali@example.org" })]);
  const [mailed = ""] = linksTo("wrong@");
  const copied = await linkFor(id, sara.id);
  await markSeen(copied, new Date());
  const boxes = await read((db) => placementsOf(db, id));

  const answer = await correct(id, sara, { email: "sara@example.org", phone: "۰۹۱۲۳۴۵" });
  expect(answer).toEqual({ isMailed: true });
  await runJobs();
  for (const dead of [keysOf(mailed), copied])
    await expect(signAsRecipient(dead, drawnMark, new Date())).rejects.toMatchObject({
      code: "link_unusable",
    });
  const [row] = await read((db) => recipientsOf(db, id));
  expect(row).toMatchObject({
    email: "sara@example.org",
    phone: "0912345",
    status: "sent",
    seenAt: null,
  });
  expect(await read((db) => placementsOf(db, id))).toEqual(boxes);
  const [fresh = ""] = linksTo("sara@");
  await signAsRecipient(keysOf(fresh), drawnMark, new Date());
  const events = await read((db) => timelineOf(db, id));
  const event = events.find(({ action }) => action === "recipient.corrected");
  expect(event).toMatchObject({ recipientId: sara.id, details: { parts: "email,phone" } });
  expect(JSON.stringify(event)).not.toContain("@example.org");
});

test("who waits for their turn is corrected in silence, and asked at the right address then", async () => {
  const sara = person("Sara", { email: "sara@example.org" });
  const ali = person("Ali", { email: "wrong@example.org" });
  const id = await send([sara, ali]);
  expect(await correct(id, ali, { name: "Ali Rezaei", email: "ali@example.org" })).toEqual({
    isMailed: false,
  });
  await runJobs();
  expect(linksTo("ali@")).toEqual([]);
  await signAsRecipient(await linkFor(id, sara.id), drawnMark, new Date());
  await runJobs();
  expect(linksTo("ali@")).toHaveLength(1);
  expect(linksTo("wrong@")).toEqual([]);
});

test("a mail that waited while its address was corrected is not sent with its dead link", async () => {
  const sara = person("Sara", { email: "wrong@example.org" });
  const id = await send([sara]);
  await correct(id, sara, { email: "second@example.org" });
  await correct(id, sara, { email: "third@example.org" });
  await runJobs();
  expect(linksTo("second@")).toEqual([]);
  expect(linksTo("third@")).toHaveLength(1);
});

test("an address that the mail server refuses is known, until it is corrected", async () => {
  const [sara, ali] = [person("Sara", { email: "full@example.org" }), person("Ali")];
  const id = await send([sara, ali]);
  expect(await read((db) => findUndelivered(db, id))).toEqual(new Set());
  const url = process.env.SMTP_URL;
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
  await correct(id, sara, { email: "gone@example.org" });
  await runJobs();
  expect(await read((db) => findUndelivered(db, id))).toEqual(new Set([sara.id]));
  process.env.SMTP_URL = url;
  await correct(id, sara, { email: "sara@example.org" });
  await runJobs();
  expect(await read((db) => findUndelivered(db, id))).toEqual(new Set());
});

test("who has signed is who they are; nothing changed leaves the links alone", async () => {
  const sara = person("Sara", { email: "sara@example.org" });
  const id = await send([sara, person("Ali")]);
  const link = await linkFor(id, sara.id);
  expect(await correct(id, sara, { email: "sara@example.org" })).toEqual({ isMailed: false });
  await signAsRecipient(link, drawnMark, new Date());
  await expect(correct(id, sara, { email: "new@example.org" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("whose code is mailed keeps an address, and a stranger to the envelope corrects nobody", async () => {
  const sara = person("Sara", { email: "sara@example.org", identification: "email_code" });
  const id = await send([sara]);
  await expect(correct(id, sara, { email: "" })).rejects.toMatchObject({ code: "invalid" });
  const stranger = await makeAccount("staff");
  await expect(correct(id, sara, { email: "x@example.org" }, stranger)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(correct(id, person("Nobody"), { email: "x@example.org" })).rejects.toMatchObject({
    code: "not_found",
  });
});
