import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { jobs, meta } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { saveConnection } from "@/lib/connections/save-connection";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox, SandboxFault } from "@/lib/provider-kit/sandbox";
import { sandboxFaults } from "@/lib/provider-kit/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { confirmAbsence } from "./confirm-absence";
import { forceCreate } from "./force-create";
import { releaseHold } from "./hold-delivery";
import { envelopeJobs } from "./jobs";
import { timelineOf } from "./queries";
import { recoverAbandonedAttempts } from "./recover-attempts";
import { runSearchDocument, searchAgain } from "./search-document";
import { makeDraft, officeWith, sendThrough, uzbeks } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let admin: AccountActor;
let manager: AccountActor;
let owner: AccountActor;
let documentId = "";
let connectionId = "";

beforeAll(async () => {
  sandbox = await createWebImzoSandbox({ slowMilliseconds: 50 });
  ({ admin, manager, owner, documentId, connectionId } = await officeWith(sandbox));
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  sandbox.calm();
  await write(async (tx) => {
    await tx.delete(jobs);
    await tx.update(connections).set({ breakerUntil: null, breakerReason: null, failures: 0 });
  });
});

const runJobs = () => runDueJobs(envelopeJobs);
const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** @param faults of the create, and of its repeats in turn */
async function send(...faults: SandboxFault[]): Promise<string> {
  sandbox.plan({ on: "create", faults });
  return sendThrough(
    owner,
    connectionId,
    await makeDraft(owner, documentId, uzbeks().slice(0, 2), { hasBoxes: false }),
  );
}
async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
const attemptsOf = (id: string) =>
  read((db) =>
    db.select().from(attempts).where(eq(attempts.envelopeId, id)).orderBy(desc(attempts.number)),
  );
async function isOf(id: string) {
  const { referenceCode } = await envelopeOf(id);
  return (title: unknown) => String(title).includes(referenceCode);
}
/** Requests that the provider has of this envelope. */
async function madeOf(id: string) {
  const isHers = await isOf(id);
  return sandbox.ledger().documents.filter(({ title }) => isHers(title));
}
/** Whether each create that left was a forced one. */
async function createsOf(id: string) {
  const isHers = await isOf(id);
  return sandbox
    .ledger()
    .requests.filter(
      ({ operation, body }) =>
        operation === "create" && isHers((body as { title?: unknown }).title),
    )
    .map(({ body }) => (body as { isForceCreate?: unknown }).isForceCreate);
}

const trouble = async (id: string) => (await envelopeOf(id)).trouble;
const forced = (id: string) => ({
  envelopeId: id,
  reason: "The old one has a wrong price",
  hasLooked: true as const,
  knowsTheRisk: true as const,
});
/** What waits is due. */
const hurry = () => write((tx) => tx.update(jobs).set({ runAt: new Date() }));
/** Another request stands under the number of what is sent next. */
async function sendBesideAnother(): Promise<{ id: string; other: string }> {
  const id = await send("dropped_before_commit", "dropped_before_commit");
  const [create] = sandbox.ledger().requests.slice(-1);
  const { baseUrl, username, password, apiKey } = sandbox.settings;
  const answer = await fetch(`${baseUrl}v1/SignRequest/Create`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ ...(create?.body as object), apiKey, signData: "other data" }),
  });
  const other = (await answer.json()).result.requestId;
  await hurry();
  await runJobs();
  return { id, other };
}

const quick = sandboxFaults.filter((fault) => fault !== "silent_after_commit");

