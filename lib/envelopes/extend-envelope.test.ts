import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { auditEvents, jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { createSignzySandbox } from "@/lib/providers/signzy/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { cancelEnvelope } from "./cancel-envelope";
import { runExpireEnvelope } from "./expire-envelope";
import { extendEnvelope } from "./extend-envelope";
import { issueLink } from "./issue-link";
import { envelopeOf, indians, runJobs } from "./sandbox-contract";
import type { RecipientInput } from "./schema";
import { signAsRecipient } from "./sign-as-recipient";
import {
  connectTo,
  drawnMark,
  iranians,
  keysOf,
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  person,
  sendDraft,
  sendThrough,
  serveCallbacks,
  uzbeks,
} from "./testing";

openTestDatabase();

const day = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * day);
const opened: { close: () => unknown }[] = [];
let admin: AccountActor;
let manager: AccountActor;
let owner: AccountActor;
let documentId: string;

beforeAll(async () => {
  await makeOffice();
  [admin, manager, owner] = await Promise.all([
    makeAccount("admin"),
    makeAccount("manager"),
    makeAccount("staff"),
  ]);
  documentId = await makeDocument(owner, makeContract());
  opened.push(await serveCallbacks());
});
afterAll(() => Promise.all(opened.map((one) => one.close())));

async function sendHere(expiresAt: Date | null, people = [person("One")]): Promise<string> {
  const draft = await makeDraft(owner, documentId, people, { expiresAt });
  await sendDraft(owner, draft);
  await runJobs();
  expect((await envelopeOf(draft.envelopeId)).status).toBe("in_progress");
  return draft.envelopeId;
}

async function sendThere(
  sandbox: Sandbox,
  people: RecipientInput[],
  options: { hasBoxes?: boolean; expiresAt: Date },
): Promise<string> {
  opened.push(sandbox);
  const connectionId = await connectTo(sandbox, admin);
  const id = await sendThrough(
    owner,
    connectionId,
    await makeDraft(owner, documentId, people, { signingOrder: "parallel", ...options }),
  );
  expect((await envelopeOf(id)).status).toBe("in_progress");
  return id;
}

const extend = (envelopeId: string, expiresAt: Date, actor = owner) =>
  extendEnvelope(actor, { envelopeId, expiresAt }, new Date());

test("an open envelope gets a later end, keeps its links, and ends then and not before", async () => {
  const one = person("One");
  const [first, later] = [inDays(1), inDays(9)];
  const id = await sendHere(first, [one]);
  const { url } = await issueLink(owner, { envelopeId: id, recipientId: one.id }, new Date());
  const { rev } = await envelopeOf(id);
  await extend(id, later);
  expect(await envelopeOf(id)).toMatchObject({ expiresAt: later, rev: rev + 1 });
  const [event] = await read((db) =>
    db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.envelopeId, id))
      .orderBy(desc(auditEvents.sequence))
      .limit(1),
  );
  expect(event).toMatchObject({ action: "envelope.extended", actorId: owner.accountId });
  expect(JSON.parse(event?.details ?? "")).toEqual({
    before: first.toISOString(),
    until: later.toISOString(),
  });
  // The job of the first end finds that it has moved, and comes again at the new one.
  await write((tx) => tx.update(jobs).set({ runAt: new Date() }));
  await runJobs();
  const key = `expire-envelope:${id}`;
  const [next] = await read((db) => db.select().from(jobs).where(eq(jobs.key, key)));
  expect(next).toMatchObject({ state: "ready", runAt: later });
  await signAsRecipient(keysOf(url), drawnMark, new Date());
  expect((await envelopeOf(id)).status).toBe("completing");

  const other = await sendHere(first);
  await extend(other, later);
  await runExpireEnvelope({ envelopeId: other }, later);
  expect((await envelopeOf(other)).status).toBe("expired");
});

test("only a later end is one, and what never ends has none to move", async () => {
  const id = await sendHere(inDays(5));
  const refused = { code: "end_not_later" };
  await expect(extend(id, inDays(4))).rejects.toMatchObject(refused);
  await expect(extend(id, inDays(-1))).rejects.toMatchObject(refused);
  const endless = extend(await sendHere(null), inDays(5));
  await expect(endless).rejects.toMatchObject({ code: "no_end" });
});

test("an end lies two years ahead at most, and the refusal says how far it may", async () => {
  const id = await sendHere(inDays(5));
  const refused = { code: "end_too_late", values: { years: 2 } };
  await expect(extend(id, new Date("9999-12-31T23:59:59Z"))).rejects.toMatchObject(refused);
  await expect(extend(id, inDays(733))).rejects.toMatchObject(refused);
  await extend(id, inDays(729));
  const draft = await makeDraft(owner, documentId, [person("One")], { expiresAt: inDays(733) });
  await expect(sendDraft(owner, draft)).rejects.toMatchObject({ code: "not_ready_to_send" });
});

test("what has ended, or was never sent, is not revived", async () => {
  const id = await sendHere(inDays(1));
  await cancelEnvelope(owner, { envelopeId: id, reason: "Another price" }, new Date());
  await expect(extend(id, inDays(9))).rejects.toMatchObject({ code: "conflict" });
  const expiredOne = await sendHere(inDays(1));
  await runExpireEnvelope({ envelopeId: expiredOne }, inDays(2));
  await expect(extend(expiredOne, inDays(9))).rejects.toMatchObject({ code: "conflict" });
  const draft = await makeDraft(owner, documentId, [person("One")], { expiresAt: inDays(1) });
  await expect(extend(draft.envelopeId, inDays(9))).rejects.toMatchObject({ code: "conflict" });
});

test("a manager may, an auditor and a stranger may not", async () => {
  const id = await sendHere(inDays(1));
  await extend(id, inDays(2), manager);
  await expect(extend(id, inDays(3), await makeAccount("auditor"))).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(extend(id, inDays(3), await makeAccount("staff"))).rejects.toMatchObject({
    code: "not_found",
  });
});

test("where Muhr alone keeps the end of a document elsewhere, it moves", async () => {
  const expiresAt = inDays(1);
  const options = { hasBoxes: false, expiresAt };
  const id = await sendThere(await createWebImzoSandbox(), uzbeks().slice(0, 2), options);
  const later = inDays(9);
  await extend(id, later);
  expect((await envelopeOf(id)).expiresAt).toEqual(later);
  await runExpireEnvelope({ envelopeId: id }, expiresAt);
  expect((await envelopeOf(id)).status).toBe("in_progress");
});

test.each([
  ["keeps the end", createEmzanoSandbox, iranians],
  ["keeps it beside Muhr", createSignzySandbox, indians],
] as const)(
  "a signing service that was told the end and %s cannot be told another",
  async (_, create, people) => {
    const expiresAt = inDays(1);
    const id = await sendThere(await create(), people(), { expiresAt });
    await expect(extend(id, inDays(9))).rejects.toMatchObject({ code: "end_is_fixed" });
    expect((await envelopeOf(id)).expiresAt).toEqual(expiresAt);
  },
);
