import { encode } from "next-auth/jwt";
import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { write } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { guardedAction, openAction } from "./guarded-action";
import { guardedRoute } from "./guarded-route";
import { resumeSession } from "./resume-session";
import { signOut } from "./sign-out";
import { startSession } from "./start-session";
import { forgetEverybody, makeAccount, visitor } from "./testing";

// What Next.js hands to an action, for one request.
const request = { headers: new Headers(), cookies: new Map<string, { value: string }>() };
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => request.cookies,
}));

openTestDatabase();
const origin = "https://sign.example.com";
const secret = "s".repeat(43);
process.env.PUBLIC_URL = `${origin}/`;
process.env.NEXTAUTH_SECRET = secret;

let admin: AccountActor;
let token: string;

async function carry(claims: Record<string, unknown>, key = secret) {
  const value = await encode({ token: claims, secret: key, maxAge: 3_600 });
  request.cookies = new Map([["__Host-muhr-session", { value }]]);
}

beforeEach(async () => {
  await forgetEverybody();
  const now = new Date();
  admin = await makeAccount("admin", "Sara", now);
  token = await write((tx) =>
    startSession(tx, visitor, { id: admin.accountId, role: "admin" }, now),
  );
  request.headers = new Headers({ origin, "x-muhr-peer": "192.0.2.7" });
  await carry({ session: token });
});

const input = z.strictObject({ name: z.string().min(1, "required") });
const greet = guardedAction({
  permission: "account.read",
  input,
  run: async (actor, { name }) => `${name} ${actor.address}`,
});
const codeOf = async (result: ReturnType<typeof greet>) => {
  const answer = await result;
  return answer.ok ? answer.value : answer.error.code;
};

test("an action runs for a live session from our own origin", async () => {
  expect(await codeOf(greet({ name: "Ali" }))).toBe("Ali 192.0.2.7");
});

test.each([
  ["none", undefined],
  ["null", "null"],
  ["another host", "https://evil.example"],
  ["another port", `${origin}:8443`],
  ["plain http", "http://sign.example.com"],
  ["a longer name", `${origin}.evil.example`],
])("an origin that is not ours is refused: %s", async (_name, foreign) => {
  if (foreign === undefined) request.headers.delete("origin");
  else request.headers.set("origin", foreign);
  expect(await codeOf(greet({ name: "Ali" }))).toBe("bad_origin");
  const open = openAction({ input, run: async () => "ran" });
  expect(await codeOf(open({ name: "Ali" }))).toBe("bad_origin");
});

test("a cookie that is missing, from another secret, or of an ended session is no session", async () => {
  request.cookies = new Map();
  expect(await codeOf(greet({ name: "Ali" }))).toBe("signed_out");
  await carry({ session: token }, "t".repeat(43));
  expect(await codeOf(greet({ name: "Ali" }))).toBe("signed_out");
  await carry({ error: "not a session" });
  expect(await codeOf(greet({ name: "Ali" }))).toBe("signed_out");
  await carry({ session: token });
  const session = await resumeSession(visitor, token, new Date());
  await signOut(admin, session?.sessionId ?? "", new Date());
  expect(await codeOf(greet({ name: "Ali" }))).toBe("signed_out");
});

test("a role without the permission is refused", async () => {
  const staff = await makeAccount("staff", "Ali", new Date());
  const other = await write((tx) =>
    startSession(tx, visitor, { id: staff.accountId, role: "staff" }, new Date()),
  );
  await carry({ session: other });
  expect(await codeOf(greet({ name: "Ali" }))).toBe("forbidden");
});

test("an input that does not fit exactly is refused, and the first wrong one is named", async () => {
  expect(await codeOf(greet({ name: "Ali", role: "admin" }))).toBe("invalid");
  expect(await codeOf(greet(undefined))).toBe("invalid");
  expect(await greet({ name: "" })).toEqual({
    ok: false,
    error: { code: "invalid", values: { input: "name", reason: "required" } },
  });
});

test("a person's error is an answer, a bug is thrown", async () => {
  const fail = (error: Error) =>
    guardedAction({
      permission: "account.read",
      input,
      run: async () => {
        throw error;
      },
    })({ name: "Ali" });
  expect(await fail(new AppError("last_admin", "details for the log"))).toEqual({
    ok: false,
    error: { code: "last_admin", values: {} },
  });
  await expect(fail(new Error("bug"))).rejects.toThrow("bug");
});

test("a route asks for the origin when it writes, and its answers are kept by no cache", async () => {
  const route = guardedRoute({
    permission: "account.read",
    run: async (_actor, _request, { params }) => Response.json(params),
  });
  const call = (method: string) =>
    route(new Request(origin, { method }), { params: Promise.resolve({ id: "7" }) });
  request.headers.delete("origin");
  const got = await call("GET");
  expect(await got.json()).toEqual({ id: "7" });
  expect(got.headers.get("cache-control")).toBe("no-store");
  const refused = await call("POST");
  expect([refused.status, await refused.json()]).toEqual([
    403,
    { error: { code: "bad_origin", values: {} } },
  ]);
  request.cookies = new Map();
  expect((await call("GET")).status).toBe(401);
});
