import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { FaultPlan, Sandbox } from "@/lib/provider-kit/sandbox";
import { errorCodes } from "./sandbox-codes";
import {
  askToken,
  control,
  fileBody,
  form,
  openSandbox,
  received,
  sara,
  signIn,
} from "./sandbox-testing";

describe("planned faults of a create", () => {
  const attempt = async (sandbox: Sandbox, fault: string) => {
    const { execute } = await signIn(sandbox);
    await control(sandbox, "/plan", { on: "create", faults: [fault] });
    const timeout = pause(500).then(() => "silence");
    const answer = execute("file", fileBody()).then(
      async (each) => {
        const text = await each.text().catch(() => "broken off");
        return `${each.status} ${text === "broken off" ? text : shapeOf(text)}`;
      },
      () => "no answer",
    );
    return Promise.race([answer, timeout]);
  };
  const shapeOf = (text: string) => {
    if (text === "") return "empty";
    if (text.startsWith("<")) return "html";
    try {
      const value = JSON.parse(text);
      return Object.keys(value).join(",");
    } catch {
      return "half";
    }
  };

  test.each([
    ["ok", "200 id", 1],
    ["slow", "200 id", 1],
    ["dropped_before_commit", "no answer", 0],
    ["dropped_after_commit", "no answer", 1],
    ["silent_after_commit", "silence", 1],
    ["reset_mid_response", "200 broken off", 1],
    ["half_json", "200 half", 1],
    ["500_before_commit", "500 empty", 0],
    ["500_after_commit", "500 empty", 1],
    ["502_html_after_commit", "502 html", 1],
    ["business_error", "500 code,message", 0],
    ["business_error:3009", "500 code,message", 0],
    ["401", "401 empty", 0],
    ["429", "429 empty", 0],
    ["wrong_shape", "200 success", 1],
  ])("%s: %s, and %i document", async (fault, seen, count) => {
    const sandbox = await openSandbox();
    expect(await attempt(sandbox, fault)).toBe(seen);
    const { documents, requests } = sandbox.ledger();
    expect(documents).toHaveLength(count);
    const entry = requests.find(({ operation }) => operation === "create");
    expect(entry).toMatchObject({ fault, committed: documents[0]?.id ?? null });
  });

  test("every code of the appendix can be had, and no other", async () => {
    const sandbox = await openSandbox();
    const { execute } = await signIn(sandbox);
    expect(errorCodes).toHaveLength(30);
    for (const code of errorCodes) {
      sandbox.plan({ on: "create", faults: [`business_error:${code}`] });
      const answer = await execute("file", fileBody());
      const body = { code, message: expect.stringMatching(/\S/) };
      expect([answer.status, await answer.json()]).toEqual([500, body]);
    }
    const unknown = { on: "create", faults: ["business_error:3008"] };
    expect((await control(sandbox, "/plan", unknown)).status).toBe(400);
    expect(sandbox.ledger().documents).toEqual([]);
  });

  test("a fault is used once, and calm ends those that wait", async () => {
    const sandbox = await openSandbox();
    const { execute } = await signIn(sandbox);
    sandbox.plan({ on: "create", faults: ["429", "401", "401"] });
    const statuses = [await execute("file", fileBody()), await execute("file", fileBody())];
    await control(sandbox, "/calm");
    statuses.push(await execute("file", fileBody()));
    expect(statuses.map(({ status }) => status)).toEqual([429, 401, 200]);
    expect(statuses[0]?.headers.get("retry-after")).toBe("1");
  });

  test("the same seed gives the same faults", async () => {
    const plan = { on: "create", seed: 7, share: 0.5, among: ["429", "business_error"] } as const;
    const draw = async () => {
      const sandbox = await openSandbox();
      const { execute } = await signIn(sandbox);
      sandbox.plan(plan satisfies FaultPlan);
      const statuses: number[] = [];
      for (let each = 0; each < 12; each += 1)
        statuses.push((await execute("file", fileBody())).status);
      return statuses;
    };
    const first = await draw();
    expect(new Set(first)).toEqual(new Set([200, 429, 500]));
    expect(await draw()).toEqual(first);
  });

  test("reads and tokens go wrong too, and an unknown fault is refused", async () => {
    const sandbox = await openSandbox();
    const { create, read } = await signIn(sandbox);
    const id = await create();
    sandbox.plan({ on: "read", faults: ["500_before_commit"] });
    expect((await read(id)).status).toBe(500);
    sandbox.plan({ on: "token", faults: ["502_html_after_commit"] });
    expect((await askToken(sandbox, form(sandbox))).status).toBe(502);
    expect((await control(sandbox, "/plan", { on: "create", faults: ["fire"] })).status).toBe(400);
  });

  test("a slow create can be overtaken by its own callback", async () => {
    const sandbox = await openSandbox({ slowMilliseconds: 400 });
    const { execute } = await signIn(sandbox);
    sandbox.plan({ on: "create", faults: ["slow"] });
    const answer = execute("file", fileBody({ workflows: [sara] }));
    await pause(150);
    const documentId = sandbox.ledger().documents[0]?.id ?? "";
    await sandbox.act({ documentId, recipient: 0, act: "sign" });
    expect(received).toHaveLength(1);
    expect(await (await answer).json()).toEqual({ id: documentId });
  });
});

