import { once } from "node:events";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { attempts, callbackRefusals, callbacks } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { auditEvents, jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { readBody } from "@/lib/callbacks/read-body";
import { saveConnection } from "@/lib/connections/save-connection";
import { readStoredFile } from "@/lib/files/store-file";
import en from "@/lib/i18n/messages/en.json";
import fa from "@/lib/i18n/messages/fa.json";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { expectSound } from "@/lib/pdf/testing";
import type { Sandbox, SandboxFault } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { adoptDocument } from "./adopt-document";
import { attemptTexts } from "./attempt-texts";
import { cancelEnvelope } from "./cancel-envelope";
import { chooseConnection } from "./choose-connection";
import { closeUnsent, confirmAbsence } from "./confirm-absence";
import { copyEnvelope } from "./copy-envelope";
import { guardAgainstRestore, isHeld, releaseHold } from "./hold-delivery";
import { envelopeJobs } from "./jobs";
import { artifactsOf, recipientsOf, timelineOf } from "./queries";
import { receiveCallback } from "./receive-callback";
import { recoverAbandonedAttempts } from "./recover-attempts";
import { refreshEnvelope } from "./refresh-envelope";
import { enqueueReadBack } from "./request-read-back";
import { sendEnvelope } from "./send-envelope";
import { canBecome } from "./state";
import { connectTo, makeAccount, makeDocument, makeDraft, makeOffice, person } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let portal: Server;
let admin: AccountActor;
let manager: AccountActor;
let owner: AccountActor;
let documentId = "";
let connectionId = "";
const contract = makeContract();
/** Envelopes that a test put where they stand without an event, to play a process that died. */
const byHand = new Set<string>();

/** The portal's own address for callbacks, as its route handler serves it. */
async function servePortal(): Promise<string> {
  portal = createServer(async (request, response) => {
    const [, , , providerId = "", token = ""] = (request.url ?? "").split("/");
    const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
    const answer = await receiveCallback(
      {
        providerId,
        token,
        headers: {},
        address: "127.0.0.1",
        readBody: () => readBody(body, { longest: 300 }),
      },
      new Date(),
    );
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  }).listen(0, "127.0.0.1");
  await once(portal, "listening");
  return `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  await makeOffice();
  [admin, manager, owner] = await Promise.all([
    makeAccount("admin"),
    makeAccount("manager"),
    makeAccount("staff"),
  ]);
  sandbox = await createEmzanoSandbox();
  process.env.PUBLIC_URL = await servePortal();
  process.env.CALLBACKS_PER_TOKEN = "500";
  process.env.CALLBACKS_PER_ADDRESS = "5000";
  documentId = await makeDocument(owner, contract);
  connectionId = await connectTo(sandbox, admin);
});
afterAll(async () => {
  portal.close();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.calm();
  // What one test left waiting is not the next one's business.
  await write(async (tx) => {
    await tx.delete(jobs);
    await tx
      .update(connections)
      .set({ breakerUntil: null, breakerReason: null, failures: 0 })
      .where(eq(connections.id, connectionId));
  });
});

const people = () => [
  person("سارا احمدی", {
    phone: "۰۹۱۲۱۲۳۴۵۶۷",
    identity: { national_id: "۰۰۱۲۳۴۵۶۷۹", title: "طرف اول" },
  }),
  person("علی رضایی", {
    role: "approver",
    phone: "09351234567",
    identity: { national_id: "0499370899" },
  }),
  person("مینا کریمی", {
    role: "viewer",
    phone: "09191234567",
    identity: { national_id: "0790419904" },
  }),
];

const runJobs = () => runDueJobs(envelopeJobs);

async function send(fault: SandboxFault = "ok", expiresAt: Date | null = null): Promise<string> {
  const draft = await makeDraft(owner, documentId, people(), { expiresAt });
  const { rev } = await chooseConnection(owner, { ...draft, connectionId }, new Date());
  await sendEnvelope(
    owner,
    { envelopeId: draft.envelopeId, rev, key: crypto.randomUUID() },
    new Date(),
  );
  sandbox.plan({ on: "create", faults: [fault] });
  await runJobs();
  return draft.envelopeId;
}

async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
const statusOf = async (id: string) => (await envelopeOf(id)).status;
const attemptsOf = (id: string) =>
  read((db) =>
    db.select().from(attempts).where(eq(attempts.envelopeId, id)).orderBy(desc(attempts.number)),
  );
/** Documents that the provider has of this envelope. */
async function madeOf(id: string) {
  const { referenceCode } = await envelopeOf(id);
  return sandbox.ledger().documents.filter(({ title }) => title.includes(referenceCode));
}
async function onlyMade(id: string) {
  const [made, ...others] = await madeOf(id);
  if (!made || others.length > 0) throw new Error(`${others.length + 1} documents`);
  return made;
}
async function everybodyActs(id: string): Promise<void> {
  const { id: documentId } = await onlyMade(id);
  await sandbox.act({ documentId, recipient: 0, act: "sign" });
  await sandbox.act({ documentId, recipient: 1, act: "approve" });
}
const actionsOf = async (id: string) =>
  (await read((db) => timelineOf(db, id))).map(({ action }) => action);
const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe("a contract that goes out through a provider elsewhere", () => {
  test("is signed there, comes back, is compared with what was sent, and is complete", async () => {
    const id = await send();
    expect(await statusOf(id)).toBe("in_progress");
    expect(await attemptsOf(id)).toMatchObject([{ number: 1, state: "accepted", trouble: null }]);
    const made = await onlyMade(id);
    expect(made.people.map(({ contact, role }) => [contact, role])).toEqual([
      ["09121234567", "signer"],
      ["09351234567", "approver"],
      ["09191234567", "viewer"],
    ]);

    await sandbox.act({ documentId: made.id, recipient: 0, act: "see" });
    await refreshEnvelope(owner, { envelopeId: id }, new Date());
    await runJobs();
    const before = await read((db) => recipientsOf(db, id));
    expect(before.map(({ status }) => status)).toEqual(["seen", "waiting", "waiting"]);
    expect(before[0]?.seenAt).toBeInstanceOf(Date);

    await everybodyActs(id);
    await runJobs();
    expect(await statusOf(id)).toBe("completed");
    const after = await read((db) => recipientsOf(db, id));
    expect(after.slice(0, 2).map(({ status }) => status)).toEqual(["signed", "approved"]);
    const [artifact] = await read((db) => artifactsOf(db, id));
    expect(artifact).toMatchObject({
      kind: "signed_document",
      sha256: (await onlyMade(id)).finalSha256,
      verdict: { documentMatch: "good" },
    });
    expectSound(await readStoredFile(artifact?.sha256 ?? ""));
    expect(await actionsOf(id)).toEqual(
      expect.arrayContaining(["callback.received", "callback.confirmed", "envelope.completed"]),
    );
    expect((await verifyAudit()).isIntact).toBe(true);
  });

  test("ends as declined when somebody rejects it there", async () => {
    const id = await send();
    const { id: documentId } = await onlyMade(id);
    await sandbox.act({ documentId, recipient: 0, act: "reject", reason: "مبلغ نادرست" });
    await runJobs();
    expect(await statusOf(id)).toBe("declined");
  });

  test("ends as expired when its time is over there", async () => {
    const id = await send("ok", minutesLater(60));
    await sandbox.expire((await onlyMade(id)).id);
    await runJobs();
    expect(await statusOf(id)).toBe("expired");
  });

  test("is in conflict when it is signed there after it was canceled here", async () => {
    const id = await send();
    await cancelEnvelope(owner, { envelopeId: id, reason: "A mistake" }, new Date());
    await everybodyActs(id);
    await runJobs();
    expect(await statusOf(id)).toBe("conflict");
    expect(await read((db) => artifactsOf(db, id))).toHaveLength(1);
  });

  test("waits in completing while the provider has no file yet, and says so", async () => {
    sandbox.switch({ isCallbackBeforeFile: true, fileDelayMilliseconds: 2_000 });
    const id = await send();
    await everybodyActs(id);
    await runJobs();
    expect(await envelopeOf(id)).toMatchObject({
      status: "completing",
      trouble: { code: "file_not_ready" },
    });
    sandbox.switch({ isCallbackBeforeFile: false, fileDelayMilliseconds: 0 });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await refreshEnvelope(owner, { envelopeId: id }, new Date());
    await runJobs();
    expect(await envelopeOf(id)).toMatchObject({ status: "completed", trouble: null });
  });
});

describe("what the create answers", () => {
  test.each([
    "dropped_after_commit",
    "reset_mid_response",
    "half_json",
    "500_after_commit",
    "502_html_after_commit",
    "wrong_shape",
  ] as const)(
    "%s: nobody knows, nothing is sent again, and its own callback settles it",
    async (fault) => {
      const id = await send(fault);
      expect(await statusOf(id)).toBe("needs_check");
      await runJobs();
      expect(await madeOf(id)).toHaveLength(1);
      await everybodyActs(id);
      await runJobs();
      expect(await statusOf(id)).toBe("completed");
      expect(await madeOf(id)).toHaveLength(1);
      expect(await attemptsOf(id)).toMatchObject([{ number: 1, state: "accepted" }]);
    },
  );

  test.each(["dropped_before_commit", "500_before_commit"] as const)(
    "%s: nobody knows; a manager who looked sends it again",
    async (fault) => {
      const id = await send(fault);
      expect(await statusOf(id)).toBe("needs_check");
      const input = {
        envelopeId: id,
        reason: "Not in the panel",
        hasLooked: true,
        knowsTheRisk: true,
      } as const;
      await expect(confirmAbsence(owner, input, minutesLater(11))).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(confirmAbsence(manager, input, new Date())).rejects.toMatchObject({
        code: "too_early",
      });
      await confirmAbsence(manager, input, minutesLater(11));
      await write((tx) => tx.update(jobs).set({ runAt: new Date() }));
      await runJobs();
      expect(await statusOf(id)).toBe("in_progress");
      expect(await madeOf(id)).toHaveLength(1);
      expect((await attemptsOf(id)).map(({ state }) => state)).toEqual([
        "accepted",
        "absent_confirmed",
      ]);
    },
  );

  test("a definite no fails it, with the provider's own code and words", async () => {
    const id = await send("business_error");
    const row = await envelopeOf(id);
    expect(row.status).toBe("failed");
    expect(row.trouble).toMatchObject({ providerCode: expect.stringMatching(/^\d+$/) });
    expect(row.reason).not.toBeNull();
    expect(await madeOf(id)).toHaveLength(0);
  });

  const words = [en, fa].map(({ providers }) => providers.emzano.errors);
  const afterwards: Readonly<Record<string, readonly [EnvelopeStatus, string]>> = {
    2: ["queued", "unavailable"],
    3009: ["needs_check", "unavailable"],
  };
  test.each(Object.keys(words[0] ?? {}))(
    "%s is kept with the provider's own words, and ours say in both languages what to do",
    async (code) => {
      const id = await send(`business_error:${Number(code)}`);
      const row = await envelopeOf(id);
      const [status, trouble] = afterwards[code] ?? ["failed", expect.any(String)];
      const providerMessage = expect.stringMatching(/\p{Script=Arabic}/u);
      expect(row).toMatchObject({
        status,
        trouble: { code: trouble, providerCode: code, providerMessage },
      });
      for (const errors of words)
        expect(errors[code as keyof typeof errors]).toMatch(/^[^.]+\. [^.]+\.$/);
      expect(await madeOf(id)).toHaveLength(0);
    },
  );

  test("what failed is corrected and sent again without entering anything anew", async () => {
    const id = await send("business_error");
    const { envelopeId } = await copyEnvelope(owner, { envelopeId: id }, new Date());
    const { rev } = await envelopeOf(envelopeId);
    await sendEnvelope(owner, { envelopeId, rev, key: crypto.randomUUID() }, new Date());
    await runJobs();
    expect(await statusOf(envelopeId)).toBe("in_progress");
    const sent = (await onlyMade(envelopeId)).people.map(({ contact }) => contact);
    expect(sent).toEqual(["09121234567", "09351234567", "09191234567"]);
  });

  test("a refused token is renewed and it goes out, once", async () => {
    const id = await send("401");
    expect(await statusOf(id)).toBe("in_progress");
    expect(await madeOf(id)).toHaveLength(1);
  });

  test("a request to wait is heeded, and the time of the next try is known", async () => {
    const id = await send("429");
    const row = await envelopeOf(id);
    expect(row).toMatchObject({ status: "queued", trouble: { code: "rate_limited" }, waits: 1 });
    expect(row.nextTryAt?.getTime()).toBeGreaterThan(Date.now());
    await refreshEnvelope(owner, { envelopeId: id }, new Date());
    await runJobs();
    expect(await statusOf(id)).toBe("in_progress");
    expect(await madeOf(id)).toHaveLength(1);
  });
});

test("a provider that is away is tried again a few times, then it fails; nothing was sent", async () => {
  const { rows } = await read(async (db) => ({
    rows: await db.select().from(connections).where(eq(connections.id, connectionId)),
  }));
  const away = await saveConnection(
    admin,
    {
      connectionId: null,
      providerId: rows[0]?.providerId ?? "",
      name: "Away",
      isRehearsal: true,
      settings: { ...sandbox.settings, baseUrl: "http://127.0.0.1:9" },
    },
    new Date(),
  );
  process.env.PROVIDER_PRIVATE_HOSTS += ",127.0.0.1:9";
  const draft = await makeDraft(owner, documentId, people());
  const chosen = { ...draft, connectionId: away.connectionId };
  const { rev } = await chooseConnection(owner, chosen, new Date());
  const { envelopeId } = draft;
  await sendEnvelope(owner, { envelopeId, rev, key: crypto.randomUUID() }, new Date());
  const seen: unknown[] = [];
  for (let count = 0; count < 6; count++) {
    await write(async (tx) => {
      await tx.update(jobs).set({ runAt: new Date() });
      await tx.update(connections).set({ breakerUntil: null, failures: 0 });
    });
    await runJobs();
    const row = await envelopeOf(envelopeId);
    seen.push([row.status, Math.round(((row.nextTryAt?.getTime() ?? 0) - Date.now()) / 1_000)]);
  }
  expect(seen.slice(0, 5)).toEqual(
    [5, 30, 120, 600, 1800].map((seconds) => [
      "queued",
      expect.toSatisfy((value: number) => Math.abs(value - seconds) < 3),
    ]),
  );
  expect(seen[5]).toMatchObject(["failed", expect.anything()]);
  expect((await attemptsOf(envelopeId)).every(({ state }) => state === "not_sent")).toBe(true);
});

describe("a callback", () => {
  const callbacksOf = (id: string) =>
    read((db) => db.select().from(callbacks).where(eq(callbacks.envelopeId, id)));

  test("that is forged changes nothing: the provider is asked, and says otherwise", async () => {
    const id = await send();
    await sandbox.event({ documentId: (await onlyMade(id)).id, kind: "forged" });
    await runJobs();
    expect(await statusOf(id)).toBe("in_progress");
    expect(await read((db) => artifactsOf(db, id))).toEqual([]);
  });

  test("that comes fifty times is kept once and read back", async () => {
    const id = await send();
    await everybodyActs(id);
    const { id: documentId } = await onlyMade(id);
    for (let count = 0; count < 50; count++) await sandbox.event({ documentId, kind: "duplicate" });
    await runJobs();
    expect(await statusOf(id)).toBe("completed");
    const kept = await callbacksOf(id);
    expect(kept.map(({ times }) => times)).toEqual([51]);
    expect((await actionsOf(id)).filter((action) => action === "envelope.completed")).toHaveLength(
      1,
    );
  });

  test("that names another document is ignored, and listed with the reason", async () => {
    const id = await send();
    await sandbox.event({ documentId: (await onlyMade(id)).id, kind: "wrong_id" });
    await runJobs();
    expect(await statusOf(id)).toBe("in_progress");
    expect(await callbacksOf(id)).toMatchObject([{ verdict: "ignored", reason: "other_document" }]);
  });

  test("to an address that nobody gave out is only counted", async () => {
    const id = await send();
    const count = async () =>
      (await read((db) => db.select().from(callbackRefusals)))
        .filter(({ reason }) => reason === "unknown_address")
        .reduce((sum, row) => sum + row.count, 0);
    const before = await count();
    await sandbox.event({ documentId: (await onlyMade(id)).id, kind: "wrong_address" });
    expect(await count()).toBe(before + 1);
    expect(await callbacksOf(id)).toEqual([]);
  });

  const post = async (id: string, body: string | Uint8Array) => {
    const [attempt] = await attemptsOf(id);
    const { callback_url = "" } = attemptTexts(
      { id: connectionId, provider: requireProvider(sandbox.providerId) },
      attempt?.id ?? "",
    );
    return fetch(callback_url, { method: "POST", body: body as BodyInit });
  };

  test.each([
    ["nothing", ""],
    ["half of something", '{"documentId":'],
    ["a page", "<html></html>"],
    ["another shape", '{"documentId":{"a":1}}'],
    ["a key that reaches a prototype", '{"documentId":"x","__proto__":{"isAdmin":true}}'],
    ["a thousand keys", `{${Array.from({ length: 1_000 }, (_, n) => `"k${n}":1`).join()}}`],
    ["ten thousand levels", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ])("of %s is refused, listed, and changes nothing", async (_, body) => {
    const id = await send();
    const answer = await post(id, body);
    expect(answer.status).toBe(400);
    await runJobs();
    expect(await statusOf(id)).toBe("in_progress");
    expect(await callbacksOf(id)).toMatchObject([{ verdict: "refused", reason: "malformed" }]);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  test("of 300 KB is refused before it is kept", async () => {
    const id = await send();
    const answer = await post(id, Buffer.alloc(300_000, "a")).catch(() => ({ status: 413 }));
    expect(answer.status).toBe(413);
    expect(await callbacksOf(id)).toEqual([]);
  });

  test("that does not come to an end is given up", async () => {
    const id = await send();
    const [attempt] = await attemptsOf(id);
    const never = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from("{")),
    });
    const answer = await receiveCallback(
      {
        providerId: sandbox.providerId,
        token:
          attemptTexts(
            { id: connectionId, provider: requireProvider(sandbox.providerId) },
            attempt?.id ?? "",
          )
            .callback_url?.split("/")
            .at(-1) ?? "",
        headers: {},
        address: "198.51.100.9",
        readBody: () => readBody(never, { longest: 50 }),
      },
      new Date(),
    );
    expect(answer.status).toBe(408);
  });

  test("while the provider is away is kept, and read back when it is there again", async () => {
    const id = await send();
    await everybodyActs(id);
    sandbox.plan({ on: "read", faults: ["500_before_commit"] });
    await runJobs();
    expect(await statusOf(id)).toBe("in_progress");
    await write((tx) => tx.update(jobs).set({ runAt: new Date() }));
    await runJobs();
    expect(await statusOf(id)).toBe("completed");
  });

  test("of a flood gets an answer that asks to wait, never an error of ours", async () => {
    const id = await send();
    process.env.CALLBACKS_PER_TOKEN = "3";
    const answers = [];
    for (let count = 0; count < 5; count++) answers.push((await post(id, "{}")).status);
    process.env.CALLBACKS_PER_TOKEN = "500";
    expect(answers).toEqual([400, 400, 400, 429, 429]);
  });
});

describe("when nobody knows whether it was sent", () => {
  test("a manager enters the number, and it is compared before it is taken on", async () => {
    const id = await send("half_json");
    const stranger = await send();
    await expect(copyEnvelope(owner, { envelopeId: id }, new Date())).rejects.toMatchObject({
      code: "conflict",
    });
    const adopt = (by: AccountActor, externalId: string) =>
      adoptDocument(by, { envelopeId: id, externalId }, new Date());
    const { id: right } = await onlyMade(id);
    await expect(adopt(owner, right)).rejects.toMatchObject({ code: "forbidden" });
    await expect(adopt(manager, "00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({
      code: "document_unknown",
    });
    await expect(adopt(manager, (await onlyMade(stranger)).id)).rejects.toMatchObject({
      code: "document_not_ours",
    });
    await adopt(manager, right);
    expect(await statusOf(id)).toBe("in_progress");
    await everybodyActs(id);
    await runJobs();
    expect(await statusOf(id)).toBe("completed");
  });

  test("it is closed as never sent, but only after its deadline", async () => {
    const id = await send("500_before_commit", minutesLater(60));
    const close = (now: Date) => closeUnsent(manager, { envelopeId: id }, now);
    await expect(close(new Date())).rejects.toMatchObject({ code: "too_early" });
    await close(minutesLater(61));
    expect(await statusOf(id)).toBe("failed");
  });

  test("a wrong 'it does not exist' ends in a conflict with both numbers, never in silence", async () => {
    const id = await send("dropped_after_commit");
    const [first] = await madeOf(id);
    await confirmAbsence(
      manager,
      { envelopeId: id, reason: "Looked badly", hasLooked: true, knowsTheRisk: true },
      minutesLater(11),
    );
    await write((tx) => tx.update(jobs).set({ runAt: new Date() }));
    await runJobs();
    expect(await madeOf(id)).toHaveLength(2);
    await sandbox.act({ documentId: first?.id ?? "", recipient: 0, act: "sign" });
    await sandbox.act({ documentId: first?.id ?? "", recipient: 1, act: "approve" });
    await runJobs();
    expect(await statusOf(id)).toBe("conflict");
    const [event] = (await read((db) => timelineOf(db, id))).filter(
      ({ action }) => action === "envelope.conflicted",
    );
    for (const { id: number } of await madeOf(id))
      expect(event?.details.documents).toContain(number);
  });

  test("the first one turns up before the second is sent: nothing is sent again", async () => {
    const id = await send("dropped_after_commit");
    await everybodyActs(id);
    // The callback has been kept; the manager is quicker than the read-back.
    await confirmAbsence(
      manager,
      { envelopeId: id, reason: "Too hasty", hasLooked: true, knowsTheRisk: true },
      minutesLater(11),
    );
    await write(async (tx) => {
      await tx.update(jobs).set({ runAt: minutesLater(60) });
      await enqueueReadBack(tx, id, new Date(), { isSoon: true });
    });
    await runJobs();
    await write((tx) => tx.update(jobs).set({ runAt: new Date() }));
    await runJobs();
    await runJobs();
    expect(await madeOf(id)).toHaveLength(1);
    expect(await statusOf(id)).toBe("completed");
  });
});

describe("a process that died", () => {
  const abandon = (id: string, set: Partial<typeof attempts.$inferInsert>) => {
    byHand.add(id);
    return write(async (tx) => {
      await tx
        .update(attempts)
        .set({ claimedBy: "elsewhere_1_x", claimedUntil: minutesLater(-1), ...set })
        .where(eq(attempts.envelopeId, id));
      await tx.update(envelopes).set({ status: "sending" }).where(eq(envelopes.id, id));
    });
  };

  test("before the first byte left: it is sent again by itself, once", async () => {
    const id = await send("429");
    await abandon(id, { state: "prepared", finishedAt: null });
    expect(await recoverAbandonedAttempts(new Date())).toBe(1);
    expect(await statusOf(id)).toBe("queued");
    await runJobs();
    expect(await statusOf(id)).toBe("in_progress");
    expect(await madeOf(id)).toHaveLength(1);
  });

  test("after the first byte left: it needs a check, and is not sent again", async () => {
    const id = await send("429");
    await abandon(id, { state: "sending", sentAt: new Date(), finishedAt: null });
    await recoverAbandonedAttempts(new Date());
    expect(await envelopeOf(id)).toMatchObject({
      status: "needs_check",
      trouble: { code: "interrupted" },
    });
    await runJobs();
    expect(await madeOf(id)).toHaveLength(0);
  });

  test("whose claim still holds is left alone", async () => {
    const id = await send("429");
    await abandon(id, { state: "sending", claimedUntil: minutesLater(2) });
    expect(await recoverAbandonedAttempts(new Date())).toBe(0);
  });
});

test("twenty at once with a token that ends: all go out, one token call at a time", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 20; count++) {
    const draft = await makeDraft(owner, documentId, people());
    const { rev } = await chooseConnection(owner, { ...draft, connectionId }, new Date());
    const key = crypto.randomUUID();
    await sendEnvelope(owner, { envelopeId: draft.envelopeId, rev, key }, new Date());
    ids.push(draft.envelopeId);
  }
  sandbox.expireTokens();
  const before = sandbox.ledger().requests.length;
  await runJobs();
  for (const id of ids) expect(await statusOf(id)).toBe("in_progress");
  const calls = sandbox.ledger().requests.slice(before);
  expect(calls.filter(({ operation }) => operation === "token").length).toBeLessThanOrEqual(4);
  expect(calls.filter(({ committed }) => committed !== null)).toHaveLength(20);
});

test("a database that was put back sends nothing before an administrator says so", async () => {
  const waiting = await send("429");
  await guardAgainstRestore(new Date());
  expect(await read(isHeld)).toBe(false);
  const { writeFileSync } = await import("node:fs");
  const file = `${process.env.DATA_DIR}/generation`;
  writeFileSync(file, JSON.stringify({ current: "a newer one", next: null }));
  await guardAgainstRestore(new Date());
  expect(await read(isHeld)).toBe(true);
  expect(await envelopeOf(waiting)).toMatchObject({
    status: "needs_check",
    trouble: { code: "restored" },
  });
  const fresh = await send();
  expect(await statusOf(fresh)).toBe("queued");
  expect(await madeOf(fresh)).toHaveLength(0);
  await releaseHold(admin, new Date());
  await runJobs();
  expect(await statusOf(fresh)).toBe("in_progress");
  expect(await read((db) => db.select().from(auditEvents))).toEqual(
    expect.arrayContaining([expect.objectContaining({ action: "delivery.released" })]),
  );
});

test("every envelope went along allowed edges only, one event for each, and the chain holds", async () => {
  const all = await read((db) => db.select().from(envelopes));
  expect(all.length).toBeGreaterThan(30);
  for (const { id, status } of all.filter((one) => !byHand.has(one.id))) {
    const edges = (await read((db) => timelineOf(db, id))).flatMap(({ details: { from, to } }) =>
      from && to ? [[from, to] as [EnvelopeStatus, EnvelopeStatus]] : [],
    );
    let at: EnvelopeStatus = "draft";
    for (const [from, to] of edges) {
      expect([from, canBecome(from, to)]).toEqual([at, true]);
      at = to;
    }
    expect(at).toBe(status);
  }
  expect((await verifyAudit()).isIntact).toBe(true);
});
