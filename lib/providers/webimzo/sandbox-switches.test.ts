import { describe, expect, test } from "vitest";
import type { WebImzoSandboxOptions } from "./sandbox";
import {
  bahor,
  connect,
  control,
  createBody,
  openSandbox,
  received,
  sara,
  visit,
} from "./sandbox-testing";

async function start(options: WebImzoSandboxOptions, changes: object = {}) {
  const sandbox = await openSandbox(options);
  const caller = connect(sandbox);
  const made = await caller.create(changes);
  const sign = (recipient = 0, method = "E_IMZO") =>
    sandbox.act({ documentId: made.requestId, recipient, act: "sign", method });
  return { sandbox, made, sign, ...caller, read: () => caller.read(made) };
}

describe("what the document leaves open is a switch", () => {
  test.each([
    ["utc", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}0000Z$/, 0, /Z$/],
    ["offset", /\.\d{3}0000\+05:00$/, 0, /Z$/],
    ["without_zone_utc", /\.\d{3}0000$/, 0, /\d$/],
    ["without_zone_tashkent", /\.\d{3}0000$/, 5, /\d$/],
  ] as const)("times: %s", async (times, form, hours, logForm) => {
    const { sign, read, logs } = await start({ times });
    await sign();
    const [{ signedAt }] = (await read()).signRequestUsers;
    expect(signedAt).toMatch(form);
    const zone = /(Z|[+]05:00)$/.test(signedAt) ? "" : "Z";
    const ahead = new Date(`${signedAt}${zone}`).getTime() - Date.now();
    expect(Math.abs(ahead / 3_600_000 - hours)).toBeLessThan(0.1);
    const [{ successAt }] = await logs();
    expect(successAt).toMatch(logForm);
    const asUtc = new Date(`${successAt.replace(/Z$/, "")}Z`).getTime();
    expect(Math.abs(asUtc - Date.now())).toBeLessThan(60_000);
  });

  test.each(["application/json", "text/plain"] as const)("answers as %s", async (answerType) => {
    const sandbox = await openSandbox({ answerType });
    const answer = await connect(sandbox).call("Create", createBody(sandbox));
    expect(answer.headers.get("content-type")).toBe(`${answerType}; charset=utf-8`);
    expect((await answer.json()).success).toBe(true);
    const refused = await connect(sandbox).call("Create", {});
    expect(refused.headers.get("content-type")).toBe(`${answerType}; charset=utf-8`);
  });

  test("values that there are not", async () => {
    const { read } = await start({ absent: "missing" }, { documentIdAsString: null });
    const answer = await read();
    expect(answer).toMatchObject({ documentIdAsString: null, previewPrintableLink: null });
    expect(answer).not.toHaveProperty("organizationName");
    expect(answer.signRequestUsers[0]).not.toHaveProperty("signedAt");
  });

  test.each([
    ["phone", "901234567"],
    ["phone_international", "998901234567"],
    ["key", sara.userKey],
  ] as const)("the key of a callback after an SMS: %s", async (smsUserKey, userKey) => {
    const { sign } = await start({ smsUserKey });
    await sign(0, "SMS_CODE");
    expect(JSON.parse(received[0]?.body ?? "").userKey).toBe(userKey);
  });

  test("a 401 with a body", async () => {
    const sandbox = await openSandbox({ refusalBody: "problem_details" });
    const answer = await connect(sandbox).call("Get", {}, { authorization: "" });
    expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
    expect([answer.status, await answer.json()]).toMatchObject([401, { title: "Unauthorized" }]);
  });

  test("the same create makes a second request", async () => {
    const { sandbox, made, create } = await start({ repeatedCreate: "makes_second" });
    expect((await create()).requestId).not.toBe(made.requestId);
    expect(sandbox.ledger().documents).toHaveLength(2);
    expect(
      (await connect(sandbox).callJson("Create", { ...createBody(sandbox), signData: "y" })).error
        .code,
    ).toBe("108");
  });

  test.each([
    ["stays", 200],
    ["ends", 400],
  ] as const)("a request that was forced out %s", async (replacedRequest, status) => {
    const { sandbox, made, create } = await start({ replacedRequest });
    await create({ isForceCreate: true });
    const act = { documentId: made.requestId, recipient: 0, act: "sign" };
    expect((await control(sandbox, "/act", act)).status).toBe(status);
  });

  test("a state that was updated ends the request", async () => {
    const { sandbox, made, callJson, sign } = await start({ updateState: "ends_requests" });
    await callJson("UpdateState", { tableId: 1, documentId: 17 });
    await expect(sign()).rejects.toMatchObject({ code: "ended" });
    expect(sandbox.ledger().documents[0]?.state).toBe("ended");
    const html = await visit(sandbox, made, { lang: "EN" }).get();
    expect(html).toContain("This request does not hold any more.");
    expect(html).not.toContain("<form");
  });

  test("the state of a document that there is not is false", async () => {
    const { callJson } = connect(await openSandbox({ unknownState: "false" }));
    const answer = await callJson("UpdateState", { tableId: 1, documentId: 17 });
    expect(answer).toEqual({ success: true, result: false });
  });

  test.each([
    ["coded", 400, { success: false }],
    ["not_found", 404, ""],
    ["null_result", 200, { success: true, result: null }],
  ] as const)("a request that there is not: %s", async (unknownRequest, status, body) => {
    const sandbox = await openSandbox({ unknownRequest });
    const requestId = "00000000-0000-4000-8000-000000000000";
    const { apiKey } = sandbox.settings;
    const answer = await connect(sandbox).call("Get", { apiKey, requestId, secretKey: "x" });
    const text = await answer.text();
    expect([answer.status, text === "" ? "" : JSON.parse(text)]).toMatchObject([status, body]);
  });

  test("several people only where they are allowed", async () => {
    const sandbox = await openSandbox({ allowMultiple: "of_people" });
    const { call, create } = connect(sandbox);
    const refused = await call("Create", createBody(sandbox, { isAllowMultiple: false }));
    expect(refused.status).toBe(400);
    await create({ isAllowMultiple: false, signRequestUsers: [sara] });
  });

  test("phones with the country's code", async () => {
    const sandbox = await openSandbox({ phoneForm: "with_country" });
    const { call, create } = connect(sandbox);
    expect((await call("Create", createBody(sandbox))).status).toBe(400);
    await create({ signRequestUsers: [{ ...sara, userPhoneNumber: "998901234567" }] });
  });

  test("priorities that nobody enforces", async () => {
    const { sign, read } = await start({ order: "ignored" });
    await sign(1);
    expect((await read()).signRequestUsers[1].isSigned).toBe(true);
  });

  test("counts that come late", async () => {
    const { sign, read } = await start({ counts: "late" }, { signRequestUsers: [sara] });
    await sign();
    expect(await read()).toMatchObject({
      signedUserCount: 0,
      haveMoreSignUser: true,
      signRequestUsers: [{ isSigned: true }],
    });
  });

  test("it tells the people itself, each when the turn comes", async () => {
    const third = { ...bahor, userKey: "201123456", userPhoneNumber: "935556677" };
    const people = { signRequestUsers: [sara, bahor, third] };
    const { sandbox, made, sign } = await start({ isSmsInformed: true }, people);
    const told = () => sandbox.ledger().messages.map(({ to }) => to);
    expect([made.smsInformed, told()]).toEqual([true, ["+998901234567"]]);
    await sign();
    expect(told()).toEqual(["+998901234567", "+998931112233", "+998935556677"]);
    await sign(1);
    expect(told()).toHaveLength(3);
    const [message] = sandbox.ledger().messages;
    expect(message?.text).toContain(message?.link);
    expect((await fetch(message?.link ?? "")).status).toBe(200);
  });

  test("it tells nobody who has no telephone", async () => {
    const { made } = await start(
      { isSmsInformed: true },
      { signRequestUsers: [{ ...sara, userPhoneNumber: null }] },
    );
    expect(made.smsInformed).toBe(false);
  });

  test("it calls back twice", async () => {
    const { sign } = await start({ callbackCount: 2 }, { signRequestUsers: [bahor] });
    await sign();
    expect(received).toHaveLength(2);
  });

  test("it is down until it is calm", async () => {
    const sandbox = await openSandbox({ isDown: true });
    const { call } = connect(sandbox);
    expect((await call("Create", createBody(sandbox))).status).toBe(503);
    await control(sandbox, "/calm");
    expect((await call("Create", createBody(sandbox))).status).toBe(200);
  });

  test("a switch that there is not changes nothing", async () => {
    const sandbox = await openSandbox();
    const answer = await control(sandbox, "/switch", { callback: "never", times: "moon" });
    expect(answer.status).toBe(400);
    const { requestId } = await connect(sandbox).create();
    await sandbox.act({ documentId: requestId, recipient: 0, act: "sign" });
    expect(received).toHaveLength(1);
  });
});
