import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink, readMail } from "@/lib/mail/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { cancelEnvelope } from "./cancel-envelope";
import { confirmCode, sendCode } from "./confirm-code";
import { declineAsRecipient } from "./decline-as-recipient";
import { runExpireEnvelope } from "./expire-envelope";
import { envelopeJobs } from "./jobs";
import { remindRecipient } from "./remind-recipient";
import type { RecipientInput } from "./schema";
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
const sara = () => person("Sara", { email: "sara@example.org" });
const ali = () => person("علی", { email: "ali@example.org", language: "fa" });
async function send(people: readonly RecipientInput[], options: DraftOptions = {}) {
  const draft = await makeDraft(owner, documentId, people, options);
  await sendDraft(owner, draft);
  await runJobs();
  return draft.envelopeId;
}
const sendersAddress = () => `${owner.accountId}@example.org`;
const mails = () => sink.mails.slice(before);
const addressees = () =>
  mails()
    .map(({ to }) => to.join())
    .sort();
const mailTo = (address: string) => {
  const mail = mails().findLast(({ to }) => to.join().includes(address));
  if (!mail) throw new Error(`no mail to ${address}`);
  return readMail(mail);
};
const linkIn = (text: string) => /https?:\/\/\S+\/sign\/\S+/.exec(text)?.[0] ?? "";

test("an invitation brings a link that opens the envelope, in the recipient's language and turn", async () => {
  await send([ali(), sara()]);
  expect(addressees()).toEqual([expect.stringContaining("ali@example.org")]);
  const mail = mailTo("ali@");
  expect(mail.text).toContain("از شما می‌خواهد");
  await signAsRecipient(keysOf(linkIn(mail.text)), drawnMark, new Date());
  await runJobs();
  await signAsRecipient(keysOf(linkIn(mailTo("sara@").text)), drawnMark, new Date());
  await runJobs();
  expect(mailTo("ali@").subject).toContain("همه امضا کردند");
  expect(mailTo("sara@").subject).toContain("Signed by everybody");
  expect(mailTo(sendersAddress()).subject).toContain("Signed by everybody");
});

test("no link lies in the outbox", async () => {
  const draft = await makeDraft(owner, documentId, [sara()]);
  await sendDraft(owner, draft);
  await runJobs();
  const rows = await read((db) => db.select().from(jobs));
  const token = linkIn(mailTo("sara@").text).split("/").at(-1) ?? "missing";
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("a reminder is mailed once a minute, and never before the turn", async () => {
  const people = [sara(), ali()];
  const envelopeId = await send(people);
  const of = (index: number) => ({ envelopeId, recipientId: people[index]?.id ?? "" });
  expect(await remindRecipient(owner, of(0), new Date())).toEqual({ isMailed: true });
  expect(await remindRecipient(owner, of(0), new Date())).toEqual({ isMailed: false });
  await expect(remindRecipient(owner, of(1), new Date())).rejects.toMatchObject({
    code: "not_your_turn",
  });
  await runJobs();
  expect(mailTo("sara@").subject).toContain("Reminder");
  expect(mails()).toHaveLength(2);
});

test("everybody who was asked is told of a refusal and its reason, nobody else", async () => {
  await send([sara(), ali()]);
  const keys = keysOf(linkIn(mailTo("sara@").text));
  await declineAsRecipient(keys, "Wrong rent", new Date());
  await runJobs();
  expect(mailTo(sendersAddress()).text).toContain("Wrong rent");
  expect(mailTo("sara@").subject).toContain("Declined");
  expect(addressees().join()).not.toContain("ali@");
});

test("everybody who was asked is told of a cancellation and its reason", async () => {
  const envelopeId = await send([sara(), ali()], { signingOrder: "parallel" });
  await cancelEnvelope(owner, { envelopeId, reason: "Typing mistake" }, new Date());
  await runJobs();
  expect(mailTo("sara@").text).toContain("Typing mistake");
  expect(mailTo("ali@").text).toContain("Typing mistake");
});

test("everybody who was asked is told that the time is over", async () => {
  const expiresAt = new Date(Date.now() + 2_000);
  const envelopeId = await send([sara()], { expiresAt });
  await wait(Math.max(0, expiresAt.getTime() - Date.now()));
  await runExpireEnvelope({ envelopeId }, new Date());
  await runJobs();
  expect(mailTo("sara@").subject).toContain("Expired");
  expect(mailTo(sendersAddress()).subject).toContain("Expired");
});

test("a mailed code opens the page once, within its minutes", async () => {
  await send([person("Sara", { email: "sara@example.org", identification: "email_code" })]);
  const keys = keysOf(linkIn(mailTo("sara@").text));
  expect(await sendCode(keys, new Date())).toEqual({ maskedEmail: "s•••@example.org" });
  await runJobs();
  const code = /\b\d{6}\b/.exec(mailTo("sara@").text)?.[0] ?? "";
  const { visitToken } = await confirmCode(keys, code, new Date());
  await expect(confirmCode(keys, code, new Date())).rejects.toMatchObject({ code: "code_wrong" });
  await signAsRecipient({ ...keys, visitToken }, drawnMark, new Date());
  await expect(sendCode(keys, new Date())).rejects.toMatchObject({ code: "too_many_attempts" });
});
