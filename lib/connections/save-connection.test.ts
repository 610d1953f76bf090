import { and, desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { auditEvents, jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { roles } from "@/lib/vocabulary/account";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { checkConnection } from "./check-connection";
import { keepMemory } from "./keep-memory";
import { requireConnection } from "./queries";
import { resumeDeliveries, retryConnection } from "./retry-connection";
import { saveConnection } from "./save-connection";
import type { SaveConnectionInput } from "./schema";
import { openSettings } from "./seal-settings";
import { switchConnection } from "./switch-connection";
import { everythingStored, registerPost } from "./testing";
import { noteFailure } from "./trip-breaker";

openTestDatabase();
beforeAll(() => void registerPost());

const admin: AccountActor = {
  kind: "account",
  accountId: "a",
  role: "admin",
  teamIds: null,
  address: null,
};
const now = new Date("2030-01-01T00:00:00Z");
const secrets = { password: "quiet river under stones", key: "key of the front door" };
const settings = { address: "https://one.example/api/", user: "office", ...secrets };

const input = (also: Partial<SaveConnectionInput> = {}): SaveConnectionInput => ({
  connectionId: null,
  providerId: "post",
  name: "Office",
  isRehearsal: false,
  settings,
  ...also,
});
const save = (also: Partial<SaveConnectionInput> = {}) => saveConnection(admin, input(also), now);
const rowOf = (id: string) => read((db) => requireConnection(db, id));
const lastFact = async () => {
  const [event] = await read((db) =>
    db.select().from(auditEvents).orderBy(desc(auditEvents.sequence)).limit(1),
  );
  return { action: event?.action, ...JSON.parse(event?.details ?? "{}") };
};
const remember = async (id: string) => {
  const { memoryRev, ...row } = await rowOf(id);
  await keepMemory(id, openSettings(row)).replace({ token: "of one.example" }, memoryRev);
};
const resumes = (connectionId: string) =>
  read((db) =>
    db
      .select()
      .from(jobs)
      .where(and(eq(jobs.key, `${resumeDeliveries.name}:${connectionId}`))),
  );

test("a new connection keeps its settings in the dark, and the audit knows no secret", async () => {
  const { connectionId } = await save();
  expect(openSettings(await rowOf(connectionId))).toEqual({
    ...settings,
    mode: "calm",
    copies: 2,
    isFormal: false,
  });
  expect(await lastFact()).toEqual({
    action: "connection.created",
    connectionId,
    connection: "Office",
    isRehearsal: false,
    provider: "Post",
    host: "one.example",
  });
  const stored = await everythingStored();
  for (const secret of Object.values(secrets)) expect(stored).not.toContain(secret);
});

test("a secret that is left empty stays, and one that is typed takes its place", async () => {
  const { connectionId } = await save();
  await save({ connectionId, settings: { ...settings, user: "other", password: "", key: "" } });
  expect(openSettings(await rowOf(connectionId))).toMatchObject({ user: "other", ...secrets });
  await save({ connectionId, settings: { ...settings, password: "new one", key: "" } });
  expect(openSettings(await rowOf(connectionId))).toMatchObject({
    password: "new one",
    key: secrets.key,
  });
  expect(await lastFact()).toMatchObject({ action: "connection.changed", host: "one.example" });
  expect(await everythingStored()).not.toContain("new one");
});

test.each([
  ["another host", "https://two.example/api/"],
  ["another port", "https://one.example:8443/api/"],
  ["no encryption", "http://one.example/api/"],
])("a secret never follows the address to %s", async (_, address) => {
  const { connectionId } = await save();
  await remember(connectionId);
  const before = await rowOf(connectionId);
  const elsewhere = { ...settings, address, password: "", key: "" };
  await expect(save({ connectionId, settings: elsewhere })).rejects.toMatchObject({
    code: "invalid",
    values: { input: "settings.password", reason: "secret_again" },
  });
  expect(await rowOf(connectionId)).toEqual(before);

  await save({ connectionId, settings: { ...elsewhere, password: "for the other" } });
  const after = await rowOf(connectionId);
  expect(openSettings(after)).toMatchObject({ address, password: "for the other" });
  expect(openSettings(after)).not.toHaveProperty("key");
  expect(after.memoryEncrypted).toBeNull();
  expect(after.memoryRev).toBeGreaterThan(before.memoryRev);
  expect(await lastFact()).toMatchObject({
    action: "connection.changed",
    host: new URL(address).host,
    formerHost: "one.example",
  });
});

test("another path of the same host keeps the secrets", async () => {
  const { connectionId } = await save();
  const address = "https://one.example/v2/";
  await save({ connectionId, settings: { ...settings, address, password: "", key: "" } });
  expect(openSettings(await rowOf(connectionId))).toMatchObject({ address, ...secrets });
});

test("new settings forget what was learned with the old ones, and end a pause", async () => {
  const { connectionId } = await save();
  await remember(connectionId);
  await write((tx) => noteFailure(tx, connectionId, "rejected_credentials", now));
  await save({ connectionId, name: "Renamed", settings: { ...settings, password: "", key: "" } });
  const renamed = await rowOf(connectionId);
  expect(renamed.name).toBe("Renamed");
  expect(renamed.memoryEncrypted).not.toBeNull();
  expect(renamed.breakerReason).toBe("rejected_credentials");
  expect(await resumes(connectionId)).toHaveLength(0);

  await save({ connectionId, settings: { ...settings, password: "corrected" } });
  expect(await rowOf(connectionId)).toMatchObject({
    memoryEncrypted: null,
    breakerUntil: null,
    breakerReason: null,
    failures: 0,
  });
  expect(await resumes(connectionId)).toHaveLength(1);
});

test.each([
  [{ user: "" }, "settings.user", "required"],
  [{ password: "" }, "settings.password", "required"],
  [{ address: "" }, "settings.address", "required"],
  [{ address: "nowhere" }, "settings.address", "invalid"],
  [{ user: "a".repeat(41) }, "settings.user", "too_long"],
  [{ copies: 0 }, "settings.copies", "invalid"],
  [{ copies: "two" }, "settings.copies", "invalid"],
  [{ mode: "silent" }, "settings.mode", "invalid"],
  [{ stranger: "1" }, "settings.", "invalid"],
])("settings %o are refused at %s", async (wrong, place, reason) => {
  const before = await read((db) => db.select().from(connections));
  await expect(
    save({ settings: { ...settings, ...wrong } as SaveConnectionInput["settings"] }),
  ).rejects.toMatchObject({ code: "invalid", values: { input: place, reason } });
  expect(await read((db) => db.select().from(connections))).toEqual(before);
});

test("a connection stays with its provider, and one that is not there is not made", async () => {
  const { connectionId } = await save();
  for (const wrong of [
    { providerId: "no such provider" },
    { connectionId, providerId: "built-in", settings: {} },
    { connectionId: "no such connection" },
  ])
    await expect(save(wrong)).rejects.toMatchObject({ code: "not_found" });
});

test("switching off and on is said once each", async () => {
  const { connectionId } = await save();
  await switchConnection(admin, { connectionId, isEnabled: true }, now);
  expect(await lastFact()).toMatchObject({ action: "connection.created" });
  await switchConnection(admin, { connectionId, isEnabled: false }, now);
  expect((await rowOf(connectionId)).isEnabled).toBe(false);
  expect(await lastFact()).toMatchObject({ action: "connection.disabled", connection: "Office" });
  await switchConnection(admin, { connectionId, isEnabled: true }, now);
  expect((await rowOf(connectionId)).isEnabled).toBe(true);
  expect(await lastFact()).toMatchObject({ action: "connection.enabled" });
});

test("only an administrator touches a connection", async () => {
  const { connectionId } = await save();
  const before = await everythingStored();
  for (const role of roles.filter((each) => each !== "admin")) {
    const actor = { ...admin, role };
    for (const attempt of [
      () => saveConnection(actor, input(), now),
      () => saveConnection(actor, input({ connectionId }), now),
      () => switchConnection(actor, { connectionId, isEnabled: false }, now),
      () => checkConnection(actor, { connectionId }, now),
      () => retryConnection(actor, { connectionId }, now),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await everythingStored()).toBe(before);
});
