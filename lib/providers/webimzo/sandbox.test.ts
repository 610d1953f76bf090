import { describe, expect, test } from "vitest";
import { bahor, connect, createBody, openSandbox, sara } from "./sandbox-testing";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const names = ["Create", "Get", "UpdateState", "GetCallbackLogs"];

describe("who may call", () => {
  test.each(names)("%s without the right name and password is a 401", async (name) => {
    const sandbox = await openSandbox();
    const { call } = connect(sandbox);
    const body = createBody(sandbox);
    for (const authorization of ["", "Bearer x", `Basic ${btoa("sandbox-user:wrong")}`]) {
      const answer = await call(name, body, { authorization });
      expect([answer.status, await answer.text()]).toEqual([401, ""]);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
    }
    expect(sandbox.ledger().documents).toEqual([]);
  });

  test.each(names)("%s with another key is a 400 with a code that is text", async (name) => {
    const { call } = connect(await openSandbox());
    for (const body of [{}, { apiKey: "another" }, { apiKey: 7 }, [], null]) {
      const answer = await call(name, body);
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { success: false, error: { code: "INVALID_API_KEY", message: expect.any(String) } },
      ]);
    }
  });

  test("only POST, only the four calls", async () => {
    const sandbox = await openSandbox();
    const base = `${sandbox.settings.baseUrl}v1/SignRequest`;
    expect((await fetch(`${base}/Get`)).status).toBe(405);
    expect((await connect(sandbox).call("Delete", {})).status).toBe(404);
    expect((await fetch(`${sandbox.url}/api/v1/SignRequest/Get`)).status).toBe(404);
  });
});

test.each([
  ["application/json", 200],
  ["application/json; charset=utf-8", 200],
  ["application/json-patch+json", 200],
  ["text/json", 200],
  ["text/plain", 415],
  ["application/x-www-form-urlencoded", 415],
])("a body as %s is answered %i", async (type, status) => {
  const sandbox = await openSandbox();
  const answer = await connect(sandbox).call("Create", createBody(sandbox), {
    "content-type": type,
    accept: "text/plain",
  });
  expect(answer.status).toBe(status);
});

describe("Create", () => {
  test("answers a number, a key, and whether it told the people", async () => {
    const { create } = connect(await openSandbox());
    expect(await create()).toEqual({
      requestId: expect.stringMatching(uuid),
      secretKey: expect.stringMatching(uuid),
      smsInformed: false,
    });
  });

  test("takes a body with nothing but what is required", async () => {
    const sandbox = await openSandbox();
    const { call } = connect(sandbox);
    const { userKey, userInfo, docStatusId } = sara;
    const body = {
      apiKey: sandbox.settings.apiKey,
      isAllowMultiple: false,
      isForceCreate: false,
      signatureMethodIds: [2],
      signData: "x",
      signRequestUsers: [{ userKey, userInfo, docStatusId }],
      tableId: 0,
      documentId: 0,
      printableLink: "https://example.org/a.pdf",
      isVisibleToOthers: false,
    };
    expect((await call("Create", body)).status).toBe(200);
    for (const key of Object.keys(body).filter((name) => name !== "apiKey")) {
      const { [key as keyof typeof body]: _, ...rest } = body;
      const answer = await call("Create", rest);
      const { error } = await answer.json();
      expect([answer.status, error.code, error.message]).toEqual([
        400,
        "INVALID_REQUEST",
        expect.stringContaining(`$.${key}: is required`),
      ]);
    }
  });

  const user = (changes: object) => ({ signRequestUsers: [{ ...sara, ...changes }] });
  const action = (changes: object) => ({
    signRequestActionTypes: [{ actionTypeId: 1, actionTypeName: "A", ...changes }],
  });
  test.each([
    [{ tableId: "1" }, "$.tableId"],
    [{ tableId: 1.5 }, "$.tableId"],
    [{ documentId: "17" }, "$.documentId"],
    [{ documentId: 2 ** 53 }, "$.documentId"],
    [{ documentIdAsString: 17 }, "$.documentIdAsString"],
    [{ isForceCreate: "false" }, "$.isForceCreate"],
    [{ isVisibleToOthers: 1 }, "$.isVisibleToOthers"],
    [{ signatureMethodIds: [] }, "$.signatureMethodIds"],
    [{ signatureMethodIds: [4] }, "$.signatureMethodIds[0]"],
    [{ signatureMethodIds: [1, "3"] }, "$.signatureMethodIds[1]"],
    [{ signData: " " }, "$.signData"],
    [{ signDataTypeId: 6 }, "$.signDataTypeId"],
    [{ printableLink: "file:///etc/passwd" }, "$.printableLink"],
    [{ previewPrintableLink: "/a.pdf" }, "$.previewPrintableLink"],
    [{ organizationInn: "12345678" }, "$.organizationInn"],
    [{ organisationName: "A" }, "$.organisationName"],
    [{ signRequestUsers: [] }, "$.signRequestUsers"],
    [{ signRequestUsers: sara }, "$.signRequestUsers"],
    [{ signRequestUsers: [sara, "Ali"] }, "$.signRequestUsers[1]"],
    [user({ userKey: "123" }), "$.signRequestUsers[0].userKey"],
    [user({ userKey: 30101900010018 }), "$.signRequestUsers[0].userKey"],
    [user({ userKey: "70101900010018" }), "$.signRequestUsers[0].userKey"],
    [user({ userInfo: "" }), "$.signRequestUsers[0].userInfo"],
    [user({ docStatusId: null }), "$.signRequestUsers[0].docStatusId"],
    [user({ userPhoneNumber: "+998901234567" }), "$.signRequestUsers[0].userPhoneNumber"],
    [user({ parentUserKey: "1" }), "$.signRequestUsers[0].parentUserKey"],
    [user({ signPriority: "1" }), "$.signRequestUsers[0].signPriority"],
    [user({ email: "a@b.uz" }), "$.signRequestUsers[0].email"],
    [action({ actionTypeName: "" }), "$.signRequestActionTypes[0].actionTypeName"],
    [action({ actionTypeId: null }), "$.signRequestActionTypes[0].actionTypeId"],
    [
      action({ translates: [{ languageCode: "KAA", name: "A" }] }),
      "$.signRequestActionTypes[0].translates[0].languageCode",
    ],
    [
      action({ translates: [{ languageCode: "QR" }] }),
      "$.signRequestActionTypes[0].translates[0].name",
    ],
    [
      {
        signRequestActionTypes: [
          { actionTypeId: 1, actionTypeName: "A" },
          { actionTypeId: 1, actionTypeName: "B" },
        ],
      },
      "$.signRequestActionTypes",
    ],
  ])("refuses %j because of %s", async (changes, path) => {
    const sandbox = await openSandbox();
    const answer = await connect(sandbox).call("Create", createBody(sandbox, changes));
    const { success, error } = await answer.json();
    expect([answer.status, success, error.code]).toEqual([400, false, "INVALID_REQUEST"]);
    expect(error.message).toContain(`${path}: `);
    expect(error).not.toHaveProperty("details");
    expect(sandbox.ledger().documents).toEqual([]);
  });

  test("refuses what is no JSON, without a word about the key", async () => {
    const { call } = connect(await openSandbox());
    const { error } = await (await call("Create", '{"apiKey":')).json();
    expect(error.code).toBe("INVALID_REQUEST");
  });
});

