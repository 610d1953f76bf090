import type { Server } from "node:http";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { attempts, callbacks } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink, readMail } from "@/lib/mail/testing";
import type { Sandbox, SandboxFault } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { adoptDocument } from "./adopt-document";
import { cancelEnvelope } from "./cancel-envelope";
import { envelopeJobs } from "./jobs";
import {
  connectTo,
  iranians,
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  sendThrough,
  serveCallbacks,
} from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let portal: Server;
let manager: AccountActor;
let owner: AccountActor;
let documentId = "";
let connectionId = "";

beforeAll(async () => {
  await makeOffice();
  manager = await makeAccount("manager");
  owner = await makeAccount("staff");
  sandbox = await createEmzanoSandbox();
  portal = await serveCallbacks("192.0.2.77");
  documentId = await makeDocument(owner, makeContract());
  connectionId = await connectTo(sandbox, await makeAccount("admin"));
});
afterAll(async () => {
  portal.close();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.calm();
  await write(async (tx) => void (await tx.delete(jobs)));
});

const runJobs = () => runDueJobs(envelopeJobs);
async function send(fault: SandboxFault = "ok"): Promise<string> {
  sandbox.plan({ on: "create", faults: [fault] });
  return sendThrough(owner, connectionId, await makeDraft(owner, documentId, iranians()));
}
async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
/** The provider's number of this envelope's only document. */
async function numberOf(id: string): Promise<string> {
  const { referenceCode } = await envelopeOf(id);
  const [made] = sandbox.ledger().documents.filter(({ title }) => title.includes(referenceCode));
  if (!made) throw new Error("Nothing was made");
  return made.id;
}
const attemptOf = async (id: string) => {
  const [attempt] = await read((db) =>
    db.select().from(attempts).where(eq(attempts.envelopeId, id)).orderBy(desc(attempts.number)),
  );
  if (!attempt) throw new Error("No attempt");
  return attempt;
};
test.each([
  ["capitals", (number: string) => number.toUpperCase()],
  ["spaces and braces", (number: string) => ` { ${number} } `],
])("a number that is typed with %s is kept as the provider writes it", async (_, type) => {
  const id = await send("half_json");
  const number = await numberOf(id);
  await adoptDocument(manager, { envelopeId: id, externalId: type(number) }, new Date());
  expect((await attemptOf(id)).externalId).toBe(number);
  await sandbox.act({ documentId: number, recipient: 0, act: "sign" });
  await sandbox.act({ documentId: number, recipient: 1, act: "approve" });
  await runJobs();
  expect((await envelopeOf(id)).status).toBe("completed");
  const told = await read((db) => db.select().from(callbacks).where(eq(callbacks.envelopeId, id)));
  expect(told.map(({ verdict }) => verdict)).toEqual(["confirmed"]);
});

describe("when somebody of the office has to look", () => {
  let sink: MailSink;
  let colleague: AccountActor;
  /** Mails of earlier tests. */
  let before = 0;
  beforeAll(async () => {
    sink = await openMailSink();
    process.env.SMTP_URL = sink.url;
    process.env.MAIL_FROM = "Muhr <sign@example.org>";
    colleague = await makeAccount("staff");
  });
  afterAll(async () => {
    delete process.env.SMTP_URL;
    delete process.env.MAIL_FROM;
    await sink.close();
  });
  beforeEach(() => {
    before = sink.mails.length;
  });
  const mailsTo = ({ accountId }: AccountActor) =>
    sink.mails
      .slice(before)
      .filter(({ to }) => to.join().includes(accountId))
      .map(readMail);

  test("the sender and whoever may decide are told once, each in their language", async () => {
    await write((tx) =>
      tx.update(accounts).set({ language: "fa" }).where(eq(accounts.id, manager.accountId)),
    );
    const id = await send("half_json");
    await runJobs();
    await runJobs();
    expect((await envelopeOf(id)).status).toBe("needs_check");
    const { referenceCode } = await envelopeOf(id);
    const [toOwner, ...more] = mailsTo(owner);
    expect(more).toEqual([]);
    expect(toOwner?.subject).toContain("Needs a check");
    expect(toOwner?.text).toContain("A manager has been asked");
    expect(toOwner?.text).toContain(`/envelopes/${id}`);
    const [toManager, ...others] = mailsTo(manager);
    expect(others).toEqual([]);
    expect(toManager?.subject).toContain("نیاز به بررسی");
    expect(toManager?.text).toContain(referenceCode);
    expect(mailsTo(colleague)).toEqual([]);
  });

  test("the sender alone is told that it failed, and that it is in conflict", async () => {
    await send("business_error");
    await runJobs();
    expect(mailsTo(owner).map(({ subject }) => subject)).toEqual([
      expect.stringContaining("Not sent"),
    ]);
    const id = await send();
    const number = await numberOf(id);
    await cancelEnvelope(owner, { envelopeId: id, reason: "Too late" }, new Date());
    await sandbox.act({ documentId: number, recipient: 0, act: "sign" });
    await sandbox.act({ documentId: number, recipient: 1, act: "approve" });
    await runJobs();
    await runJobs();
    expect((await envelopeOf(id)).status).toBe("conflict");
    expect(mailsTo(owner).at(-1)?.subject).toContain("Contradiction");
    expect(mailsTo(manager)).toEqual([]);
  });

  test("nobody is told where no mail server is set", async () => {
    delete process.env.SMTP_URL;
    await send("half_json");
    process.env.SMTP_URL = sink.url;
    await runJobs();
    expect(sink.mails).toHaveLength(before);
  });
});
