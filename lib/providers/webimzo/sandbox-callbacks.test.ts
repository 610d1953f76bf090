import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  answers,
  callbackSettings,
  connect,
  control,
  openSandbox,
  received,
  sara,
  taken,
  until,
} from "./sandbox-testing";

const refused = { errorCode: "002", errorMessage: "Error", comment: "busy" };

describe("after each signature", () => {
  test("it calls back once, with our name and password, in three keys", async () => {
    const sandbox = await openSandbox();
    const { requestId, secretKey } = await connect(sandbox).create();
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    await sandbox.act({ documentId: requestId, recipient: 1, act: "sign", method: "SMS_CODE" });
    const authorization = `Basic ${Buffer.from("webimzo:pässword").toString("base64")}`;
    expect(received).toEqual(
      ["30101900010018", "931112233"].map((userKey) => ({
        path: "/callbacks/abcdef0123456789",
        authorization,
        body: JSON.stringify({ signRequestId: requestId, secretKey, userKey }),
      })),
    );
    expect(sandbox.ledger().callbacks).toMatchObject([
      { documentId: requestId, status: 200 },
      { documentId: requestId, status: 200 },
    ]);
  });

  test("or with the request and its one user as an object", async () => {
    const sandbox = await openSandbox({ callbackShape: "object" });
    const { requestId, secretKey } = await connect(sandbox).create();
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
      id: requestId,
      secretKey,
      tableId: 1,
      documentId: 17,
      signRequestUsers: { userKey: sara.userKey, isSigned: true },
      signatureMethods: [{ signatureMethodId: 1 }, { signatureMethodId: 3 }],
    });
  });

  test("to nobody while the panel knows no address", async () => {
    const sandbox = await openSandbox({ callbackUrl: "" });
    const { create, logs } = connect(sandbox);
    const { requestId } = await create();
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    expect(await logs()).toEqual([]);
    expect((await control(sandbox, "/switch", callbackSettings())).status).toBe(200);
    await sandbox.act({ documentId: requestId, recipient: 1, act: "sign" });
    expect(received).toHaveLength(1);
  });
});

describe("a callback that was not taken", () => {
  test.each([
    ["another status", { status: 500, body: taken }, { errorCode: "001" }],
    [
      "another code",
      { body: refused },
      { errorCode: "002", errorMessage: "Error", comment: "busy" },
    ],
    ["no code", { body: "{}" }, { errorCode: null, errorMessage: "HTTP 200" }],
    ["no JSON", { body: "<html>" }, { errorCode: null, responseDetails: "<html>" }],
    ["a redirect", { status: 302 }, { responseStatusCode: 302 }],
    ["a 401", { status: 401, body: "" }, { errorMessage: "HTTP 401", responseStatusCode: 401 }],
  ])("because of %s is tried again, and the log says why", async (_, answer, shown) => {
    const sandbox = await openSandbox({ retryMilliseconds: 200 });
    const { create, logs } = connect(sandbox);
    const { requestId } = await create();
    answers.push(answer);
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    const { callbackUrl } = callbackSettings();
    expect(await logs({ isError: true })).toMatchObject([
      {
        ...shown,
        callbackUrl,
        errorCount: 1,
        errorAt: expect.stringMatching(/Z$/),
        successAt: null,
        requestBody: received[0]?.body,
      },
    ]);
    await until(() => received.length === 2);
    expect(received[1]).toEqual(received[0]);
    await pause(50);
    expect(await logs({ isError: true })).toEqual([]);
    expect(await logs({ isError: false })).toMatchObject([
      {
        errorCount: 0,
        errorCode: null,
        errorMessage: null,
        errorAt: expect.any(String),
        successAt: expect.any(String),
        responseStatusCode: 200,
      },
    ]);
  });

  test("is given up after three more tries, each after a longer pause", async () => {
    const sandbox = await openSandbox({ retryMilliseconds: 40 });
    const { create, logs } = connect(sandbox);
    const { requestId } = await create();
    answers.push(...Array.from({ length: 9 }, () => ({ status: 503 })));
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    await until(() => received.length === 4);
    await pause(400);
    expect(received).toHaveLength(4);
    const times = sandbox.ledger().callbacks.map(({ at }) => at.getTime());
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, least] of [40, 80, 160].entries())
      expect(gaps[index]).toBeGreaterThanOrEqual(least - 5);
    expect(await logs()).toMatchObject([{ errorCount: 4, responseStatusCode: 503 }]);
  });

  test("because nobody listens has the status 0", async () => {
    const callbackUrl = "http://127.0.0.1:1/callbacks/a";
    const sandbox = await openSandbox({ callbackUrl });
    const { create, logs } = connect(sandbox);
    const { requestId } = await create();
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    expect(await logs()).toMatchObject([{ callbackUrl, responseStatusCode: 0, errorCode: null }]);
    expect(sandbox.ledger().callbacks).toMatchObject([{ status: null }]);
  });

  test("dies with its sandbox", async () => {
    const sandbox = await openSandbox();
    const { requestId } = await connect(sandbox).create();
    answers.push({ status: 503 });
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    await sandbox.close();
    await pause(100);
    expect(received).toHaveLength(1);
  });
});

