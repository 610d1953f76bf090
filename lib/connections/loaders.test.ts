import { encode } from "next-auth/jwt";
import { beforeAll, expect, test, vi } from "vitest";
import { write } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import { startSession } from "@/lib/accounts/start-session";
import { makeAccount, visitor } from "@/lib/accounts/testing";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import { providers } from "@/lib/providers/registry";
import { roles } from "@/lib/vocabulary/account";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { ConnectionCheck } from "./check-connection";
import { checkConnection } from "./check-connection";
import { loadConnection, loadConnections, loadNewConnection } from "./loaders";
import { saveConnection } from "./save-connection";
import { callsOf, makeConnection, openPostOffice, post, registerPost } from "./testing";

// What Next.js hands to a page, for one request.
const request = { headers: new Headers(), cookies: new Map<string, { value: string }>() };
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => request.cookies,
}));

openTestDatabase();
process.env.PUBLIC_URL = "https://sign.example.com";
process.env.NEXTAUTH_SECRET = "s".repeat(43);
const secrets = { password: "quiet river under 1234", key: "short" };

async function signIn(role: (typeof roles)[number]) {
  const now = new Date();
  const actor = await makeAccount(role, role, now);
  const session = await write((tx) =>
    startSession(tx, visitor, { id: actor.accountId, role }, now),
  );
  const secret = process.env.NEXTAUTH_SECRET ?? "";
  const value = await encode({ token: { session }, secret, maxAge: 3_600 });
  request.cookies = new Map([["__Host-muhr-session", { value }]]);
  return actor;
}

let admin: AccountActor;
let connectionId: string;
let check: ConnectionCheck;
beforeAll(async () => {
  registerPost();
  request.headers = new Headers({ "x-muhr-peer": "192.0.2.7" });
  const office = await openPostOffice();
  office.answer = (_, response) => {
    response.statusCode = 401;
    response.end(JSON.stringify({ message: `Not ${secrets.password}` }));
  };
  admin = await signIn("admin");
  const settings = { address: office.address, user: "office", ...secrets };
  const made = await saveConnection(
    admin,
    { connectionId: null, providerId: post.id, name: "Office", isRehearsal: true, settings },
    new Date(),
  );
  connectionId = made.connectionId;
  check = await checkConnection(admin, { connectionId }, new Date());
  office.close();
});

test("no view of a connection holds a secret", async () => {
  const [call] = await callsOf(connectionId);
  const page = await loadConnection(connectionId, call?.id);
  expect(page.opened?.request).toBe("user=office&password=[hidden]");
  expect(page.settings.find(({ name }) => name === "password")?.stored).toEqual({ ending: "1234" });
  const everything = JSON.stringify([
    check,
    page,
    await loadConnection(connectionId, undefined),
    await loadConnections(),
    await loadNewConnection(post.id),
  ]);
  for (const secret of Object.values(secrets)) expect(everything).not.toContain(secret);
  expect(everything).not.toMatch(/Encrypted|memory/);
});

test("the list says how each connection is, and where it leads", async () => {
  const { connections, mayAdd } = await loadConnections();
  expect(mayAdd).toBe(true);
  expect(connections).toMatchObject([
    {
      id: connectionId,
      name: "Office",
      provider: { id: "post", name: "Post" },
      isRehearsal: true,
      health: { state: "paused", until: null, reason: "rejected_credentials" },
      lastCall: { status: 401 },
    },
  ]);
});

test("the page of a connection says where the service calls, and warns of a local address", async () => {
  expect((await loadConnection(connectionId, undefined)).addresses).toEqual({
    start: "https://sign.example.com/api/callbacks/post/",
    isLocal: false,
  });
  process.env.PUBLIC_URL = "https://localhost";
  expect((await loadConnection(connectionId, undefined)).addresses?.isLocal).toBe(true);
});

test("where one address is for all, the page says what to tell the service, and keeps the secret", async () => {
  const provider = providers.find(
    ({ capabilities }) => capabilities.callbacks.address === "per_connection",
  );
  if (!provider) throw new Error("There is no such provider");
  const wanted = describeInputs(provider.settings).filter(
    ({ isRequired, preset }) => isRequired && preset === undefined,
  );
  const settings = Object.fromEntries(wanted.map(({ name }) => [name, `the ${name} of it`]));
  const input = { connectionId: null, providerId: provider.id, name: "Tashkent" };
  const made = await saveConnection(admin, { ...input, isRehearsal: true, settings }, new Date());
  const page = await loadConnection(made.connectionId, undefined);
  expect(page.addresses).toBeNull();
  expect(page.oneAddress?.address).toMatch(new RegExp(`/api/callbacks/${provider.id}/[\\w-]{43}$`));
  const ours = wanted.filter(({ isOurs }) => isOurs);
  expect(page.oneAddress?.told).toEqual(
    ours.map(({ name, isSecret }) => ({ name, value: isSecret ? null : `the ${name} of it` })),
  );
  expect(ours.map(({ isSecret }) => isSecret)).toEqual([false, true]);
});

test("a call of another connection does not open", async () => {
  const [call] = await callsOf(connectionId);
  const other = await makeConnection(post, { address: "https://one.example/" });
  expect((await loadConnection(other.id, call?.id)).opened).toBeNull();
});

test("what is not there, is not outside or is not theirs does not exist for a person", async () => {
  const notFound = { digest: expect.stringContaining("404") };
  await expect(loadConnection("none", undefined)).rejects.toMatchObject(notFound);
  await expect(loadNewConnection("built-in")).rejects.toMatchObject(notFound);
  for (const role of roles.filter((each) => each !== "admin")) {
    await signIn(role);
    await expect(loadConnections()).rejects.toMatchObject(notFound);
    await expect(loadConnection(connectionId, undefined)).rejects.toMatchObject(notFound);
    await expect(loadNewConnection(undefined)).rejects.toMatchObject(notFound);
  }
});
