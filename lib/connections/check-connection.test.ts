import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { auditEvents, jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { checkConnection } from "./check-connection";
import { listCallCounts } from "./count-call";
import { openConnection } from "./open-connection";
import { requireConnection } from "./queries";
import type { PostOffice } from "./testing";
import {
  askingPost,
  callsOf,
  everythingStored,
  makeConnection,
  openPostOffice,
  post,
  registerPost,
} from "./testing";
import { isPaused, noteFailure } from "./trip-breaker";

openTestDatabase();

let office: PostOffice;
beforeAll(async () => {
  registerPost();
  office = await openPostOffice();
});
afterAll(() => office.close());

const admin: AccountActor = {
  kind: "account",
  accountId: "a",
  role: "admin",
  teamIds: null,
  address: null,
};
const password = "quiet river";

async function start(address = office.address, provider = post) {
  const { id } = await makeConnection(provider, { address, user: "office", password });
  const row = () => read((db) => requireConnection(db, id));
  return { id, row, check: () => checkConnection(admin, { connectionId: id }, new Date()) };
}
const lastFact = async () => {
  const [event] = await read((db) =>
    db.select().from(auditEvents).orderBy(desc(auditEvents.sequence)).limit(1),
  );
  return { action: event?.action, ...JSON.parse(event?.details ?? "{}") };
};

test("a service that answers is well: the pause ends, what waited goes on, the call is kept", async () => {
  office.answer = (_, response) => response.end(JSON.stringify({ token: "of today" }));
  const { id, row, check } = await start();
  await write((tx) => noteFailure(tx, id, "rejected_credentials", new Date()));
  expect(await check()).toEqual({ isReachable: true });
  expect(await row()).toMatchObject({ breakerUntil: null, failures: 0, memoryRev: 1 });
  const resumes = await read((db) =>
    db
      .select()
      .from(jobs)
      .where(eq(jobs.key, `resume-deliveries:${id}`)),
  );
  expect(resumes).toHaveLength(1);
  expect(await callsOf(id)).toMatchObject([
    {
      method: "POST",
      address: `${new URL(office.address).host}/token`,
      status: 200,
      requestBody: "user=office&password=[hidden]",
      answerBody: '{"token":"[hidden]"}',
    },
  ]);
  expect(await lastFact()).toMatchObject({ action: "connection.checked", problem: null });
  expect(await everythingStored()).not.toMatch(/quiet river|of today/);
});

test("a service that refuses is quoted, and rests until somebody acts", async () => {
  office.answer = (_, response) => {
    response.statusCode = 401;
    response.end(JSON.stringify({ message: "Unknown user" }));
  };
  const { row, check } = await start();
  expect(await check()).toEqual({
    isReachable: false,
    trouble: { code: "rejected_credentials", providerCode: "401", providerMessage: "Unknown user" },
  });
  expect(isPaused(await row(), new Date("2100-01-01"))).toBe(true);
  expect(await lastFact()).toMatchObject({ problem: "rejected_credentials" });
});

test("a service that breaks off, is not there or is somewhere forbidden says so", async () => {
  office.answer = (request) => request.socket.resetAndDestroy();
  expect(await (await start()).check()).toMatchObject({ trouble: { code: "reset" } });
  const gone = await openPostOffice();
  gone.close();
  expect(await (await start(gone.address)).check()).toMatchObject({ trouble: { code: "refused" } });
  const forbidden = await start("http://127.0.0.1:9/");
  expect(await forbidden.check()).toMatchObject({ trouble: { code: "forbidden_address" } });
  expect((await forbidden.row()).failures).toBe(1);
  process.env.PROVIDER_PRIVATE_HOSTS = new URL(office.address).host;
});

test("a person does not wait for a service that hangs", async () => {
  office.answer = () => undefined;
  const { id, check } = await start();
  const started = Date.now();
  expect(await check()).toMatchObject({ trouble: { code: "timeout" } });
  expect(Date.now() - started).toBeLessThan(20_000);
  expect(await callsOf(id)).toMatchObject([{ status: null, problem: "timeout", answerBody: "" }]);
});

test("an open connection knows where it goes and shares flights only with itself", async () => {
  const seen: string[] = [];
  office.answer = (_, response) => response.end(JSON.stringify({ token: "t" }));
  const one = await start();
  const other = await start();
  const tools: Parameters<typeof post.open>[1][] = [];
  const open = post.open;
  Object.assign(post, {
    open: (...given: Parameters<typeof open>) => {
      tools.push(given[1]);
      return open(...given);
    },
  });
  for (const { row } of [one, one, other]) {
    const { baseUrl, isRehearsal, provider } = openConnection(await row(), { envelopeId: "e1" });
    expect([baseUrl?.href, isRehearsal, provider.id]).toEqual([office.address, false, "post"]);
  }
  Object.assign(post, { open });
  await Promise.all(
    tools.map(({ shareFlight }, index) =>
      shareFlight("token", async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        seen.push(["one", "one", "other"][index] ?? "");
      }),
    ),
  );
  expect(seen.toSorted()).toEqual(["one", "other"]);
});

test("a refusal that the test asked for is told apart, and counts as a call that went well", async () => {
  office.answer = (_, response) => void response.writeHead(400).end();
  const { id, check } = await start(office.address, askingPost);
  expect(await check()).toEqual({ isReachable: true });
  expect(await callsOf(id)).toMatchObject([{ status: 400, isMeantRefusal: true }]);
  office.answer = (_, response) => void response.writeHead(404).end();
  expect(await check()).toMatchObject({ isReachable: false });
  expect(await callsOf(id)).toMatchObject([{ isMeantRefusal: true }, { isMeantRefusal: false }]);
  const counts = await read(listCallCounts);
  expect(counts.filter((count) => count.connectionId === id)).toMatchObject([
    { since: null, calls: 2, refused: 1, failed: 0, within30000: 2 },
    { calls: 2, refused: 1, failed: 0 },
  ]);
});
