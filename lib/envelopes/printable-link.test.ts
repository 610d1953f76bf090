import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { linkTokens } from "@/db/schema/links";
import { auditEvents } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { derivedToken } from "@/lib/kernel/encryption";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { AttemptState } from "@/lib/vocabulary/delivery";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { insertAttemptToken } from "./begin-attempt";
import { cancelEnvelope } from "./cancel-envelope";
import { envelopeJobs } from "./jobs";
import { fetchPrintable } from "./printable-link";
import { makeAccount, makeDocument, makeDraft, makeOffice, person, sendDraft } from "./testing";

openTestDatabase();

const contract = makeContract();
const hour = 60 * 60_000;
const now = new Date();
let owner: AccountActor;
let envelopeId = "";
let token = "";

beforeAll(async () => {
  await makeOffice();
  owner = await makeAccount("staff");
});

/** An envelope under way whose attempt has a link, as it gets one where the provider takes links. */
beforeEach(async () => {
  const draft = await makeDraft(owner, await makeDocument(owner, contract), [person("Dilnoza")]);
  ({ envelopeId } = draft);
  await sendDraft(owner, draft);
  await runDueJobs(envelopeJobs);
  const [attempt] = await read((db) =>
    db.select().from(attempts).where(eq(attempts.envelopeId, envelopeId)),
  );
  const attemptId = attempt?.id ?? "";
  await write((tx) => insertAttemptToken(tx, "printable", attemptId, now));
  token = derivedToken("printable", attemptId);
});

const fetchAt = (at: Date, also: Partial<Parameters<typeof fetchPrintable>[0]> = {}) =>
  fetchPrintable({ token, method: "GET", range: null, address: "192.0.2.9", ...also }, at);
const set = (changes: { status?: EnvelopeStatus; expiresAt?: Date }) =>
  write((tx) => tx.update(envelopes).set(changes).where(eq(envelopes.id, envelopeId)));
const notFound = { code: "not_found" };

test("the link gives the bytes that were sent, and each fetch is audited without the token", async () => {
  const { sha256 } = await fetchAt(now);
  expect(sha256).toBe(createHash("sha256").update(contract).digest("hex"));
  await fetchAt(now, { method: "HEAD", range: `bytes=0-${"9".repeat(100)}` });
  const told = await read((db) =>
    db
      .select()
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.envelopeId, envelopeId),
          eq(auditEvents.action, "attempt.document_fetched"),
        ),
      ),
  );
  expect(told).toHaveLength(2);
  expect(told[0]).toMatchObject({ actorKind: "provider", address: "192.0.2.9" });
  expect(JSON.stringify(told)).not.toContain(token);
  expect(JSON.stringify(told)).not.toContain("9".repeat(70));
});

test("a link that nobody gave out, and one of another kind, open nothing", async () => {
  await expect(fetchAt(now, { token: "A".repeat(43) })).rejects.toMatchObject(notFound);
  await write((tx) => tx.update(linkTokens).set({ kind: "callback" }));
  await expect(fetchAt(now)).rejects.toMatchObject(notFound);
});

test("it ends when the envelope is canceled", async () => {
  await cancelEnvelope(owner, { envelopeId, reason: "Another price" }, now);
  await expect(fetchAt(now)).rejects.toMatchObject(notFound);
});

test.each(["completed", "declined", "failed", "conflict", "queued"] as const)(
  "it is closed for an envelope that is %s",
  async (status) => {
    await set({ status });
    await expect(fetchAt(now)).rejects.toMatchObject(notFound);
  },
);

test.each(["sending", "needs_check", "in_progress", "completing"] as const)(
  "it is open for an envelope that is %s",
  async (status) => {
    await set({ status });
    await expect(fetchAt(now)).resolves.toBeTruthy();
  },
);

test("it outlives the deadline by a day", async () => {
  await set({ status: "expired", expiresAt: now });
  await expect(fetchAt(new Date(now.getTime() + 24 * hour))).resolves.toBeTruthy();
  await expect(fetchAt(new Date(now.getTime() + 24 * hour + 1))).rejects.toMatchObject(notFound);
});

test("it can be revoked, and belongs to an attempt that may be outside", async () => {
  const setState = (state: AttemptState) =>
    write((tx) => tx.update(attempts).set({ state }).where(eq(attempts.envelopeId, envelopeId)));
  for (const state of ["prepared", "rejected", "not_sent", "superseded"] as const) {
    await setState(state);
    await expect(fetchAt(now)).rejects.toMatchObject(notFound);
  }
  for (const state of ["unknown", "absent_confirmed"] as const) {
    await setState(state);
    await expect(fetchAt(now)).resolves.toBeTruthy();
  }
  await write((tx) => tx.update(linkTokens).set({ revokedAt: now }));
  await expect(fetchAt(now)).rejects.toMatchObject(notFound);
});