describe("the same document again", () => {
  test("with the same data is the same request, and nothing new", async () => {
    const sandbox = await openSandbox();
    const { create } = connect(sandbox);
    const first = await create();
    expect(await create({ title: "Another title" })).toEqual(first);
    const { documents, requests } = sandbox.ledger();
    expect(documents).toHaveLength(1);
    expect(requests.map(({ committed }) => committed)).toEqual([first.requestId, null]);
  });

  test("with other data is 108, until it is forced", async () => {
    const sandbox = await openSandbox();
    const { create, call, read } = connect(sandbox);
    const first = await create();
    const changed = { signData: "changed" };
    const answer = await call("Create", createBody(sandbox, changed));
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        success: false,
        error: {
          code: "108",
          message: "Имзоланаётган маълумотда ўзгариш юз берган. Имзолаш учун янги сўров юборинг",
        },
      },
    ]);
    const second = await create({ ...changed, isForceCreate: true });
    expect(second.requestId).not.toBe(first.requestId);
    expect((await read(second)).signData).toBe("changed");
    expect(await create(changed)).toEqual(second);
    expect((await read(first)).signData).not.toBe("changed");
  });

  test("another table or number is another document", async () => {
    const { create } = connect(await openSandbox());
    const made = [await create(), await create({ tableId: 2 }), await create({ documentId: 18 })];
    expect(new Set(made.map(({ requestId }) => requestId)).size).toBe(3);
  });
});

