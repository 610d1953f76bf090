import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink, readMail } from "@/lib/mail/testing";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { issueLink } from "./issue-link";
import { envelopeJobs } from "./jobs";
import { recipientsOf, timelineOf } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
import { remindRecipient } from "./remind-recipient";
import type { DraftOptions } from "./testing";
import { connectTo, makeDraft, officeWith, sendThrough, uzbeks } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let sink: MailSink;
let owner: AccountActor;
let admin: AccountActor;
let documentId = "";
let connectionId = "";
/** Mails of earlier tests. */
let before = 0;

beforeAll(async () => {
  sink = await openMailSink();
  process.env.SMTP_URL = sink.url;
  process.env.MAIL_FROM = "Muhr <sign@example.org>";
  sandbox = await createWebImzoSandbox();
  ({ admin, owner, documentId, connectionId } = await officeWith(sandbox, false));
});
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await sink.close();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.switch({ isSmsInformed: false });
  await write(async (tx) => void (await tx.delete(jobs)));
  before = sink.mails.length;
});

const runJobs = () => runDueJobs(envelopeJobs);
async function send(options: DraftOptions = {}, through = connectionId): Promise<string> {
  const draft = await makeDraft(owner, documentId, uzbeks(), { ...options, hasBoxes: false });
  const id = await sendThrough(owner, through, draft);
  await runJobs();
  return id;
}
const mails = () => sink.mails.slice(before).map(readMail);
const toldNow = () => sink.mails.slice(before).flatMap(({ to }) => to);
const statusesOf = async (id: string) =>
  (await read((db) => recipientsOf(db, id))).map(({ status }) => status);
const personOf = async (envelopeId: string, position: number) => {
  const recipientId = (await read((db) => recipientsOf(db, envelopeId)))[position]?.id ?? "";
  return { envelopeId, recipientId };
};
const numberOf = (): string => sandbox.ledger().documents.at(-1)?.id ?? "";
const lookAgain = async (envelopeId: string) => {
  await refreshEnvelope(owner, { envelopeId }, new Date());
  await runJobs();
  await runJobs();
};

describe("people who are launched to a provider", () => {
  test("are invited when it says that it is their turn, each with a link of their own", async () => {
    const id = await send();
    expect(await statusesOf(id)).toEqual(["sent", "waiting", "waiting"]);
    expect(toldNow()).toEqual(["dilnoza@example.org"]);
    expect(mails()[0]?.text).toContain("go on to WebImzo, where you sign it");
    await sandbox.act({ documentId: numberOf(), recipient: 0, act: "sign" });
    await lookAgain(id);
    expect(await statusesOf(id)).toEqual(["signed", "sent", "waiting"]);
    expect(toldNow().slice(1)).toEqual(["temur@example.org"]);
    expect(mails()[1]?.text).toContain("WebImzo");
    const links = mails().map(({ text }) => /\/sign\/[\w-]+/.exec(text)?.[0]);
    expect(new Set(links).size).toBe(2);
    await lookAgain(id);
    expect(toldNow()).toHaveLength(2);
  });

  test("are all invited at once where they need not wait; whom the provider has not, too", async () => {
    const id = await send({ signingOrder: "parallel" });
    expect(await statusesOf(id)).toEqual(["sent", "sent", "sent"]);
    expect(toldNow().toSorted()).toEqual([
      "dilnoza@example.org",
      "nodira@example.org",
      "temur@example.org",
    ]);
    const toReader = mails().find(({ subject }) => subject.includes("For you to read"));
    expect(toReader?.text).not.toContain("WebImzo");
  });

  test("are not mailed when the provider told them; their link and a reminder remain", async () => {
    sandbox.switch({ isSmsInformed: true });
    const id = await send({ signingOrder: "parallel" });
    expect(await statusesOf(id)).toEqual(["sent", "sent", "sent"]);
    expect(toldNow()).toEqual(["nodira@example.org"]);
    const events = await read((db) => timelineOf(db, id));
    expect(events.filter(({ action }) => action === "recipient.sent")).toHaveLength(2);
    const dilnoza = await personOf(id, 0);
    const { url } = await issueLink(owner, dilnoza, new Date());
    expect(url).toContain("/sign/");
    expect(await remindRecipient(owner, dilnoza, new Date())).toEqual({ isMailed: true });
    await runJobs();
    expect(toldNow().at(-1)).toBe("dilnoza@example.org");
    expect(mails().at(-1)?.text).toContain("go on to WebImzo, where you sign it");
  });

  test("that the provider told them is known from its answer, before anybody looks", async () => {
    sandbox.switch({ isSmsInformed: true });
    sandbox.plan({ on: "read", faults: ["500_before_commit"] });
    const id = await send();
    expect(await statusesOf(id)).toEqual(["waiting", "waiting", "waiting"]);
    // A later look that does not say it again takes nothing back.
    sandbox.switch({ isSmsInformed: false });
    await write((tx) => tx.update(jobs).set({ runAt: new Date() }).where(eq(jobs.state, "ready")));
    await runJobs();
    expect(await statusesOf(id)).toEqual(["sent", "waiting", "waiting"]);
    expect(toldNow()).toEqual([]);
  });

  test("are not reminded before their turn, nor given a link", async () => {
    const temur = await personOf(await send(), 1);
    const early = { code: "not_your_turn" };
    await expect(remindRecipient(owner, temur, new Date())).rejects.toMatchObject(early);
    await expect(issueLink(owner, temur, new Date())).rejects.toMatchObject(early);
  });

  test("hear nothing of a rehearsal, and can be played by link", async () => {
    const id = await send({ signingOrder: "parallel" }, await connectTo(sandbox, admin));
    expect(await statusesOf(id)).toEqual(["sent", "sent", "sent"]);
    expect(toldNow()).toEqual([]);
    const dilnoza = await personOf(id, 0);
    await expect(remindRecipient(owner, dilnoza, new Date())).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await issueLink(owner, dilnoza, new Date())).url).toContain("/sign/");
  });

  test("are told of a refusal, and their links come to an end with it", async () => {
    const id = await send({ signingOrder: "parallel" });
    await sandbox.act({ documentId: numberOf(), recipient: 1, act: "reject" });
    await lookAgain(id);
    expect(await statusesOf(id)).toEqual(["sent", "declined", "sent"]);
    expect(mails().filter(({ subject }) => subject.startsWith("Declined"))).toHaveLength(3);
  });
});
