import type { Server } from "node:http";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { providerCalls } from "@/db/schema/connections";
import { attempts, callbacks } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { auditEvents, jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { strayCallbacksOf, unheardCallbacksOf } from "@/lib/callbacks/list-unheard";
import { settleCalls } from "@/lib/connections/record-call";
import { saveConnection } from "@/lib/connections/save-connection";
import { toMadeResponse } from "@/lib/files/file-response";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink, readMail } from "@/lib/mail/testing";
import type { Sandbox, SandboxFault } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { adoptDocument } from "./adopt-document";
import { attemptTexts } from "./attempt-texts";
import { cancelEnvelope } from "./cancel-envelope";
import type { ExportKind } from "./export-facts";
import { exportFacts } from "./export-facts";
import { envelopeJobs } from "./jobs";
import { findReport } from "./load-reports";
import { timelineOf } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
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

const post = async (id: string, body: string) => {
  const through = { id: connectionId, provider: requireProvider(sandbox.providerId) };
  const { callback_url = "" } = attemptTexts(through, (await attemptOf(id)).id);
  return fetch(callback_url, { method: "POST", body });
};

test("refused and ignored callbacks are told with reason, number, times and address", async () => {
  const id = await send();
  for (const body of ["<html>", "<html>", "{}"]) expect((await post(id, body)).status).toBe(400);
  await post(id, "a".repeat(300_000)).catch(() => undefined);
  await sandbox.event({ documentId: await numberOf(id), kind: "wrong_id" });
  await runJobs();
  const told = await read((db) => unheardCallbacksOf(db, id));
  expect(told.map(({ verdict, reason, count }) => [verdict, reason, count])).toEqual([
    ["refused", "malformed", 3],
    ["ignored", "other_document", 1],
    ["refused", "too_large", 1],
  ]);
  for (const { addresses, firstAt, lastAt } of told) {
    expect(addresses).toEqual(["192.0.2.77"]);
    expect(firstAt <= lastAt).toBe(true);
  }
});

test("calls to addresses that nobody gave out are counted for the provider", async () => {
  const strays = () =>
    read((db) => strayCallbacksOf(db, { id: connectionId, providerId: sandbox.providerId }));
  const before = (await strays())[0]?.count ?? 0;
  await sandbox.event({ documentId: await numberOf(await send()), kind: "wrong_address" });
  expect(await strays()).toMatchObject([
    { reason: "unknown_address", count: before + 1, addresses: ["192.0.2.77"] },
  ]);
});

test("the timeline says how each thing became known", async () => {
  const id = await send();
  const number = await numberOf(id);
  await runJobs();
  await sandbox.act({ documentId: number, recipient: 0, act: "see" });
  await refreshEnvelope(owner, { envelopeId: id }, new Date());
  await runJobs();
  await sandbox.act({ documentId: number, recipient: 0, act: "fill" });
  await write((tx) => tx.update(jobs).set({ runAt: new Date() }).where(eq(jobs.state, "ready")));
  await runJobs();
  await sandbox.act({ documentId: number, recipient: 0, act: "sign" });
  await sandbox.act({ documentId: number, recipient: 1, act: "approve" });
  await runJobs();
  const events = await read((db) => timelineOf(db, id));
  const known = Object.fromEntries(events.map(({ action, details }) => [action, details.known]));
  expect(known).toMatchObject({
    "envelope.sent": "answer",
    "recipient.seen": "person",
    "recipient.filled": "poll",
    "recipient.signed": "callback",
    "recipient.approved": "callback",
    "envelope.all_signed": "callback",
  });
});

