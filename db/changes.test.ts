import { expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { changesAfter, latestSequence, mostReplayed } from "./changes";
import { listenForChanges, noteChange, read, write } from "./client";
import { dialect } from "./dialect";
import { followChanges } from "./follow-changes";
import { changes } from "./schema/system";
import { openTestDatabase } from "./testing";

openTestDatabase();

const somebody = { ownerId: "somebody", teamId: null };
const change = (envelopeId: string = newId()): Promise<void> =>
  write(async () => noteChange({ envelopeId, before: somebody }));
const many = (count: number): Promise<void> =>
  write(async () => {
    for (let index = 0; index < count; index++)
      noteChange({ envelopeId: `e${index}`, before: somebody });
  });
const latest = () => read(latestSequence);
const after = (sequence: number) => read((db) => changesAfter(db, sequence));

test("changes are numbered without a gap in the order of their commits, however many at once", async () => {
  const from = await latest();
  await Promise.all(Array.from({ length: 40 }, () => change()));
  const kept = await after(from);
  expect(kept?.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 40 }, (_, index) => from + index + 1),
  );
  expect(await latest()).toBe(from + 40);
});

test("what is rolled back leaves no number behind", async () => {
  const from = await latest();
  const failing = write(async () => {
    noteChange({ envelopeId: "gone", before: somebody });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await change("kept");
  expect((await after(from))?.map(({ envelopeId }) => envelopeId)).toEqual(["kept"]);
});

test("one envelope that changes often in a transaction is one change; very many are everything", async () => {
  const from = await latest();
  await write(async () => {
    for (let time = 0; time < 5; time++) noteChange({ envelopeId: "often", before: somebody });
  });
  await many(300);
  expect((await after(from))?.map(({ envelopeId }) => envelopeId)).toEqual(["often", null]);
});

test("a number that is not kept any more, or of another time, or too long ago, says so", async () => {
  await change();
  const now = await latest();
  expect(await after(now)).toEqual([]);
  expect(await after(now + 1)).toBeUndefined();
  await write(async (tx) => {
    await tx.update(changes).set({ at: new Date(Date.now() - 2 * 3_600_000) });
  });
  // Enough that the old ones are removed on the way.
  await many(200);
  await many(200);
  expect(await after(now - 1)).toBeUndefined();
  expect(await after((await latest()) - 1)).toHaveLength(1);
  for (let kept = 0; kept < mostReplayed; kept += 200) await many(200);
  expect(await after((await latest()) - mostReplayed)).toHaveLength(mostReplayed);
  expect(await after((await latest()) - mostReplayed - 1)).toBeUndefined();
});

test("who follows hears each change once, in order, and nothing after leaving", async () => {
  const heard: number[] = [];
  const from = await latest();
  const leave = await followChanges(({ changes: batch }) =>
    heard.push(...(batch ?? []).map(({ sequence }) => sequence)),
  );
  await Promise.all(Array.from({ length: 20 }, () => change()));
  await expect.poll(() => heard.length).toBe(20);
  expect(heard).toEqual(Array.from({ length: 20 }, (_, index) => from + index + 1));
  leave();
  await change();
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(heard).toHaveLength(20);
});

test("PostgreSQL tells other processes of a commit at once, and of nothing that was rolled back", async () => {
  let notices = 0;
  const stop = await listenForChanges(() => notices++);
  await new Promise((resolve) => setTimeout(resolve, 300));
  // The first one of a connection says that it may have missed something.
  const before = notices;
  await write(async () => {
    noteChange({ envelopeId: "gone", before: somebody });
    throw new Error("no");
  }).catch(() => undefined);
  await change();
  const told = dialect === "postgres" ? 1 : 0;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(notices - before).toBe(told);
  await stop();
  await change();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(notices - before).toBe(told);
});
