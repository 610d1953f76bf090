import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { eq, isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import {
  attempts,
  callbackChecks,
  callbackRefusals,
  callbacks,
  providerDocuments,
} from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { auditEvents, jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { keepCallback, mostKept } from "@/lib/callbacks/keep-callback";
import { strayCallbacksOf } from "@/lib/callbacks/list-unheard";
import { findCallbackAddress } from "@/lib/connections/callback-address";
import { renewCallbackAddress } from "@/lib/connections/renew-address";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox, SandboxFault, SandboxValues } from "@/lib/provider-kit/sandbox";
import { providers } from "@/lib/providers/registry";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { adoptAttempt, bindDocument } from "./bind-document";
import { checkCallbacksNow } from "./check-callbacks";
import { envelopeJobs } from "./jobs";
import { missedOf } from "./load-missed";
import { checkCallbacks, isMadeUp, openDocumentsOf } from "./plan-callback-check";
import { lockEnvelope, recipientsOf, timelineOf } from "./queries";
import { resyncDocuments } from "./resync-documents";
import {
  connectTo,
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  sendThrough,
  serveCallbacks,
  uzbeks,
} from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let portal: Server;
let admin: AccountActor;
let owner: AccountActor;
let documentId = "";
let connection = { id: "", providerId: "" };

const usual: SandboxValues = {
  callback: "before_redirect",
  callbackShape: "flat",
  callbackRetries: 0,
  callbackCount: 1,
  isSmsInformed: false,
  slowMilliseconds: 50,
};
const addressNow = async () => (await read((db) => findCallbackAddress(db, connection))) ?? "";

beforeAll(async () => {
  process.env.CALLBACKS_PER_ADDRESS = "5000";
  await makeOffice();
  [admin, owner] = await Promise.all([makeAccount("admin"), makeAccount("staff")]);
  portal = await serveCallbacks("192.0.2.77");
  sandbox = await createWebImzoSandbox();
  documentId = await makeDocument(owner, makeContract());
  connection = { id: await connectTo(sandbox, admin), providerId: sandbox.providerId };
});
afterAll(async () => {
  portal.close();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.calm();
  sandbox.switch({ ...usual, callbackUrl: await addressNow() });
  await write(async (tx) => {
    await tx.delete(jobs);
    await tx.delete(callbackRefusals);
  });
});

const runJobs = () => runDueJobs(envelopeJobs);
/** The poller's turn comes at once. */
async function poll(): Promise<void> {
  await write((tx) => tx.update(jobs).set({ runAt: new Date() }).where(eq(jobs.state, "ready")));
  await runJobs();
}
async function send(...faults: SandboxFault[]): Promise<string> {
  sandbox.plan({ on: "create", faults });
  return sendThrough(
    owner,
    connection.id,
    await makeDraft(owner, documentId, uzbeks().slice(0, 2), { hasBoxes: false }),
  );
}
async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
const statusOf = async (id: string) => (await envelopeOf(id)).status;
async function numberOf(id: string): Promise<string> {
  const { referenceCode } = await envelopeOf(id);
  const made = sandbox.ledger().documents.filter(({ title }) => title.includes(referenceCode));
  if (!made[0] || made.length > 1) throw new Error(`${made.length} documents`);
  return made[0].id;
}
const statesOf = async (id: string) =>
  (await read((db) => recipientsOf(db, id))).map(({ status }) => status);
const actionsOf = async (id: string) =>
  (await read((db) => timelineOf(db, id))).map(({ action }) => action);
const keptOf = (id: string) =>
  read((db) => db.select().from(callbacks).where(eq(callbacks.envelopeId, id)));
const strays = async () =>
  (await read((db) => strayCallbacksOf(db, connection))).map(({ verdict, reason, count }) => [
    verdict,
    reason,
    count,
  ]);
const strangers = async () =>
  (
    await read((db) => db.select().from(callbacks).where(eq(callbacks.connectionId, connection.id)))
  ).filter(({ attemptId }) => attemptId === null);
const said = () => {
  const { status, ...call } = sandbox.ledger().callbacks.at(-1) ?? {};
  return { status, ...call };
};

/** As the provider calls, with what it proves itself with. */
async function post(body: string, headers: Record<string, string> = {}, address?: string) {
  const { callbackUser, callbackPassword } = sandbox.settings;
  const proof = Buffer.from(`${callbackUser}:${callbackPassword}`).toString("base64");
  const answer = await fetch(address ?? (await addressNow()), {
    method: "POST",
    headers: { authorization: `Basic ${proof}`, ...headers },
    body,
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100 && !(await isSo()); tries += 1) await pause(20);
  expect(await isSo()).toBe(true);
}

test("a connection has one address for all its documents, which can be shown again", async () => {
  const address = await addressNow();
  expect(address).toMatch(
    new RegExp(`^${process.env.PUBLIC_URL}/api/callbacks/${sandbox.providerId}/[\\w-]{43}$`),
  );
  expect(await addressNow()).toBe(address);
});

describe.each(["flat", "object"])("a callback of the %s shape", (callbackShape) => {
  test("brings a signature home, and the whole document when the last one signs", async () => {
    sandbox.switch({ callbackShape });
    const id = await send();
    const number = await numberOf(id);
    expect(await statusOf(id)).toBe("in_progress");
    await sandbox.act({ documentId: number, recipient: 0, act: "sign" });
    expect(said().status).toBe(200);
    await runJobs();
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    await sandbox.act({ documentId: number, recipient: 1, act: "approve" });
    await runJobs();
    expect(await statesOf(id)).toEqual(["signed", "approved"]);
    expect(await statusOf(id)).toBe("completed");
    const kept = await keptOf(id);
    expect(kept.map(({ verdict, times }) => [verdict, times])).toEqual([
      ["confirmed", 1],
      ["confirmed", 1],
    ]);
    for (const { headers } of kept) expect(Object.keys(headers)).not.toContain("authorization");
    expect(await actionsOf(id)).toEqual(
      expect.arrayContaining(["callback.received", "callback.confirmed", "envelope.completed"]),
    );
  });
});

describe("a signature is known here", () => {
  test("also when the browser is back before the callback comes", async () => {
    sandbox.switch({ callback: "after_redirect", isSmsInformed: true });
    const id = await send();
    const { link = "" } = sandbox.ledger().messages.at(-1) ?? {};
    const back = `${process.env.PUBLIC_URL}/return/token`;
    const answer = await fetch(`${link}&redirect=${encodeURIComponent(back)}`, {
      method: "POST",
      body: new URLSearchParams({ method: "1", key: "30101900010018", action: "1" }),
      redirect: "manual",
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, back]);
    expect(await keptOf(id)).toEqual([]);
    await until(async () => (await keptOf(id)).length === 1);
    await runJobs();
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
  });

  test("without any callback, by the poller", async () => {
    const id = await send();
    sandbox.switch({ callback: "never" });
    await sandbox.act({ documentId: await numberOf(id), recipient: 0, act: "sign" });
    await runJobs();
    expect(await statesOf(id)).toEqual(["sent", "waiting"]);
    await poll();
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    expect(await keptOf(id)).toEqual([]);
  });

  test("once, however often it is told", async () => {
    const id = await send();
    sandbox.switch({ callbackCount: 2 });
    const documentId = await numberOf(id);
    await sandbox.act({ documentId, recipient: 0, act: "sign" });
    await sandbox.event({ documentId, kind: "duplicate" });
    await sandbox.event({ documentId, kind: "late" });
    await runJobs();
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    expect((await keptOf(id)).map(({ verdict, times }) => [verdict, times])).toEqual([
      ["confirmed", 4],
    ]);
    expect((await actionsOf(id)).filter((action) => action === "recipient.signed")).toHaveLength(1);
  });
});

describe("a callback that came before our create was answered", () => {
  /** The provider has the document and calls, and we know neither its number nor its key. */
  async function callTooEarly(): Promise<{ id: string; documentId: string }> {
    // The search that follows at once hears nothing, either.
    const id = await send("dropped_after_commit", "dropped_after_commit");
    const documentId = await numberOf(id);
    expect(await statusOf(id)).toBe("needs_check");
    await sandbox.act({ documentId, recipient: 0, act: "sign" });
    expect(said()).toMatchObject({ status: 200 });
    return { id, documentId };
  }
  const keyOf = async (documentId: string) => {
    const { body } =
      sandbox.ledger().callbacks.findLast((call) => call.documentId === documentId) ?? {};
    return JSON.parse(body ?? "{}").secretKey as string;
  };
  const bind = async (id: string, requestId: string, secretKey: string) => {
    await write(async (tx) => {
      const envelope = await lockEnvelope(tx, id);
      const [attempt] = await tx.select().from(attempts).where(eq(attempts.envelopeId, id));
      if (!attempt) throw new Error("No attempt");
      const actor = { kind: "system", job: "test" } as const;
      const found = { connectionId: connection.id, envelope, attempt, actor, now: new Date() };
      const reference = { secretKey, requestId };
      expect(await bindDocument(tx, { ...found, externalId: requestId, reference })).toBe(true);
      await adoptAttempt(tx, attempt, requestId, "answer", actor, new Date());
    });
    await runJobs();
  };

  test("waits without an envelope, and is confirmed when the document turns out to be ours", async () => {
    const { id, documentId } = await callTooEarly();
    const waiting = (await strangers()).filter(({ externalId }) => externalId === documentId);
    expect(waiting).toMatchObject([
      { verdict: "ignored", reason: "unknown_here", envelopeId: null },
    ]);
    expect(await keptOf(id)).toEqual([]);
    await bind(id, documentId, await keyOf(documentId));
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    expect(await keptOf(id)).toMatchObject([
      { id: waiting[0]?.id, verdict: "confirmed", reason: null },
    ]);
    expect(await actionsOf(id)).toEqual(
      expect.arrayContaining(["callback.received", "callback.confirmed"]),
    );
  });

  test("is not lost while the answer is on its way", async () => {
    sandbox.switch({ slowMilliseconds: 1_000 });
    const before = sandbox.ledger().documents.length;
    const sent = send("slow");
    await until(async () => sandbox.ledger().documents.length > before);
    const { id: documentId = "" } = sandbox.ledger().documents.at(-1) ?? {};
    await sandbox.act({ documentId, recipient: 0, act: "sign" });
    expect(await strangers()).toMatchObject([{ externalId: documentId, reason: "unknown_here" }]);
    const id = await sent;
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    expect(await keptOf(id)).toMatchObject([{ verdict: "confirmed", times: 1 }]);
    expect(await strangers()).toEqual([]);
  });

  test("stays nobody's when it brought another key", async () => {
    const { id, documentId } = await callTooEarly();
    await write((tx) =>
      tx
        .update(callbacks)
        .set({ referenceHash: "0".repeat(64) })
        .where(eq(callbacks.externalId, documentId)),
    );
    await bind(id, documentId, await keyOf(documentId));
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    expect(await keptOf(id)).toEqual([]);
  });
});

describe("a callback of a document whose create was never answered", () => {
  const jobsOf = async (name: string) =>
    (await read((db) => db.select().from(jobs).where(eq(jobs.name, name)))).map(
      ({ state, payload }) => ({ state, payload: JSON.stringify(payload) }),
    );
  beforeEach(() =>
    write(async (tx) => {
      await tx.delete(callbacks);
      const isOpen = eq(envelopes.status, "needs_check");
      await tx.update(envelopes).set({ status: "canceled" }).where(isOpen);
    }),
  );
  /** Made at the provider, its answer lost, and a definite no to the search that repeats it. */
  async function lose(): Promise<{ id: string; documentId: string }> {
    const id = await send("reset_mid_response", "business_error");
    await poll();
    expect(await envelopeOf(id)).toMatchObject({ status: "needs_check", nextTryAt: null });
    return { id, documentId: await numberOf(id) };
  }

  test("shows whose it is: read back, recognised and taken on", async () => {
    const { id, documentId } = await lose();
    await sandbox.act({ documentId, recipient: 0, act: "sign" });
    expect(await strangers()).toMatchObject([{ externalId: documentId, reason: "unknown_here" }]);
    const [asked, ...others] = await jobsOf("recognise-stranger");
    expect(others).toEqual([]);
    expect(asked?.payload).toContain(documentId);
    expect(asked?.payload).not.toContain(JSON.parse(said().body ?? "").secretKey);
    await poll();
    await poll();
    expect(await statusOf(id)).toBe("in_progress");
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    expect(await keptOf(id)).toMatchObject([{ verdict: "confirmed" }]);
    expect(await strangers()).toEqual([]);
  });

  test("of another document changes nothing, whoever waits", async () => {
    const other = await numberOf(await send());
    const { id } = await lose();
    await write(async (tx) => {
      await tx.delete(providerDocuments).where(eq(providerDocuments.externalId, other));
      await tx.delete(jobs);
    });
    await sandbox.act({ documentId: other, recipient: 0, act: "sign" });
    await poll();
    expect(await jobsOf("recognise-stranger")).toMatchObject([{ state: "done" }]);
    expect(await statusOf(id)).toBe("needs_check");
    expect(await strangers()).toMatchObject([{ externalId: other, verdict: "ignored" }]);
  });

  test("asks nothing of the provider while every create was answered", async () => {
    const documentId = await numberOf(await send());
    await sandbox.event({ documentId, kind: "wrong_id" });
    expect(await strangers()).toHaveLength(1);
    expect(await jobsOf("recognise-stranger")).toEqual([]);
  });
});

describe("what is told about nothing of ours", () => {
  const dropStrangers = () =>
    write((tx) => tx.delete(callbacks).where(isNull(callbacks.attemptId)));
  let documentId = "";
  let id = "";
  beforeAll(async () => {
    sandbox.switch({ ...usual, callbackUrl: await addressNow() });
    id = await send();
    documentId = await numberOf(id);
  });
  beforeEach(dropStrangers);

  test("an unknown number is kept once, without an envelope, and answered as the provider wants it", async () => {
    await sandbox.event({ documentId, kind: "wrong_id" });
    const body = sandbox.ledger().callbacks.at(-1)?.body ?? "";
    expect(await post(body)).toMatchObject({ status: 200, body: { errorCode: "002" } });
    expect(await strangers()).toMatchObject([{ envelopeId: null, times: 2, verdict: "ignored" }]);
    expect(await strays()).toEqual([["ignored", "unknown_here", 2]]);
    expect(await keptOf(id)).toEqual([]);
  });

  test("our number with another key, or without one, is not believed", async () => {
    for (const secretKey of [crypto.randomUUID(), undefined])
      expect(await post(JSON.stringify({ signRequestId: documentId, secretKey }))).toMatchObject({
        body: { errorCode: "002" },
      });
    expect(await strays()).toEqual([["ignored", "wrong_reference", 2]]);
    expect(await keptOf(id)).toEqual([]);
  });

  test("what cannot be read is refused and kept, within the connection", async () => {
    await sandbox.event({ documentId, kind: "garbage" });
    expect(await post('{"userKey":"1"}')).toMatchObject({ body: { errorCode: "002" } });
    expect((await strays()).sort()).toEqual([
      ["refused", "malformed", 1],
      ["refused", "names_no_document", 1],
    ]);
  });

  test("who does not prove itself is turned away; only that is counted", async () => {
    await sandbox.event({ documentId, kind: "wrong_credentials" });
    const body = sandbox.ledger().callbacks.at(-1)?.body ?? "";
    const nobody = await post(body, { authorization: "" });
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get("www-authenticate")).toMatch(/^Basic /);
    expect((await post(`[${"[".repeat(50)}`, { authorization: "" })).status).toBe(401);
    expect(await strangers()).toEqual([]);
    expect(await keptOf(id)).toEqual([]);
    expect(await strays()).toEqual([["refused", "wrong_credentials", 3]]);
  });

  test("another provider's rules cannot be chosen in the address, and nobody's address leads nowhere", async () => {
    const other = providers.find(
      ({ id: each, receiveCallback }) => each !== sandbox.providerId && receiveCallback,
    );
    const address = (await addressNow()).replace(sandbox.providerId, other?.id ?? "");
    expect((await post("{}", {}, address)).status).toBe(404);
    await sandbox.event({ documentId, kind: "wrong_address" });
    expect(said().status).toBe(404);
    expect(await strays()).toEqual([["refused", "unknown_address", 1]]);
  });

  test("only so many are kept; the oldest go", async () => {
    const numbers = Array.from({ length: mostKept + 1 }, () => crypto.randomUUID());
    const stranger = {
      providerId: sandbox.providerId,
      connectionId: connection.id,
      attemptId: null,
      envelopeId: null,
      headers: {},
      address: null,
      verdict: "ignored",
      reason: "unknown_here",
      referenceHash: null,
    } as const;
    await write(async (tx) => {
      for (const [index, externalId] of numbers.entries())
        await keepCallback(
          tx,
          { ...stranger, externalId, body: Buffer.from(externalId) },
          new Date(Date.now() + index),
        );
    });
    const kept = await strangers();
    expect(kept).toHaveLength(mostKept);
    expect(kept.map(({ externalId }) => externalId)).not.toContain(numbers[0]);
  });

  test("too many in a minute are told to wait", async () => {
    // A minute may begin with the first of the two.
    await post("{}");
    await dropStrangers();
    process.env.CALLBACKS_PER_CONNECTION = "1";
    const { status } = await post("{}");
    delete process.env.CALLBACKS_PER_CONNECTION;
    expect(status).toBe(429);
    expect(await strays()).toEqual([["refused", "too_many", 1]]);
  });

  test("none of it moved the document, and a forged or stale one brings only the truth", async () => {
    await sandbox.event({ documentId, kind: "forged" });
    await sandbox.event({ documentId, kind: "stale" });
    await runJobs();
    expect(await statusOf(id)).toBe("in_progress");
    expect(await statesOf(id)).toEqual(["sent", "waiting"]);
    expect((await keptOf(id)).map(({ verdict }) => verdict)).toEqual(["confirmed", "confirmed"]);
  });
});

describe("when the portal was away and the provider remembers that it could not call", () => {
  let id = "";
  let documentId = "";
  const check = () => checkCallbacksNow(admin, { connectionId: connection.id }, new Date());
  const missed = async () => (await read((db) => missedOf(db, connection.id))).missed;
  const readAt = async () =>
    (await read((db) => openDocumentsOf(db, connection.id))).find(
      ({ envelopeId }) => envelopeId === id,
    )?.readAt;
  /** What other tests left open is on the provider's list, too. */
  const endAll = () => write((tx) => tx.update(envelopes).set({ status: "canceled" }));
  beforeAll(endAll);
  afterEach(endAll);

  /** Signs while nobody listens at the portal's address. */
  beforeEach(async () => {
    id = await send();
    documentId = await numberOf(id);
    const { port } = portal.address() as AddressInfo;
    portal.closeAllConnections();
    portal.close();
    await sandbox.act({ documentId, recipient: 0, act: "sign" });
    portal = await serveCallbacks("192.0.2.77", port);
    expect(said().status).toBeNull();
    await runJobs();
    expect(await statesOf(id)).toEqual(["sent", "waiting"]);
  });
  test("the nightly look finds it, says so, and reads the document back", async () => {
    const [planned] = await read((db) =>
      db.select().from(jobs).where(eq(jobs.name, checkCallbacks.name)),
    );
    expect(planned?.runAt.getUTCHours()).toBe(22);
    await write((tx) =>
      tx.update(jobs).set({ runAt: new Date() }).where(eq(jobs.name, checkCallbacks.name)),
    );
    await runJobs();
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    expect(await actionsOf(id)).toEqual(
      expect.arrayContaining(["callback.missed", "recipient.signed"]),
    );
    const waiting = await read((db) => db.select().from(jobs).where(eq(jobs.state, "ready")));
    expect(waiting.map(({ name }) => name)).toContain(checkCallbacks.name);
  });

  test("somebody sees what failed without secrets, and has it read back", async () => {
    expect(await check()).toEqual({ missed: 1, trouble: null });
    const [log, ...others] = await missed();
    expect(others).toEqual([]);
    expect(log).toMatchObject({
      externalId: documentId,
      isCurrentAddress: true,
      answerStatus: null,
      failures: 1,
      address: expect.stringContaining("/api/callbacks/"),
    });
    expect(log?.failedAt).toBeInstanceOf(Date);
    const { body = "{}" } = sandbox.ledger().callbacks.at(-1) ?? {};
    const stored = JSON.stringify(
      await read((db) =>
        Promise.all([db.select().from(callbackChecks), db.select().from(auditEvents)]),
      ),
    );
    const token = (await addressNow()).split("/").at(-1) ?? "";
    for (const secret of [JSON.parse(body).secretKey, JSON.parse(body).userKey, token])
      expect(stored).not.toContain(secret);
    expect(await resyncDocuments(admin, { connectionId: connection.id }, new Date())).toEqual({
      count: 1,
    });
    await runJobs();
    expect(await statesOf(id)).toEqual(["signed", "sent"]);
    expect(log && isMadeUp(log, (await readAt()) ?? null)).toBe(true);
    // The provider goes on listing it; it is told once.
    expect(await check()).toEqual({ missed: 0, trouble: null });
    expect(await missed()).toHaveLength(1);
    expect((await actionsOf(id)).filter((action) => action === "callback.missed")).toHaveLength(1);
    expect((await verifyAudit()).isIntact).toBe(true);
  });

  test("a provider that does not answer is said so, and what it said before stays", async () => {
    await check();
    sandbox.switch({ isDown: true });
    const { trouble } = await check();
    expect(trouble).toMatchObject({ code: "unavailable" });
    const kept = await read((db) => missedOf(db, connection.id));
    expect(kept).toMatchObject({
      trouble: { code: "unavailable" },
      missed: [{ externalId: documentId }],
    });
    expect(kept.answeredAt && kept.checkedAt && kept.answeredAt < kept.checkedAt).toBe(true);
  });

  test("only who may manage connections asks", async () => {
    const input = { connectionId: connection.id };
    await expect(checkCallbacksNow(owner, input, new Date())).rejects.toThrow("forbidden");
    await expect(resyncDocuments(owner, input, new Date())).rejects.toThrow("forbidden");
  });
});

test("a renewed address is another one; the old one leads nowhere any more", async () => {
  const old = await addressNow();
  await expect(
    renewCallbackAddress(owner, { connectionId: connection.id }, new Date()),
  ).rejects.toThrow("forbidden");
  await renewCallbackAddress(admin, { connectionId: connection.id }, new Date());
  expect(await addressNow()).not.toBe(old);
  expect((await post("{}", {}, old)).status).toBe(404);
  expect((await post("{}")).status).toBe(200);
  const told = await read((db) =>
    db.select().from(auditEvents).where(eq(auditEvents.action, "connection.address_renewed")),
  );
  expect(told).toHaveLength(1);
  expect((await verifyAudit()).isIntact).toBe(true);
});