describe("GetCallbackLogs", () => {
  test("can be asked for some requests only", async () => {
    const sandbox = await openSandbox();
    const { create, logs } = connect(sandbox);
    const made = [
      await create(),
      await create({ documentId: 18 }),
      await create({ documentId: 19 }),
    ];
    for (const { requestId } of made.slice(0, 2))
      await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    expect(await logs()).toHaveLength(2);
    expect(await logs({ signRequestIds: [made[1]?.requestId, made[2]?.requestId] })).toMatchObject([
      { requestBody: expect.stringContaining(made[1]?.requestId ?? "") },
    ]);
    expect(await logs({ signRequestIds: [] })).toEqual([]);
  });

  test.each([["17"], ["00000000-0000-4000-8000-000000000000"], [17]])(
    "refuses the number %s",
    async (id) => {
      const { callJson } = connect(await openSandbox());
      expect(await callJson("GetCallbackLogs", { signRequestIds: [id] })).toMatchObject({
        success: false,
        error: { code: "INVALID_REQUEST_IDS", details: expect.any(String) },
      });
    },
  );

  test("prints exactly the documented keys", async () => {
    const sandbox = await openSandbox();
    const { create, logs } = connect(sandbox);
    const { requestId } = await create();
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    const [entry] = await logs();
    expect(Object.keys(entry).sort()).toEqual([
      "callbackUrl",
      "comment",
      "errorAt",
      "errorCode",
      "errorCount",
      "errorMessage",
      "requestBody",
      "responseDetails",
      "responseStatusCode",
      "successAt",
    ]);
  });
});

describe("callbacks on demand", () => {
  test("duplicate, late, forged, stale, wrong ones", async () => {
    const sandbox = await openSandbox();
    const { create, read } = connect(sandbox);
    const made = await create();
    const emit = async (kind: string) => {
      received.length = 0;
      const answer = await control(sandbox, "/event", { documentId: made.requestId, kind });
      expect(answer.status).toBe(200);
      return received[0];
    };
    const forged = await emit("forged");
    expect(JSON.parse(forged?.body ?? "")).toEqual({
      signRequestId: made.requestId,
      secretKey: made.secretKey,
      userKey: sara.userKey,
    });
    expect((await read(made)).signedUserCount).toBe(0);
    await sandbox.act({ documentId: made.requestId, recipient: 0, act: "sign" });
    const last = received.at(-1)?.body;
    expect((await emit("duplicate"))?.body).toBe(last);
    expect((await emit("late"))?.body).toBe(last);
    const wrongId = JSON.parse((await emit("wrong_id"))?.body ?? "");
    expect(wrongId.signRequestId).not.toBe(made.requestId);
    const stale = JSON.parse((await emit("stale"))?.body ?? "");
    expect(stale).toMatchObject({ id: made.requestId, signRequestUsers: { isSigned: false } });
    const astray = await emit("wrong_address");
    expect(astray?.path).toMatch(/^\/callbacks\/[0-9a-f]{16}$/);
    expect(astray?.path).not.toBe("/callbacks/abcdef0123456789");
    const stranger = await emit("wrong_credentials");
    expect(stranger?.path).toBe("/callbacks/abcdef0123456789");
    expect(stranger?.authorization).not.toBe(forged?.authorization);
    expect((await emit("garbage"))?.body).not.toContain("{");
    const body = { documentId: made.requestId, kind: "nice" };
    expect((await control(sandbox, "/event", body)).status).toBe(400);
  });

  test("a plan can lose or repeat one", async () => {
    const sandbox = await openSandbox();
    const { create, logs } = connect(sandbox);
    sandbox.plan({ on: "callback", faults: ["none", "twice"] });
    for (const [documentId, count] of [
      [21, 0],
      [22, 2],
    ]) {
      received.length = 0;
      const { requestId } = await create({ documentId });
      await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
      expect(received).toHaveLength(count ?? 0);
    }
    expect(await logs()).toHaveLength(1);
  });
});