describe("callbacks on demand", () => {
  test("a sandbox that was closed calls nobody any more", async () => {
    const sandbox = await openSandbox({ fileDelayMilliseconds: 150 });
    const { create } = await signIn(sandbox);
    const documentId = await create({ workflows: [sara] });
    const signing = sandbox.act({ documentId, recipient: 0, act: "sign" });
    await sandbox.close();
    await signing;
    expect(received).toEqual([]);
  });

  test("duplicate, late, forged, stale, wrong ones", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const id = await create({ workflows: [sara] });
    const emit = async (kind: string) => {
      received.length = 0;
      await control(sandbox, "/event", { documentId: id, kind });
      return received[0];
    };
    expect(JSON.parse((await emit("forged"))?.body ?? "")).toMatchObject({ state: "Signed" });
    expect((await readJson(id)).state).toBe(2);
    await sandbox.act({ documentId: id, recipient: 0, act: "reject" });
    const last = received.at(-1)?.body;
    expect((await emit("duplicate"))?.body).toBe(last);
    expect((await emit("late"))?.body).toBe(last);
    expect(JSON.parse((await emit("stale"))?.body ?? "").state).toBe("InProgress");
    expect(JSON.parse((await emit("wrong_id"))?.body ?? "").documentId).not.toBe(id);
    const astray = await emit("wrong_address");
    expect(astray?.path).toMatch(/^\/callbacks\/[0-9a-f]{16}$/);
    expect(astray?.path).not.toBe("/callbacks/abcdef0123456789");
    expect((await emit("garbage"))?.body).not.toContain("{");
    expect((await control(sandbox, "/event", { documentId: id, kind: "nice" })).status).toBe(400);
  });

  test("a plan can lose or repeat one", async () => {
    const sandbox = await openSandbox();
    const { create } = await signIn(sandbox);
    sandbox.plan({ on: "callback", faults: ["none", "twice"] });
    for (const count of [0, 2]) {
      received.length = 0;
      const documentId = await create({ workflows: [sara] });
      await sandbox.act({ documentId, recipient: 0, act: "sign" });
      expect(received).toHaveLength(count);
    }
  });

  test("one that nobody takes stands in the ledger", async () => {
    const sandbox = await openSandbox();
    const { create } = await signIn(sandbox);
    const callbackUrl = "http://127.0.0.1:1/callbacks/a";
    const documentId = await create({ workflows: [sara], callbackUrl });
    await sandbox.act({ documentId, recipient: 0, act: "sign" });
    expect(sandbox.ledger().callbacks).toMatchObject([{ url: callbackUrl, status: null }]);
  });
});
