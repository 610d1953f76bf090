import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { openTestDatabase } from "@/db/testing";
import { builtIn } from "@/lib/providers/built-in";
import { makeConnection } from "./testing";
import { isPaused, noteFailure, noteSuccess } from "./trip-breaker";

openTestDatabase();

const minute = 60_000;

const start = async () => {
  const { id } = await makeConnection(builtIn, {});
  let now = new Date("2030-01-01T00:00:00Z");
  const row = async () => {
    const [found] = await read((db) => db.select().from(connections).where(eq(connections.id, id)));
    if (!found) throw new Error("No such connection");
    return found;
  };
  return {
    row,
    pass: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
    fail: (code: string) => write((tx) => noteFailure(tx, id, code, now)),
    succeed: () => write((tx) => noteSuccess(tx, id)),
    /** Minutes that the pause lasts from now; 0 when there is none. */
    pause: async () => {
      const found = await row();
      if (!isPaused(found, now)) return 0;
      return ((found.breakerUntil?.getTime() ?? 0) - now.getTime()) / minute;
    },
  };
};

test("two failures are forgiven, then each further one makes a longer pause, up to an hour", async () => {
  const { fail, pause, pass, row } = await start();
  const seen: number[] = [];
  for (const code of [
    "timeout",
    "unavailable",
    "dns",
    "tls",
    "reset",
    "refused",
    "timeout",
    "dns",
  ]) {
    await fail(code);
    const minutes = await pause();
    seen.push(minutes);
    pass(minutes * minute);
    expect(await pause()).toBe(0);
  }
  expect(seen).toEqual([0, 0, 1, 5, 15, 30, 60, 60]);
  expect((await row()).breakerReason).toBe("dns");
});

test("calls that were under way when the pause began do not make it longer", async () => {
  const { fail, pause, row } = await start();
  for (let index = 0; index < 10; index++) await fail("unavailable");
  expect(await pause()).toBe(1);
  expect((await row()).failures).toBe(3);
});

test("refused credentials pause it at once, until a person acts", async () => {
  const { fail, pause, pass, row } = await start();
  await fail("rejected_credentials");
  pass(10 * 365 * 24 * 60 * minute);
  expect(await pause()).toBeGreaterThan(0);
  expect((await row()).breakerReason).toBe("rejected_credentials");
  await fail("unavailable");
  expect((await row()).breakerReason).toBe("rejected_credentials");
});

test("refused credentials outweigh a short pause", async () => {
  const { fail, pause, row } = await start();
  for (let index = 0; index < 3; index++) await fail("unavailable");
  await fail("rejected_credentials");
  expect(await pause()).toBeGreaterThan(60);
  expect((await row()).breakerReason).toBe("rejected_credentials");
});

test("what is said of one envelope says nothing of the connection", async () => {
  const { fail, row } = await start();
  for (const code of [
    "invalid_request",
    "unknown_recipient",
    "document_refused",
    "rate_limited",
    "unexpected",
    "interrupted",
  ])
    for (let index = 0; index < 4; index++) await fail(code);
  expect(await row()).toMatchObject({ failures: 0, breakerUntil: null, breakerReason: null });
});

test("a success forgets the failures", async () => {
  const { fail, succeed, pause, row } = await start();
  for (let index = 0; index < 3; index++) await fail("timeout");
  await succeed();
  expect(await pause()).toBe(0);
  expect(await row()).toMatchObject({ failures: 0, breakerUntil: null, breakerReason: null });
  await fail("timeout");
  expect(await pause()).toBe(0);
});
