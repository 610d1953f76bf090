import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { errorCodes } from "./sandbox-refusals";
import { connect, control, initiateBody, openSandbox, received, visit } from "./sandbox-testing";

async function attempt(sandbox: Sandbox, fault: string): Promise<string> {
  await control(sandbox, "/plan", { on: "create", faults: [fault] });
  const answer = connect(sandbox)
    .call("initiate", initiateBody())
    .then(
      async (each) => {
        const text = await each.text().catch(() => "broken off");
        return `${each.status} ${text === "broken off" ? text : shapeOf(text)}`;
      },
      () => "no answer",
    );
  return Promise.race([answer, pause(300).then(() => "silence")]);
}

function shapeOf(text: string): string {
  if (text === "") return "empty";
  if (text.startsWith("<")) return "html";
  try {
    return Object.keys(JSON.parse(text)).slice(0, 3).join(",");
  } catch {
    return "half";
  }
}

const good = "200 customerId,username,contractId";
test.each([
  ["ok", good, 1],
  ["slow", good, 1],
  ["dropped_before_commit", "no answer", 0],
  ["dropped_after_commit", "no answer", 1],
  ["silent_after_commit", "silence", 1],
  ["reset_mid_response", "200 broken off", 1],
  ["half_json", "200 half", 1],
  ["500_before_commit", "500 empty", 0],
  ["500_after_commit", "500 empty", 1],
  ["502_html_after_commit", "502 html", 1],
  ["business_error", "400 name,message,reason", 0],
  ["business_error:500", "500 error", 0],
  ["401", "401 message", 0],
  ["429", "429 message", 0],
  ["wrong_shape", "200 success", 1],
])("a create with the fault %s: %s, and %i contract to pay", async (fault, seen, count) => {
  const sandbox = await openSandbox();
  expect(await attempt(sandbox, fault)).toBe(seen);
  const { documents, requests } = sandbox.ledger();
  expect(documents.map(({ cost }) => cost)).toEqual(Array(count).fill(1));
  expect(requests[0]).toMatchObject({ fault, committed: documents[0]?.id ?? null });
  // Nothing is idempotent: the same again is another contract.
  await connect(sandbox).create();
  expect(sandbox.ledger().documents).toHaveLength(count + 1);
});

test.each(errorCodes)("an error %s can be had when it is planned", async (code) => {
  const sandbox = await openSandbox();
  sandbox.plan({ on: "create", faults: [`business_error:${code}`] });
  const answer = await connect(sandbox).call("initiate", initiateBody());
  const said = await answer.json();
  expect(answer.status).toBe(Number(code));
  expect((said.error ?? said).message).toMatch(/\S/);
  const unknown = { on: "create", faults: ["business_error:402"] };
  expect((await control(sandbox, "/plan", unknown)).status).toBe(400);
});

test("too many calls are refused as the gateway does it", async () => {
  const sandbox = await openSandbox({ retryAfterSeconds: 7 });
  sandbox.plan({ on: "create", faults: ["429"] });
  const answer = await connect(sandbox).call("initiate", initiateBody());
  expect(answer.headers.get("retry-after")).toBe("7");
  expect(await answer.json()).toEqual({ message: "API rate limit exceeded" });
});

test("each of the other calls goes wrong when it is told to, and calm ends it", async () => {
  const sandbox = await openSandbox();
  const { create, call } = connect(sandbox);
  const { contractId, signerdetail } = await create();
  const calls = {
    read: ["pullData", { contractId }],
    update: ["deleteSigner", { contractId, signerId: signerdetail[1]?.signerId }],
  } as const;
  for (const [on, [name, body]] of Object.entries(calls)) {
    await control(sandbox, "/plan", { on, faults: ["500_before_commit", "401", "429"] });
    expect((await call(name, body)).status).toBe(500);
    expect((await call(name, body)).status).toBe(401);
    await control(sandbox, "/calm");
    expect((await call(name, body)).status).toBe(200);
  }
});

test("everything is a 500 while it is down", async () => {
  const sandbox = await openSandbox({ isDown: true });
  const answer = await connect(sandbox).call("pullData", { contractId: "" });
  expect([answer.status, await answer.json()]).toEqual([
    500,
    {
      error: {
        name: "error",
        message: "Internal Server Error",
        reason: "INTERNAL_SERVER_ERROR",
        type: "Internal Server Error",
        statusCode: 500,
      },
    },
  ]);
  sandbox.calm();
  await connect(sandbox).create();
});

test.each([
  ["none", 0],
  ["twice", 2],
  ["slow", 1],
])("a callback with the fault %s comes %i times", async (fault, count) => {
  const sandbox = await openSandbox();
  sandbox.plan({ on: "callback", faults: [fault] });
  await visit(await connect(sandbox).create()).sign();
  expect(received).toHaveLength(count);
});

test("events: again, late, forged, stale, to nobody, and with a header that nobody gave", async () => {
  const sandbox = await openSandbox();
  const made = await connect(sandbox).create();
  const { contractId: documentId } = made;
  await visit(made).sign();
  const [genuine] = received;
  const after = async (kind: string) => {
    received.length = 0;
    expect((await control(sandbox, "/event", { documentId, kind })).status).toBe(200);
    return received[0];
  };
  expect(await after("duplicate")).toEqual(genuine);
  expect(await after("late")).toEqual(genuine);
  const header = "header-of-the-contract";
  expect(await after("forged")).toMatchObject({
    path: "/callbacks/contract",
    authorization: header,
  });
  expect((await after("wrong_id"))?.body).not.toContain(documentId);
  expect((await after("wrong_address"))?.path).toMatch(/^\/callbacks\/(?!contract)/);
  expect((await after("wrong_credentials"))?.authorization).not.toBe(header);
  expect(JSON.parse((await after("stale"))?.body ?? "")).toMatchObject({
    contractCompletionTime: null,
  });
  expect(() => JSON.parse(received[0]?.body ?? "")).not.toThrow();
  expect((await after("garbage"))?.body).toBe("<callback>no JSON</callback>");
  expect((await control(sandbox, "/event", { documentId, kind: "hello" })).status).toBe(400);
});

test("the control plane acts for a person, and says no to what nobody can do", async () => {
  const sandbox = await openSandbox();
  const made = await connect(sandbox).create({ nameMatchThreshold: "1.00" });
  const act = { documentId: made.contractId, recipient: 0, act: "sign" };
  expect((await control(sandbox, "/act", { ...act, values: { name: "Nobody" } })).status).toBe(200);
  expect(sandbox.ledger().documents[0]?.people[0]).toMatchObject({
    state: "pending",
    reason: "Name Match Failed",
  });
  for (const [changes, status] of [
    [{ act: "see" }, 200],
    [{ act: "approve" }, 400],
    [{ recipient: 7 }, 404],
    [{ documentId: "17" }, 404],
    [{ act: "reject", reason: "No" }, 200],
    [{}, 400],
  ] as const)
    expect((await control(sandbox, "/act", { ...act, ...changes })).status).toBe(status);
  expect(sandbox.ledger().documents[0]).toMatchObject({ state: "rejected" });
});
