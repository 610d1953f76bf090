import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { linkTokens } from "@/db/schema/links";
import { auditEvents, jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { cancelEnvelope } from "./cancel-envelope";
import { readFileAsRecipient } from "./download-file";
import { findLaunchOrigin } from "./find-launch-origin";
import { issueLink } from "./issue-link";
import { envelopeJobs } from "./jobs";
import { launchRecipient } from "./launch-recipient";
import { makeTicket } from "./launch-ticket";
import type { ReturnPage } from "./load-return-page";
import { describeReturn } from "./load-return-page";
import { describeOpen } from "./load-signing-page";
import { markSeen } from "./mark-seen";
import { recipientsOf } from "./queries";
import { findVisit } from "./require-recipient";
import { findReturn, launchCookieFor, returnToken } from "./return-link";
import type { RecipientInput } from "./schema";
import type { DraftOptions } from "./testing";
import { keysOf, makeDraft, officeWith, sendThrough, uzbeks } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let owner: AccountActor;
let documentId = "";
let connectionId = "";

beforeAll(async () => {
  sandbox = await createWebImzoSandbox();
  ({ owner, documentId, connectionId } = await officeWith(sandbox));
});
afterAll(() => sandbox.close());
beforeEach(() => write(async (tx) => void (await tx.delete(jobs))));

const now = () => new Date();
const runJobs = () => runDueJobs(envelopeJobs);
async function send(
  options: DraftOptions = {},
  people: readonly RecipientInput[] = uzbeks(),
): Promise<string> {
  const draft = await makeDraft(owner, documentId, people, { ...options, hasBoxes: false });
  const id = await sendThrough(owner, connectionId, draft);
  await runJobs();
  return id;
}
/** The keys of somebody's link, and what they see behind it. */
async function linkOf(envelopeId: string, position: number) {
  const people = await read((db) => recipientsOf(db, envelopeId));
  const recipientId = people[position]?.id ?? "";
  const { url } = await issueLink(owner, { envelopeId, recipientId }, now());
  return { recipientId, url, keys: keysOf(url) };
}
const visitOf = (keys: ReturnType<typeof keysOf>) => read((db) => findVisit(db, keys, now()));
const pageOf = (keys: ReturnType<typeof keysOf>) =>
  read(async (db) => describeOpen(db, await findVisit(db, keys, now()), now()));
const ticketOf = async (keys: ReturnType<typeof keysOf>) =>
  (await pageOf(keys)).launch?.ticket ?? "";
const launch = async (keys: ReturnType<typeof keysOf>, ticket?: string) =>
  launchRecipient(keys, ticket ?? (await ticketOf(keys)), now());

/** What the sandbox's page answers to somebody who signs there with a key. */
const signThere = (address: URL, key: string, action: number) =>
  fetch(address, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ method: "1", key, action: String(action) }),
  });
const dilnozaKey = "30101900010018";
const temurKey = "50101050010018";
const visitor = { address: "198.51.100.7", userAgent: "Test browser" };
async function comeBack(token: string, linkId?: string) {
  const launchProof = linkId && launchCookieFor(linkId).value;
  const returned: ReturnPage = await describeReturn(token, { ...visitor, launchProof }, now());
  if (returned.state !== "returned") throw new Error("Nobody left through that link");
  return returned;
}

