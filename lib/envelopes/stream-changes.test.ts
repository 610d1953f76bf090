import { beforeAll, expect, test } from "vitest";
import { latestSequence } from "@/db/changes";
import { noteChange, read, write } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { deleteDraft } from "./delete-draft";
import { missedChanges, streamChanges } from "./stream-changes";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "./testing";

openTestDatabase();

let owner: AccountActor;
let envelopeId = "";

const draft = async () => {
  const documentId = await makeDocument(owner, makeContract());
  return makeDraft(owner, documentId, [person("Sara")]);
};

beforeAll(async () => {
  await makeOffice();
  owner = await makeAccount("staff");
  ({ envelopeId } = await draft());
});

const latest = () => read(latestSequence);
const change = (id = envelopeId) => write(async () => noteChange({ envelopeId: id }));

type Listening = { after?: number; current?: () => Promise<AccountActor | undefined> };

/** Opens a stream and reads what every stream begins with. `next` is undefined when it has ended. */
async function listen(actor: AccountActor, { after, current }: Listening = {}) {
  const ending = new AbortController();
  const reader = streamChanges(actor, {
    after: after ?? (await latest()),
    signal: ending.signal,
    currentActor: current ?? (async () => actor),
  }).getReader();
  const next = async () => {
    const { value } = await reader.read();
    return value && new TextDecoder().decode(value);
  };
  expect(await next()).toBe("retry: 2000\n\n");
  return { next, end: () => ending.abort(), leave: () => reader.cancel() };
}

const message = (sequence: number, envelopeIds: string[] | null) =>
  `id: ${sequence}\ndata: ${JSON.stringify({ envelopeIds })}\n\n`;
const beat = (sequence: number) => `id: ${sequence}\nevent: beat\ndata: ${sequence}\n\n`;

test("a change is told to who may see it, and to nobody else", async () => {
  const from = await latest();
  const stranger = await makeAccount("staff");
  const own = await listen(owner);
  const foreign = await listen(stranger);
  expect(await own.next()).toBe(beat(from));
  expect(await foreign.next()).toBe(beat(from));
  await change();
  expect(await own.next()).toBe(message(from + 1, [envelopeId]));
  foreign.end();
  // Ends without a word of it.
  expect(await foreign.next()).toBeUndefined();
  own.end();
});

test("what changed between the making of a page and its stream is told first", async () => {
  const from = await latest();
  await change();
  await change();
  const { next, end } = await listen(owner, { after: from });
  expect(await next()).toBe(message(from + 2, [envelopeId]));
  expect(await next()).toBe(beat(from + 2));
  end();
});

test("a stream that begins while others write loses nothing and tells nothing twice", async () => {
  const from = await latest();
  let isWriting = true;
  const writing = (async () => {
    for (let index = 0; index < 60; index++) await change();
    isWriting = false;
  })();
  for (let position = from; isWriting; ) {
    const { next, end } = await listen(owner, { after: position });
    const told = /^id: (\d+)\n/.exec((await next()) ?? "")?.[1];
    expect(Number(told)).toBeGreaterThanOrEqual(position);
    position = Number(told);
    end();
    // SQLite answers within the same turn, which would leave none to the writer.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writing;
  const { next, end } = await listen(owner, { after: from });
  expect(await next()).toBe(message(from + 60, [envelopeId]));
  end();
});

test("who missed too much, or comes with a number of another time, reads everything", async () => {
  const from = await latest();
  for (const after of [-1, from + 500]) {
    const { next, end } = await listen(owner, { after });
    expect(await next()).toBe(message(from, null));
    end();
  }
  expect(await missedChanges(owner, -1)).toEqual({ sequence: from, envelopeIds: null });
});

test("whoever could see a document that is deleted is told, others get nothing to poll", async () => {
  const { envelopeId: doomed } = await draft();
  const from = await latest();
  const { next, end } = await listen(owner);
  await next();
  await deleteDraft(owner, { envelopeId: doomed }, new Date());
  expect(await next()).toBe(message(from + 1, [doomed]));
  end();
  const stranger = await makeAccount("staff");
  expect(await missedChanges(stranger, from)).toEqual({ sequence: from + 1, envelopeIds: [] });
  expect(await missedChanges(owner, from)).toEqual({ sequence: from + 1, envelopeIds: [doomed] });
});

test("a stream follows the rights of its person, and ends with the session", async () => {
  let now: AccountActor | undefined = owner;
  let asked = 0;
  const from = await latest();
  const current = async () => {
    asked++;
    return now;
  };
  const { next } = await listen(owner, { current });
  expect(await next()).toBe(beat(from));
  now = { ...owner, accountId: "somebody else" };
  await change();
  await expect.poll(() => asked).toBe(2);
  now = { ...owner, role: "auditor" };
  await change();
  expect(await next()).toBe(message(from + 2, [envelopeId]));
  now = undefined;
  await change();
  expect(await next()).toBeUndefined();
});

test("one person has a bounded number of streams, and a place is free again when one ends", async () => {
  const many = await makeAccount("staff");
  const open = [];
  for (let index = 0; index < 12; index++) open.push(await listen(many));
  await expect(listen(many)).rejects.toMatchObject({ code: "too_many_windows" });
  open[0]?.end();
  await open[1]?.leave();
  for (const _ of [1, 2]) open.push(await listen(many));
  await expect(listen(many)).rejects.toMatchObject({ code: "too_many_windows" });
  for (const { end } of open) end();
});

test("a stream that ends while it asks the database is not written to any more", async () => {
  const complaints: unknown[] = [];
  const complain = (reason: unknown) => complaints.push(reason);
  process.on("unhandledRejection", complain);
  const { leave } = await listen(owner);
  const written = change();
  await leave();
  await written;
  await change();
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off("unhandledRejection", complain);
  expect(complaints).toEqual([]);
});
