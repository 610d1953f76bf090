import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { openTestDatabase } from "@/db/testing";
import { builtIn } from "@/lib/providers/built-in";
import { keepMemory } from "./keep-memory";
import { openSettings } from "./seal-settings";
import { everythingStored, makeConnection } from "./testing";

openTestDatabase();

const settings = { address: "https://one.example/", password: "quiet river" };
const open = async () => {
  const { id } = await makeConnection(builtIn, settings);
  return { id, memory: keepMemory(id, settings) };
};

test("a connection remembers, in the dark", async () => {
  const { memory } = await open();
  expect(await memory.read()).toEqual({ value: null, rev: 0 });
  expect(await memory.replace({ token: "of today" }, 0)).toBe(true);
  expect(await memory.read()).toEqual({ value: { token: "of today" }, rev: 1 });
  expect(await everythingStored()).not.toMatch(/of today|quiet river/);
  expect(await memory.replace(null, 1)).toBe(true);
  expect(await memory.read()).toEqual({ value: null, rev: 2 });
});

test("of two writers who saw the same, one wins and the other is told", async () => {
  const { id, memory } = await open();
  const won = await Promise.all(
    ["a", "b", "c"].map((token) => keepMemory(id, settings).replace({ token }, 0)),
  );
  expect(won.filter(Boolean)).toHaveLength(1);
  expect((await memory.read()).rev).toBe(1);
  expect(await memory.replace({ token: "late" }, 0)).toBe(false);
});

test("what was learned with other settings is not seen, even when it is written late", async () => {
  const { id, memory } = await open();
  await memory.replace({ token: "for one.example" }, 0);
  const elsewhere = keepMemory(id, { ...settings, address: "https://two.example/" });
  const { value, rev } = await elsewhere.read();
  expect(value).toBeNull();
  await memory.replace({ token: "again for one.example" }, rev);
  expect((await elsewhere.read()).value).toBeNull();
});

test("what is encrypted belongs to its row and its column", async () => {
  const one = await open();
  const other = await open();
  await one.memory.replace({ token: "of one" }, 0);
  const rowOf = async (id: string) => {
    const [row] = await read((db) => db.select().from(connections).where(eq(connections.id, id)));
    if (!row) throw new Error("No such connection");
    return row;
  };
  const { memoryEncrypted, settingsEncrypted } = await rowOf(one.id);
  if (!memoryEncrypted) throw new Error("Nothing is remembered");
  expect(openSettings({ id: one.id, settingsEncrypted })).toEqual(settings);
  expect(() => openSettings({ id: other.id, settingsEncrypted })).toThrow();
  expect(() => openSettings({ id: one.id, settingsEncrypted: memoryEncrypted })).toThrow();
  await write((tx) =>
    tx.update(connections).set({ memoryEncrypted }).where(eq(connections.id, other.id)),
  );
  await expect(other.memory.read()).rejects.toThrow();
});