describe("a person who signs at the provider", () => {
  test("reads the document here, is led there once for a ticket, and comes back", async () => {
    const id = await send();
    const { keys, recipientId } = await linkOf(id, 0);
    expect((await readFileAsRecipient(keys, now())).sha256).toMatch(/^[0-9a-f]{64}$/);
    const page = await pageOf(keys);
    expect(page.launch?.providerName).toBe("WebImzo");
    const ticket = page.launch?.ticket ?? "";
    const { address, linkId } = await launch(keys, ticket);
    expect(address.origin).toBe(new URL(sandbox.url).origin);
    const back = new URL(address.searchParams.get("redirect") ?? "");
    expect(back.pathname).toBe(`/return/${returnToken(linkId)}`);
    expect(back.search).toBe("");
    await expect(launch(keys, ticket)).rejects.toMatchObject({ code: "launch_used" });
    await expect(launch(keys, `${ticket}.x`)).rejects.toMatchObject({ code: "launch_used" });
    expect((await launch(keys)).address.href).toBe(address.href);

    const token = returnToken(linkId);
    const before = await comeBack(token, linkId);
    expect(before.page.me).toMatchObject({ status: "seen", isMyTurn: true });
    const answer = await signThere(address, dilnozaKey, 1);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(back.href);
    // Coming back says nothing by itself, and asks for a look.
    const waiting = await comeBack(token, linkId);
    expect(waiting.page.me.status).toBe("seen");
    expect(Number(waiting.lookedAt)).toBeLessThanOrEqual(Number(waiting.at));
    await runJobs();
    const signed = await comeBack(token, linkId);
    expect(signed.page.me.status).toBe("signed");
    expect(Number(signed.lookedAt)).toBeGreaterThan(Number(before.at));
    const [row] = await read((db) =>
      db.select().from(recipients).where(eq(recipients.id, recipientId)),
    );
    expect(row?.seenAt).not.toBeNull();
    const kept = JSON.stringify([
      await read((db) => db.select().from(auditEvents)),
      await read((db) => db.select().from(linkTokens)),
      page,
      signed,
    ]);
    const secret = address.searchParams.get("secretKey") ?? "";
    expect(secret).not.toBe("");
    for (const one of [secret, ticket.split(".")[2] ?? "", address.href])
      expect(JSON.stringify(kept).replace(ticket, "")).not.toContain(one);
  });

  test("finds the finished document on coming back, in the browser that left alone", async () => {
    const id = await send({ signingOrder: "parallel" });
    const [dilnoza, temur] = [await linkOf(id, 0), await linkOf(id, 1)];
    const hers = await launch(dilnoza.keys);
    const his = await launch(temur.keys);
    await signThere(hers.address, dilnozaKey, 1);
    await signThere(his.address, temurKey, 2);
    await comeBack(returnToken(his.linkId));
    await runJobs();
    await runJobs();
    const own = await comeBack(returnToken(hers.linkId), hers.linkId);
    expect(own.page.envelope.status).toBe("completed");
    expect(own.page.files.signed).toBe(true);
    expect(own.token).toBe(dilnoza.keys.token);
    // Another browser, and another person's cookie.
    for (const linkId of [undefined, his.linkId]) {
      const other = await comeBack(returnToken(hers.linkId), linkId);
      expect(other.token).toBeNull();
      expect(other.page.files.signed).toBe(false);
      expect(other.page.me.status).toBe("signed");
      expect(JSON.stringify(other)).not.toContain("Lease");
      expect(JSON.stringify(other)).not.toContain("Temur");
      expect(JSON.stringify(other)).not.toContain(dilnoza.keys.token);
    }
  });

  test("who refuses there is told so here", async () => {
    const { keys } = await linkOf(await send(), 0);
    const { address, linkId } = await launch(keys);
    await signThere(address, dilnozaKey, 9);
    await comeBack(returnToken(linkId));
    await runJobs();
    const { page } = await comeBack(returnToken(linkId), linkId);
    expect(page.me.status).toBe("declined");
    expect(page.envelope.status).toBe("declined");
    await expect(launch(keys, "x")).rejects.toMatchObject({ code: "conflict" });
  });

  test("is not led there before their turn, nor after the end", async () => {
    const id = await send();
    const { keys } = await linkOf(id, 0);
    const ticket = await ticketOf(keys);
    const turn = (status: "waiting" | "seen") =>
      write((tx) => tx.update(recipients).set({ status }).where(eq(recipients.envelopeId, id)));
    await turn("waiting");
    expect((await pageOf(keys)).launch).toMatchObject({ ticket: null });
    await expect(launch(keys, ticket)).rejects.toMatchObject({ code: "not_your_turn" });
    await turn("seen");
    for (const status of ["needs_check", "sending", "completing", "conflict"] as const) {
      await write((tx) => tx.update(envelopes).set({ status }).where(eq(envelopes.id, id)));
      expect((await pageOf(keys)).launch?.ticket).toBeNull();
      await expect(launch(keys, ticket)).rejects.toMatchObject({ code: "conflict" });
      expect(await findLaunchOrigin(`/sign/${keys.token}`, now())).toBeNull();
    }
    await write((tx) =>
      tx.update(envelopes).set({ status: "in_progress" }).where(eq(envelopes.id, id)),
    );
    await cancelEnvelope(owner, { envelopeId: id, reason: "Another price" }, now());
    await expect(launch(keys, ticket)).rejects.toMatchObject({ code: "conflict" });
  });

  test("needs a ticket of that very link, not older than half a day", async () => {
    const id = await send({ signingOrder: "parallel" });
    const [hers, his] = [await linkOf(id, 0), await linkOf(id, 1)];
    const { link } = await visitOf(hers.keys);
    const used = { code: "launch_used" };
    const late = new Date(Date.now() - 12 * 3_600_000);
    for (const ticket of [
      "",
      "x.y.z",
      await ticketOf(his.keys),
      makeTicket(link.id, late),
      makeTicket(link.id, late).replace(/^[^.]+/, now().getTime().toString(36)),
    ])
      await expect(launch(hers.keys, ticket)).rejects.toMatchObject(used);
    const ticket = await ticketOf(hers.keys);
    const both = await Promise.allSettled([launch(hers.keys, ticket), launch(hers.keys, ticket)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("has to show what the link asks for first", async () => {
    const [dilnoza] = uzbeks();
    if (!dilnoza) throw new Error("Nobody");
    const { keys, recipientId } = await linkOf(await send({}, [dilnoza]), 0);
    const { link } = await visitOf(keys);
    await write((tx) =>
      tx
        .update(recipients)
        .set({ identification: "email_code" })
        .where(eq(recipients.id, recipientId)),
    );
    const asked = launch(keys, makeTicket(link.id, now()));
    await expect(asked).rejects.toMatchObject({ code: "code_needed" });
  });

  test("is held up when they press without end", async () => {
    const { keys } = await linkOf(await send(), 0);
    for (let presses = 0; presses < 20; presses++) await launch(keys);
    await expect(launch(keys)).rejects.toMatchObject({ code: "too_many_attempts" });
  });

  test("does not see the others where the sender wants that", async () => {
    const id = await send({ signingOrder: "parallel" });
    const { keys } = await linkOf(id, 0);
    expect((await pageOf(keys)).others).toHaveLength(2);
    await write((tx) =>
      tx
        .update(envelopes)
        .set({ providerOptions: { isVisibleToOthers: false } })
        .where(eq(envelopes.id, id)),
    );
    expect(await pageOf(keys)).toMatchObject({ others: [], arePeopleShown: false });
  });
});

test("a reader is served here, and seeing is known here", async () => {
  const id = await send({ signingOrder: "parallel" });
  const { keys, recipientId } = await linkOf(id, 2);
  expect((await pageOf(keys)).launch).toBeNull();
  await markSeen(keys, now());
  expect((await readFileAsRecipient(keys, now())).fileName).toMatch(/\.pdf$/);
  const people = await read((db) => recipientsOf(db, id));
  expect(people.find((one) => one.id === recipientId)?.status).toBe("seen");
  await expect(launch(keys, "x")).rejects.toMatchObject({ code: "conflict" });
  expect(await findLaunchOrigin(`/sign/${keys.token}`, now())).toBeNull();
});

test("a page may lead to the provider's origin and to no other", async () => {
  const id = await send();
  const { keys } = await linkOf(id, 0);
  const { link } = await visitOf(keys);
  const { origin } = new URL(sandbox.url);
  expect(await findLaunchOrigin(`/sign/${keys.token}`, now())).toBe(origin);
  expect(await findLaunchOrigin(`/return/${returnToken(link.id)}`, now())).toBe(origin);
  for (const path of [
    "/",
    `/envelopes/${id}`,
    `/sign/${keys.token}/file`,
    `/sign/${"A".repeat(43)}`,
    `/return/${keys.token}`,
    `/sign/${returnToken(link.id)}`,
  ])
    expect(await findLaunchOrigin(path, now())).toBeNull();
});

test("the way back is nobody's to guess, and ends with the link", async () => {
  const { keys } = await linkOf(await send(), 0);
  const { link } = await visitOf(keys);
  const token = returnToken(link.id);
  expect(findReturn(token)).toBe(link.id);
  const without = { ...visitor, launchProof: undefined };
  for (const wrong of [
    "",
    keys.token,
    token.slice(0, -1),
    `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`,
  ])
    expect(await describeReturn(wrong, without, now())).toEqual({ state: "unusable" });
  await write((tx) =>
    tx.update(linkTokens).set({ revokedAt: now() }).where(eq(linkTokens.id, link.id)),
  );
  expect(await describeReturn(token, without, now())).toEqual({ state: "unusable" });
});

test("coming back again and again asks the provider only now and then", async () => {
  const id = await send();
  const { keys } = await linkOf(id, 0);
  const { link } = await visitOf(keys);
  const readsOf = () =>
    sandbox.ledger().requests.filter(({ operation }) => operation === "read").length;
  const before = readsOf();
  for (let times = 0; times < 20; times++) {
    await comeBack(returnToken(link.id));
    await runJobs();
  }
  expect(readsOf() - before).toBe(12);
});