describe("what people filled in at the provider", () => {
  const card = "6037997012345674";
  let id = "";
  beforeAll(async () => {
    sandbox.calm();
    id = await send();
    const number = await numberOf(id);
    const values = {
      location: '=HYPERLINK("http://x"),شیراز',
      "participant-bank-cart-number": card,
    };
    await sandbox.act({ documentId: number, recipient: 0, act: "fill", values });
    await sandbox.act({ documentId: number, recipient: 0, act: "sign" });
    await sandbox.act({ documentId: number, recipient: 1, act: "approve" });
    await runJobs();
  });

  test("is known with whose it is, beside every person's state and times", async () => {
    const report = await read((db) => findReport(db, id));
    expect(report?.values).toContainEqual({
      group: "recipient",
      person: "سارا احمدی",
      name: "participant-bank-cart-number",
      title: "شماره کارت",
      rule: "bank-cart-number",
      value: card,
    });
    const [signer, approver] = report?.people ?? [];
    expect(signer).toMatchObject({ order: 1, isLegal: false, isOptional: false, rawState: "6" });
    expect(signer?.stamps.map(({ step }) => step)).toEqual(["sent", "seen", "filled", "signed"]);
    for (const { at, written } of signer?.stamps ?? []) expect(written).toContain(at.slice(0, 19));
    expect(approver?.stamps.at(-1)?.step).toBe("approved");
  });

  const take = (actor: AccountActor, kind: ExportKind, locale: "en" | "fa" = "en") =>
    exportFacts(actor, id, kind, locale, new Date());

  test("leaves as a table that no spreadsheet takes for formulas, and the download is audited", async () => {
    const { name, mediaType, content } = await take(owner, "values.csv", "fa");
    expect(content.startsWith("\ufeffکد پیگیری,از آن,عنوان,مقدار")).toBe(true);
    expect(content).toContain(`,سارا احمدی,شماره کارت,${card},participant-bank-cart-number,`);
    expect(content).toContain(`,"'=HYPERLINK(""http://x""),شیراز",location,`);
    const { referenceCode } = await envelopeOf(id);
    expect(name).toBe(`Lease of flat ۱۲ (${referenceCode}) values.csv`);
    const { headers } = toMadeResponse({ name, mediaType, content });
    expect(headers.get("content-disposition")).toContain(
      "filename*=UTF-8''Lease%20of%20flat%20%DB%B1",
    );
    expect((await read((db) => timelineOf(db, id))).at(-1)).toMatchObject({
      action: "artifact.downloaded",
      details: { kind: "values.csv" },
    });
  });

  test("leaves as JSON with every person and time-stamp", async () => {
    const facts = JSON.parse((await take(owner, "values.json")).content);
    expect(facts.values).toContainEqual(expect.objectContaining({ value: card }));
    expect(facts.people[0].stamps[0]).toMatchObject({ step: "sent" });
    expect(facts.provider).toBe("Emzano");
  });

  test("the timeline leaves with how each thing became known", async () => {
    const { content } = await take(manager, "timeline.csv");
    expect(content).toContain("سارا احمدی signed,,");
    expect(content).toContain('"reported by a callback, then read back"');
    expect(content.split("\r\n").length).toBeGreaterThan(10);
  });

  test("is nobody else's: a colleague and an administrator learn not even that it exists", async () => {
    for (const role of ["staff", "admin"] as const)
      await expect(take(await makeAccount(role), "values.csv")).rejects.toMatchObject({
        code: "not_found",
      });
  });

  test("stands in no log, and neither do names and titles", async () => {
    await settleCalls();
    const rows = await read((db) => db.select().from(providerCalls));
    const events = await read((db) => db.select().from(auditEvents));
    const stored = JSON.stringify([rows, events]);
    expect(rows.length).toBeGreaterThan(0);
    for (const word of [card, "شیراز", "سارا احمدی", "Lease of flat"])
      expect([word, stored.includes(word)]).toEqual([word, false]);
  });
});

test("a connection moves to another host with envelopes under way only when a person says so", async () => {
  const admin = await makeAccount("admin");
  const own = await connectTo(sandbox, admin);
  const move = (movesOpenEnvelopes?: boolean) =>
    saveConnection(
      admin,
      {
        connectionId: own,
        providerId: sandbox.providerId,
        name: "Moved",
        isRehearsal: true,
        settings: { ...sandbox.settings, baseUrl: "https://two.example/" },
        ...(movesOpenEnvelopes !== undefined && { movesOpenEnvelopes }),
      },
      new Date(),
    );
  await sendThrough(owner, own, await makeDraft(owner, documentId, iranians()));
  const refusal = { code: "open_envelopes", values: { count: 1 } };
  await expect(move()).rejects.toMatchObject(refusal);
  await expect(move(false)).rejects.toMatchObject(refusal);
  await move(true);
  await move();
});
