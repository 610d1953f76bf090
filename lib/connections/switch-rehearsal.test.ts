import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { auditEvents } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { findSandboxProcess, killProcess } from "@/e2e/support/sandbox-process";
import { makeAccount } from "@/lib/accounts/testing";
import { providers } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { checkConnection } from "./check-connection";
import { toRehearsalId } from "./find-sandbox";
import { startRehearsing } from "./keep-rehearsal";
import { openConnection } from "./open-connection";
import { runningSandboxes } from "./run-sandboxes";
import { saveConnection } from "./save-connection";
import { switchConnection } from "./switch-connection";
import { switchRehearsal } from "./switch-rehearsal";

openTestDatabase();

const usualPort = 4_100;
/** After the last of them comes the inbox. */
const portsPerSandbox = 10;
const now = () => new Date();
const waitFor = async (isThere: () => unknown) => {
  for (let tries = 0; tries < 200 && !isThere(); tries += 1) await pause(50);
  if (!isThere()) throw new Error("It did not come");
};
const processOf = () => findSandboxProcess(process.env.DATA_DIR ?? "");
const rows = () => read((db) => db.select().from(connections));
/** Services outside that this version knows: each has one sandbox. */
const outside = providers.filter(({ capabilities }) => capabilities.hosted === "there");
/** One connection to each of them, and none besides. */
const eachRow = async () => {
  const found = await rows();
  expect(found.map(({ providerId }) => providerId).sort()).toEqual(
    outside.map(({ id }) => id).sort(),
  );
  return found;
};
const firstRow = async () => {
  const [row] = await eachRow();
  if (!row) throw new Error("There is no connection");
  return row;
};
const actions = async () =>
  (await read((db) => db.select({ action: auditEvents.action }).from(auditEvents))).map(
    ({ action }) => action,
  );

let admin: AccountActor;
let other: AccountActor;
let portal: ReturnType<typeof startRehearsing>;
const squatter = createTcpServer();
beforeAll(async () => {
  // Somebody has the usual port: the sandboxes take free ones. Where it is taken already, so much the better.
  squatter.on("error", () => {});
  squatter.listen(usualPort, "127.0.0.1");
  admin = await makeAccount("admin", "Nilufar", now());
  other = await makeAccount("admin", "Rustam", now());
  portal = startRehearsing();
});
afterAll(async () => {
  await portal.stop();
  squatter.close();
});

test("nothing runs and nothing is connected before somebody asks", async () => {
  await pause(300);
  expect([runningSandboxes(), processOf(), await rows()]).toEqual([undefined, undefined, []]);
});

test.each(["manager", "staff", "auditor"] as const)("a %s may not switch it", async (role) => {
  const actor = await makeAccount(role, role, now());
  await expect(switchRehearsal(actor, { isOn: true }, now())).rejects.toThrow("forbidden");
  expect(await actions()).toEqual([]);
});

test("two administrators at once make one marked connection to each service, which works", async () => {
  const both = await Promise.all([
    switchRehearsal(admin, { isOn: true }, now()),
    switchRehearsal(other, { isOn: true }, now()),
  ]);
  expect(both).toEqual([{ isReady: true }, { isReady: true }]);
  expect(await switchRehearsal(admin, { isOn: true }, now())).toEqual({ isReady: true });
  const made = await eachRow();
  expect(await actions()).toEqual([
    "rehearsal.switched_on",
    ...made.map(() => "connection.created"),
  ]);
  for (const { id, isRehearsal, isEnabled, providerId } of made) {
    expect([id, isRehearsal, isEnabled]).toEqual([toRehearsalId(providerId), true, true]);
    expect(await checkConnection(admin, { connectionId: id }, now())).toEqual({
      isReachable: true,
    });
  }
  const { port } = new URL(runningSandboxes()?.inboxUrl ?? "");
  expect(Number(port)).not.toBe(usualPort + outside.length * portsPerSandbox);
});

test("within reach is the sandbox and nothing else on this machine, whatever is allowed elsewhere", async () => {
  const secret = createServer((_, response) => response.end("a database")).listen(0, "127.0.0.1");
  await once(secret, "listening");
  const { port } = secret.address() as AddressInfo;
  process.env.PROVIDER_PRIVATE_HOSTS = "127.0.0.1";
  const { transport, baseUrl } = openConnection(await firstRow());
  const get = (url: URL | string) =>
    transport.request({ method: "GET", url: new URL(url), headers: {} });
  expect((await get(baseUrl ?? "")).status).toBeGreaterThan(0);
  const inbox = runningSandboxes()?.inboxUrl ?? "";
  for (const url of [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`, inbox])
    await expect(get(url)).rejects.toMatchObject({ code: "forbidden_address" });
  process.env.PROVIDER_PRIVATE_HOSTS = "";
  secret.close();
});

test("a rehearsal connection can never be made to look real", async () => {
  const { id, providerId } = await firstRow();
  const input = { connectionId: id, providerId, name: "Real", isRehearsal: false, settings: {} };
  await expect(saveConnection(admin, input, now())).rejects.toThrow("conflict");
  const off = { connectionId: id, isEnabled: false };
  await expect(switchConnection(admin, off, now())).rejects.toThrow("conflict");
});

test("sandboxes that were killed come back, and the connection follows their address", async () => {
  const before = processOf();
  killProcess(before);
  await waitFor(() => !runningSandboxes());
  const { transport, baseUrl } = openConnection(await firstRow());
  await expect(
    transport.request({ method: "GET", url: baseUrl ?? new URL("http://127.0.0.1"), headers: {} }),
  ).rejects.toMatchObject({ code: "refused", isNotSent: true });
  await waitFor(runningSandboxes);
  expect(processOf()).not.toBe(before);
  for (const { id } of await eachRow())
    expect(await checkConnection(admin, { connectionId: id }, now())).toEqual({
      isReachable: true,
    });
});

test("they run again by themselves after the portal has started anew", async () => {
  await portal.stop();
  expect([runningSandboxes(), processOf()]).toEqual([undefined, undefined]);
  portal = startRehearsing();
  await waitFor(runningSandboxes);
  expect(processOf()).toBeGreaterThan(0);
});

test("switching it off ends the sandboxes, and keeps the connection for what was", async () => {
  await switchRehearsal(other, { isOn: false }, now());
  await waitFor(() => !runningSandboxes() && !processOf());
  for (const { isEnabled } of await eachRow()) expect(isEnabled).toBe(false);
  expect((await actions()).at(-1)).toBe("rehearsal.switched_off");
  expect(await switchRehearsal(admin, { isOn: true }, now())).toEqual({ isReady: true });
  for (const { isEnabled } of await eachRow()) expect(isEnabled).toBe(true);
});
