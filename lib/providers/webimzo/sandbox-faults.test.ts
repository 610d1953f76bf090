import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { errorCodes } from "./sandbox-codes";
import { connect, control, createBody, openSandbox } from "./sandbox-testing";

async function attempt(sandbox: Sandbox, fault: string): Promise<string> {
  await control(sandbox, "/plan", { on: "create", faults: [fault] });
  const answer = connect(sandbox)
    .call("Create", createBody(sandbox))
    .then(
      async (each) => {
        const text = await each.text().catch(() => "broken off");
        return `${each.status} ${text === "broken off" ? text : shapeOf(text)}`;
      },
      () => "no answer",
    );
  return Promise.race([answer, pause(500).then(() => "silence")]);
}

function shapeOf(text: string): string {
  if (text === "") return "empty";
  if (text.startsWith("<")) return "html";
  try {
    return Object.keys(JSON.parse(text)).join(",");
  } catch {
    return "half";
  }
}

test.each([
  ["ok", "200 success,result", 1],
  ["slow", "200 success,result", 1],
  ["dropped_before_commit", "no answer", 0],
  ["dropped_after_commit", "no answer", 1],
  ["silent_after_commit", "silence", 1],
  ["reset_mid_response", "200 broken off", 1],
  ["half_json", "200 half", 1],
  ["500_before_commit", "500 empty", 0],
  ["500_after_commit", "500 empty", 1],
  ["502_html_after_commit", "502 html", 1],
  ["business_error", "400 success,error", 0],
  ["business_error:108", "400 success,error", 0],
  ["401", "401 empty", 0],
  ["429", "429 empty", 0],
  ["wrong_shape", "200 success", 1],
])("a create with the fault %s: %s, and %i request", async (fault, seen, count) => {
  const sandbox = await openSandbox();
  expect(await attempt(sandbox, fault)).toBe(seen);
  const { documents, requests } = sandbox.ledger();
  expect(documents).toHaveLength(count);
  expect(requests[0]).toMatchObject({ fault, committed: documents[0]?.id ?? null });
  // Whatever became of the first, the same again without force makes one request and no second.
  const { requestId } = await connect(sandbox).create();
  expect(sandbox.ledger().documents.map(({ id }) => id)).toEqual([requestId]);
});

test("every code can be had, and no other", async () => {
  const sandbox = await openSandbox();
  for (const code of errorCodes) {
    sandbox.plan({ on: "create", faults: [`business_error:${code}`] });
    const answer = await connect(sandbox).call("Create", createBody(sandbox));
    expect([answer.status, (await answer.json()).error]).toEqual([
      400,
      { code, message: expect.stringMatching(/\S/) },
    ]);
  }
  const unknown = { on: "create", faults: ["business_error:109"] };
  expect((await control(sandbox, "/plan", unknown)).status).toBe(400);
});

test("a 401 asks for Basic auth, as a real one does", async () => {
  const sandbox = await openSandbox();
  sandbox.plan({ on: "create", faults: ["401"] });
  const answer = await connect(sandbox).call("Create", createBody(sandbox));
  expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
});

test("each of the other calls goes wrong when it is told to, and calm ends it", async () => {
  const sandbox = await openSandbox();
  const { create, call } = connect(sandbox);
  const made = await create();
  const { apiKey } = sandbox.settings;
  const { requestId, secretKey } = made;
  const bodies = {
    read: ["Get", { apiKey, requestId, secretKey }],
    update: ["UpdateState", { apiKey, tableId: 1, documentId: 17 }],
    logs: ["GetCallbackLogs", { apiKey }],
  } as const;
  for (const [on, [name, body]] of Object.entries(bodies)) {
    await control(sandbox, "/plan", { on, faults: ["500_before_commit", "429", "429"] });
    expect((await call(name, body)).status).toBe(500);
    const busy = await call(name, body);
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([429, "1"]);
    await control(sandbox, "/calm");
    expect((await call(name, body)).status).toBe(200);
  }
});

test("a slow create can be overtaken by its own callback", async () => {
  const sandbox = await openSandbox({ slowMilliseconds: 400 });
  sandbox.plan({ on: "create", faults: ["slow"] });
  const creating = connect(sandbox).create();
  await pause(150);
  const documentId = sandbox.ledger().documents[0]?.id ?? "";
  await sandbox.act({ documentId, recipient: 0, act: "sign" });
  expect(sandbox.ledger().callbacks).toHaveLength(1);
  expect((await creating).requestId).toBe(documentId);
});

test("the control plane tells the ledger, and knows no expiry", async () => {
  const sandbox = await openSandbox();
  const { requestId } = await connect(sandbox).create();
  const ledger = await (await fetch(`${sandbox.controlUrl}/ledger`)).json();
  expect(ledger.documents).toMatchObject([{ id: requestId, state: "running" }]);
  expect((await control(sandbox, "/expire", { documentId: requestId })).status).toBe(400);
  expect((await control(sandbox, "/expire-tokens")).status).toBe(200);
  const early = { documentId: requestId, recipient: 1, act: "sign" };
  const answer = await control(sandbox, "/act", early);
  expect([answer.status, (await answer.json()).code]).toEqual([400, "not_your_turn"]);
  for (const unknown of [{ documentId: "17" }, { recipient: 5 }, { recipient: "909999999" }])
    expect((await control(sandbox, "/act", { ...early, ...unknown })).status).toBe(404);
});