describe("a create that may be repeated", () => {
  test.each(quick)("%s: it ends as it must, with one request at most", async (fault) => {
    const id = await send(fault);
    const ends: Partial<Record<SandboxFault, string>> = {
      business_error: "failed",
      "429": "queued",
    };
    const expected = ends[fault] ?? "in_progress";
    expect((await envelopeOf(id)).status).toBe(expected);
    expect(await madeOf(id)).toHaveLength(expected === "in_progress" ? 1 : 0);
    expect(await createsOf(id)).not.toContain(true);
  });

  test("silent_after_commit: after the time-out the one request is found", async () => {
    const scale = process.env.POLL_SCALE;
    process.env.POLL_SCALE = "0.01";
    const id = await send("silent_after_commit");
    process.env.POLL_SCALE = scale ?? "1";
    const [made, ...others] = await madeOf(id);
    expect(others).toEqual([]);
    expect(await attemptsOf(id)).toMatchObject([
      { number: 1, state: "accepted", externalId: made?.id, claimedBy: null },
    ]);
    expect(await createsOf(id)).toEqual([false, false]);
    const told = (await read((db) => timelineOf(db, id))).map(({ action }) => action);
    expect(told).toContain("attempt.document_searched");
  }, 20_000);

  test.each([
    "dropped_before_commit",
    "reset_mid_response",
    "500_after_commit",
    "wrong_shape",
    "429",
    "business_error",
  ] as const)(
    "lost, and the first search meets %s: the next one that is heard settles it",
    async (fault) => {
      const id = await send("dropped_after_commit", fault);
      expect((await envelopeOf(id)).status).toBe("needs_check");
      const isFinal = fault === "business_error";
      expect((await envelopeOf(id)).nextTryAt === null).toBe(isFinal);
      await hurry();
      await runJobs();
      // A no to the repeat says nothing of the first request, so it never fails by itself.
      expect((await envelopeOf(id)).status).toBe(isFinal ? "needs_check" : "in_progress");
      if (isFinal)
        expect(await searchAgain(manager, { envelopeId: id }, new Date())).toEqual({
          isFound: true,
        });
      expect((await envelopeOf(id)).status).toBe("in_progress");
      expect(await madeOf(id)).toHaveLength(1);
    },
  );

  test("its process is killed: several that recover at once make and find one request", async () => {
    for (const fault of ["dropped_before_commit", "dropped_after_commit"] as const) {
      const id = await send(fault, "dropped_before_commit");
      await write(async (tx) => {
        await tx.delete(jobs);
        await tx
          .update(attempts)
          .set({ state: "sending", claimedBy: "elsewhere_1_x", claimedUntil: minutesLater(-1) })
          .where(eq(attempts.envelopeId, id));
        await tx.update(envelopes).set({ status: "sending" }).where(eq(envelopes.id, id));
      });
      const before = (await createsOf(id)).length;
      await Promise.all([1, 2, 3].map(() => recoverAbandonedAttempts(new Date())));
      const [attempt] = await attemptsOf(id);
      const search = () =>
        runSearchDocument({ attemptId: attempt?.id ?? "", tries: 0 }, new Date());
      await Promise.all([search(), search(), search(), runJobs()]);
      await hurry();
      await runJobs();
      expect(await attemptsOf(id)).toMatchObject([{ number: 1, state: "accepted" }]);
      expect((await envelopeOf(id)).status).toBe("in_progress");
      expect(await madeOf(id)).toHaveLength(1);
      expect((await createsOf(id)).length).toBe(before + 1);
    }
  });

  test("while the connection rests, or the portal was put back, nothing is repeated", async () => {
    const id = await send("dropped_after_commit", "dropped_before_commit");
    await write(async (tx) => {
      await tx.update(connections).set({ breakerUntil: minutesLater(5) });
    });
    const before = (await createsOf(id)).length;
    await hurry();
    await runJobs();
    expect(await trouble(id)).toEqual({ code: "connection_paused" });
    await write(async (tx) => {
      await tx.update(connections).set({ breakerUntil: null });
      await tx.insert(meta).values({ id: "delivery_hold", value: "now" });
    });
    await hurry();
    await runJobs();
    await expect(searchAgain(manager, { envelopeId: id }, new Date())).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await createsOf(id)).length).toBe(before);
    await releaseHold(admin, new Date());
    await hurry();
    await runJobs();
    expect((await envelopeOf(id)).status).toBe("in_progress");
  });

  test("under other settings the repeat would be another request: a person decides", async () => {
    const id = await send("dropped_before_commit", "dropped_before_commit");
    const settings = async (tableId: number) =>
      saveConnection(
        admin,
        {
          connectionId,
          providerId: sandbox.providerId,
          name: "Rehearsal",
          isRehearsal: true,
          settings: { ...sandbox.settings, tableId },
        },
        new Date(),
      );
    await settings(77);
    const before = (await createsOf(id)).length;
    expect(await searchAgain(manager, { envelopeId: id }, new Date())).toEqual({ isFound: false });
    expect(await trouble(id)).toEqual({ code: "request_changed" });
    await settings(1);
    await write((tx) => tx.update(envelopes).set({ nextTryAt: new Date() }));
    await hurry();
    await runJobs();
    // It is the same request again, but perhaps to another account: only a person can know.
    expect(await envelopeOf(id)).toMatchObject({
      status: "needs_check",
      trouble: { code: "request_changed" },
    });
    expect((await createsOf(id)).length).toBe(before);
    expect(await searchAgain(manager, { envelopeId: id }, new Date())).toEqual({ isFound: true });
  });

  test("a person may search at once, if it is a manager; a claim that holds is not crossed", async () => {
    const id = await send("dropped_after_commit", "dropped_before_commit");
    await expect(searchAgain(owner, { envelopeId: id }, new Date())).rejects.toMatchObject({
      code: "forbidden",
    });
    await write((tx) =>
      tx.update(attempts).set({ claimedBy: "elsewhere_1_x", claimedUntil: minutesLater(1) }),
    );
    await expect(searchAgain(manager, { envelopeId: id }, new Date())).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(confirmAbsence(manager, forced(id), new Date())).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await searchAgain(manager, { envelopeId: id }, minutesLater(2))).toEqual({
      isFound: true,
    });
    expect(await madeOf(id)).toHaveLength(1);
  });

  test("people are told once, and only of what does not end by itself soon", async () => {
    process.env.SMTP_URL = "smtp://127.0.0.1:9";
    process.env.MAIL_FROM = "Muhr <sign@example.org>";
    try {
      const alarms = async (id: string) =>
        (await read((db) => db.select().from(jobs).where(eq(jobs.name, "send-notice")))).filter(
          ({ payload }) => (payload as { envelopeId?: string }).envelopeId === id,
        ).length;
      const soon = await send("dropped_after_commit");
      expect(await alarms(soon)).toBe(0);
      // The owner, and the manager.
      const refused = await send("dropped_after_commit", "business_error");
      expect(await alarms(refused)).toBe(2);
      const lost = await send(
        "dropped_after_commit",
        ...Array.from({ length: 5 }, () => "500_before_commit" as const),
      );
      const told = [];
      for (let search = 1; search <= 5; search++) {
        told.push(await alarms(lost));
        await write((tx) =>
          tx.update(jobs).set({ runAt: new Date() }).where(eq(jobs.name, "search-document")),
        );
        await runJobs();
      }
      expect(told).toEqual([0, 0, 2, 2, 2]);
    } finally {
      delete process.env.SMTP_URL;
      delete process.env.MAIL_FROM;
    }
  });

  test("nobody has it for sure: sent anew without force, it takes what the first one made", async () => {
    const id = await send("dropped_after_commit", "dropped_before_commit");
    await confirmAbsence(manager, forced(id), minutesLater(11));
    await hurry();
    await runJobs();
    expect((await envelopeOf(id)).status).toBe("in_progress");
    expect(await madeOf(id)).toHaveLength(1);
    expect((await attemptsOf(id)).map(({ state }) => state)).toEqual([
      "accepted",
      "absent_confirmed",
    ]);
  });
});