describe("Get", () => {
  test("says everything that the document lists, and nothing else", async () => {
    const { create, read } = connect(await openSandbox({ checkLink: "none" }));
    const made = await create();
    const { signRequestUsers, signatureMethods, ...facts } = await read(made);
    expect(facts).toEqual({
      id: made.requestId,
      secretKey: made.secretKey,
      title: "Ijara shartnomasi MUHR-7K2Q",
      tableId: 1,
      documentId: 17,
      documentIdAsString: "17",
      documentType: "contract",
      signDataTypeId: 2,
      signData: '{"title":"Ijara","sha256":"00"}',
      signerUserCount: 2,
      signedUserCount: 0,
      haveMoreSignUser: true,
      previewPrintableLink: null,
      printableLink: expect.stringContaining("/printable/parts"),
      printableLinkExt: "pdf",
      organizationName: null,
      organizationInn: null,
      isVisibleToOthers: true,
      smsInformed: false,
    });
    const unsigned = {
      id: expect.stringMatching(uuid),
      isSigned: false,
      signedAt: null,
      actionTypeId: null,
      signatureMethodId: null,
      signDetails: null,
    };
    expect(signRequestUsers).toEqual([
      { ...sara, ...unsigned, userId: null, parentUserKey: null },
      { ...bahor, ...unsigned },
    ]);
    expect(signatureMethods).toEqual([
      { signRequestId: made.requestId, signatureMethodId: 1, signatureMethodName: "E_IMZO" },
      { signRequestId: made.requestId, signatureMethodId: 3, signatureMethodName: "SMS_CODE" },
    ]);
  });

  test("follows the signatures", async () => {
    const sandbox = await openSandbox();
    const { create, read } = connect(sandbox);
    const made = await create();
    await sandbox.act({ documentId: made.requestId, recipient: 0, act: "sign" });
    const half = await read(made);
    expect(half).toMatchObject({ signedUserCount: 1, haveMoreSignUser: true });
    expect(half.signRequestUsers[0]).toMatchObject({
      isSigned: true,
      actionTypeId: 1,
      signatureMethodId: 1,
      signedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
      signDetails: expect.stringContaining('"practice":true'),
    });
    await sandbox.act({
      documentId: made.requestId,
      recipient: "+998931112233",
      act: "reject",
      method: "SMS_CODE",
    });
    const whole = await read(made);
    expect(whole).toMatchObject({ signedUserCount: 2, haveMoreSignUser: false });
    expect(whole.signRequestUsers[1]).toMatchObject({ actionTypeId: 9, signatureMethodId: 3 });
    expect(sandbox.ledger().documents[0]).toMatchObject({
      state: "signed",
      people: [
        { method: "E_IMZO", choice: 1 },
        { method: "SMS_CODE", choice: 9 },
      ],
    });
  });

  test.each([
    ["another number", { requestId: "00000000-0000-4000-8000-000000000000" }],
    ["another key", { secretKey: "00000000-0000-4000-8000-000000000000" }],
    ["an empty key", { secretKey: "" }],
  ])("knows nothing of %s", async (_, changes) => {
    const { create, callJson } = connect(await openSandbox());
    const { requestId, secretKey } = await create();
    const answer = await callJson("Get", { requestId, secretKey, ...changes });
    expect(answer).toMatchObject({ success: false, error: { code: "INVALID_REQUEST_IDS" } });
  });

  test("wants a uuid", async () => {
    const { callJson } = connect(await openSandbox());
    const { error } = await callJson("Get", { requestId: "17", secretKey: "x" });
    expect(error).toMatchObject({ code: "INVALID_REQUEST" });
  });
});

describe("UpdateState", () => {
  test.each([
    [{ documentId: 17 }, true],
    [{ documentIdAsString: "17" }, true],
    [{ documentId: 17, documentIdAsString: null, documentType: "contract" }, true],
    [{ documentId: 18 }, false],
    [{ documentId: 17, documentType: "letter" }, false],
    [{ documentId: 17, tableId: 2 }, false],
  ])("of %j is %s", async (query, isFound) => {
    const { create, callJson } = connect(await openSandbox());
    await create();
    const answer = await callJson("UpdateState", { tableId: 1, ...query });
    if (isFound) expect(answer).toEqual({ success: true, result: true });
    else
      expect(answer).toEqual({
        success: false,
        error: { code: "DOCUMENT_NOT_FOUND", message: expect.any(String), details: null },
      });
  });

  test("wants one of the two numbers", async () => {
    const { callJson } = connect(await openSandbox());
    const { error } = await callJson("UpdateState", { tableId: 1 });
    expect(error).toMatchObject({ code: "INVALID_REQUEST", details: expect.any(String) });
  });

  test("carries no state, so nothing changes", async () => {
    const sandbox = await openSandbox();
    const { create, callJson, read } = connect(sandbox);
    const made = await create();
    const before = await read(made);
    await callJson("UpdateState", { tableId: 1, documentId: 17 });
    expect(await read(made)).toEqual(before);
    await sandbox.act({ documentId: made.requestId, recipient: 0, act: "sign" });
  });
});

test("the ledger shows every call, without its secrets", async () => {
  const sandbox = await openSandbox();
  const { create, read } = connect(sandbox);
  const made = await create();
  await read(made);
  const { requests, documents } = sandbox.ledger();
  expect(requests).toMatchObject([
    { operation: "create", committed: made.requestId, status: 200, body: { apiKey: "…" } },
    { operation: "read", committed: null, body: { secretKey: "…" } },
  ]);
  expect(JSON.stringify(requests)).not.toContain(made.secretKey);
  expect(documents).toMatchObject([
    {
      id: made.requestId,
      state: "running",
      sha256: null,
      people: [{ contact: "901234567", state: "unsigned", method: null, choice: null }, {}],
    },
  ]);
});