describe("another request under the same number", () => {
  test("leads to a person, and is forced by nobody else", async () => {
    const { id } = await sendBesideAnother();
    expect(await envelopeOf(id)).toMatchObject({
      status: "needs_check",
      nextTryAt: null,
      trouble: { code: "other_document", providerCode: "108" },
    });
    await hurry();
    await runJobs();
    expect(await searchAgain(manager, { envelopeId: id }, new Date())).toEqual({ isFound: false });
    expect(await createsOf(id)).not.toContain(true);
    expect(await madeOf(id)).toHaveLength(1);
  });

  test("a manager forces a new one, once, with a reason in the chain", async () => {
    const { id, other } = await sendBesideAnother();
    await expect(forceCreate(owner, forced(id), minutesLater(11))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(forceCreate(manager, forced(id), new Date())).rejects.toMatchObject({
      code: "too_early",
    });
    await forceCreate(manager, forced(id), minutesLater(11));
    await expect(forceCreate(manager, forced(id), minutesLater(11))).rejects.toMatchObject({
      code: "conflict",
    });
    await hurry();
    await runJobs();
    const [second, first] = await attemptsOf(id);
    expect(first).toMatchObject({ state: "superseded", detail: forced(id).reason });
    expect(second).toMatchObject({ state: "accepted" });
    expect(second?.externalId).not.toBe(other);
    expect((await envelopeOf(id)).status).toBe("in_progress");
    expect((await createsOf(id)).filter((isForced) => isForced === true)).toHaveLength(1);
    const [event] = (await read((db) => timelineOf(db, id))).filter(
      ({ action }) => action === "envelope.create_forced",
    );
    expect(event?.details).toMatchObject({ reason: forced(id).reason });
  });

  test.each(["dropped_before_commit", "dropped_after_commit", "429"] as const)(
    "the forced one meets %s: its repeats never force",
    async (fault) => {
      const { id } = await sendBesideAnother();
      await forceCreate(manager, forced(id), minutesLater(11));
      await hurry();
      sandbox.plan({ on: "create", faults: [fault] });
      await runJobs();
      await hurry();
      await runJobs();
      // What was refused at the door is tried again as it was; what may have left is only searched.
      const forcings = (await createsOf(id)).filter((isForced) => isForced === true);
      expect(forcings).toHaveLength(fault === "429" ? 2 : 1);
      const isLost = fault === "dropped_before_commit";
      expect((await envelopeOf(id)).status).toBe(isLost ? "needs_check" : "in_progress");
      expect(await madeOf(id)).toHaveLength(isLost ? 1 : 2);
      if (isLost) expect(await trouble(id)).toMatchObject({ code: "other_document" });
    },
  );

  test("what is only not known is never forced", async () => {
    const id = await send("dropped_after_commit", "dropped_before_commit");
    await expect(forceCreate(manager, forced(id), minutesLater(11))).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

test("the chain of events holds", async () => {
  expect((await verifyAudit()).isIntact).toBe(true);
});
