import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { drawPage, expectSound, runTool, samplePdf, withQpdf } from "@/lib/pdf/testing";
import type { FaultPlan, Sandbox } from "@/lib/provider-kit/sandbox";
import { send, serve } from "@/lib/provider-kit/sandbox-http";
import type { EmzanoSandboxOptions } from "./sandbox";
import { createEmzanoSandbox } from "./sandbox";

let receiver: Awaited<ReturnType<typeof serve>>;
let onCallback: (() => Promise<void>) | undefined;
const received: { path: string; type: string | undefined; body: string }[] = [];
const open: Sandbox[] = [];

beforeAll(async () => {
  receiver = await serve(0, async ({ url, headers, body }, response) => {
    received.push({ path: url.pathname, type: headers["content-type"], body: body.toString() });
    await onCallback?.();
    send(response, { status: 200, body: "{}" });
  });
});
afterAll(() => receiver.close());
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
  received.length = 0;
  onCallback = undefined;
});

async function openSandbox(options: EmzanoSandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createEmzanoSandbox({ slowMilliseconds: 100, ...options });
  open.push(sandbox);
  return sandbox;
}

const pdf = Buffer.from(samplePdf([{}, {}, {}]));
const box = (x: number) => ({
  x,
  y: 96,
  width: 180,
  height: 60,
  digitalSignature: true,
  repeatSignature: false,
});
const sara = {
  title: "طرف اول",
  contact: "09121234567",
  nationalCode: "0012345679",
  role: 0,
  name: "سارا احمدی",
  signatureField: box(72),
};
const ali = {
  title: "مدیر",
  contact: "09351234567",
  nationalCode: "1234567891",
  role: 2,
  name: "علی رضایی",
};
const reader = {
  ...ali,
  title: "خواننده",
  contact: "09361234567",
  nationalCode: "0084575948",
  role: 1,
};
const fileBody = (changes: object = {}) => ({
  base64File: pdf.toString("base64"),
  title: "اجاره MUHR-7K2Q",
  callbackUrl: `${receiver.url}/callbacks/abcdef0123456789`,
  startPage: 1,
  certificatePayment: true,
  workflows: [sara, ali],
  ...changes,
});

const form = (sandbox: Sandbox, changes: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: String(sandbox.settings.clientId),
    client_secret: String(sandbox.settings.clientSecret),
    username: String(sandbox.settings.username),
    password: String(sandbox.settings.password),
    grant_type: "password",
    ...changes,
  });
const askToken = (sandbox: Sandbox, body: URLSearchParams | string) =>
  fetch(`${sandbox.url}/Identity/connect/token`, { method: "POST", body });

/** Calls with a fresh token. */
async function signIn(sandbox: Sandbox) {
  const { access_token } = await (await askToken(sandbox, form(sandbox))).json();
  const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
  const documents = `${sandbox.url}/api/v1/clm/documents`;
  const execute = (kind: "file" | "template", body: unknown) =>
    fetch(`${documents}/execute/${kind}`, { method: "POST", headers, body: JSON.stringify(body) });
  const read = (id: string, query = "returnStructure=1&onlyDetail=false") =>
    fetch(`${documents}/${id}?${query}`, { headers });
  return {
    execute,
    read,
    readJson: async (id: string, query?: string) => (await read(id, query)).json(),
    create: async (changes: object = {}): Promise<string> => {
      const answer = await execute("file", fileBody(changes));
      expect(answer.status).toBe(200);
      return (await answer.json()).id;
    },
  };
}

const control = (sandbox: Sandbox, path: string, body: unknown = {}) =>
  fetch(`${sandbox.controlUrl}${path}`, { method: "POST", body: JSON.stringify(body) });

describe("the token endpoint", () => {
  test("answers as IdentityServer does", async () => {
    const sandbox = await openSandbox({ tokenLifetimeSeconds: 30 });
    const answer = await askToken(sandbox, form(sandbox));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      access_token: expect.any(String),
      expires_in: 30,
      token_type: "Bearer",
      refresh_token: expect.any(String),
      scope: expect.any(String),
    });
  });

  test("gives a refresh token that works once, also after its access token has died", async () => {
    const sandbox = await openSandbox();
    const first = await (await askToken(sandbox, form(sandbox))).json();
    sandbox.expireTokens();
    const body = form(sandbox, { grant_type: "refresh_token", refresh_token: first.refresh_token });
    const again = await askToken(sandbox, body);
    expect(again.status).toBe(200);
    expect((await again.json()).refresh_token).not.toBe(first.refresh_token);
    const twice = await askToken(sandbox, body);
    expect([twice.status, await twice.json()]).toEqual([400, { error: "invalid_grant" }]);

    const { refresh_token } = await (await askToken(sandbox, form(sandbox))).json();
    await control(sandbox, "/expire-tokens", { also: "refresh" });
    const late = form(sandbox, { grant_type: "refresh_token", refresh_token });
    expect((await askToken(sandbox, late)).status).toBe(400);
  });

  test.each([
    [{ client_secret: "wrong" }, { error: "invalid_client" }],
    [
      { password: "wrong" },
      { error: "invalid_grant", error_description: "invalid_username_or_password" },
    ],
    [{ grant_type: "magic" }, { error: "unsupported_grant_type" }],
  ])("refuses %j", async (changes, error) => {
    const sandbox = await openSandbox();
    const answer = await askToken(sandbox, form(sandbox, changes));
    expect([answer.status, await answer.json()]).toEqual([400, error]);
  });

  test("takes nothing but a form", async () => {
    const sandbox = await openSandbox();
    const answer = await askToken(sandbox, JSON.stringify({ grant_type: "password" }));
    expect([answer.status, await answer.json()]).toEqual([400, { error: "invalid_request" }]);
  });
});

describe("without a live bearer", () => {
  test("every document call is a 401 with an empty body, and nothing happens", async () => {
    const sandbox = await openSandbox();
    const { execute, read } = await signIn(sandbox);
    await control(sandbox, "/expire-tokens");
    for (const answer of [
      await execute("file", fileBody()),
      await read("2ac617da-02e4-4c36-afe1-f65919206d62"),
    ]) {
      expect([answer.status, await answer.text()]).toEqual([401, ""]);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    }
    expect(sandbox.ledger().documents).toEqual([]);
  });

  test("a token dies at its time", async () => {
    const { create, execute } = await signIn(await openSandbox({ tokenLifetimeSeconds: 0.2 }));
    await create();
    await pause(250);
    expect((await execute("file", fileBody())).status).toBe(401);
  });
});

describe("sending a file", () => {
  const without = (key: keyof typeof sara) => {
    const { [key]: _, ...rest } = sara;
    return { workflows: [rest] };
  };
  test.each([
    [{ title: " " }, "'Title' must not be empty."],
    [{ base64File: "" }, "'Base64 File' must not be empty."],
    [{ workflows: [] }, "'Workflows' must not be empty."],
    [without("title"), "'Title' must not be empty."],
    [without("contact"), "'Contact' must not be empty."],
    [without("nationalCode"), "'National Code' must not be empty."],
    [without("name"), "'Name' must not be empty."],
    [without("role"), "'Role' must not be empty."],
    [
      { workflows: [{ ...sara, role: 7 }] },
      "'Role' has a range of values which does not include '7'.",
    ],
    [
      { workflows: [{ ...sara, role: "0" }] },
      "The JSON value could not be converted. Path: $.workflows[0].role.",
    ],
    [
      { workflows: [{ ...sara, signatureField: { ...box(1), width: 0 } }] },
      "'Width' must be greater than '0'.",
    ],
    [
      { workflows: [{ ...sara, signaturefield: box(1) }] },
      "The JSON property 'signaturefield' could not be mapped. Path: $.workflows[0].signaturefield.",
    ],
    [{ expiredAt: "tomorrow" }, "The JSON value could not be converted. Path: $.expiredAt."],
  ])("%j is a 400 in plain words", async (changes, message) => {
    const sandbox = await openSandbox();
    const { execute } = await signIn(sandbox);
    const answer = await execute("file", fileBody(changes));
    expect([answer.status, await answer.json()]).toEqual([400, { message }]);
    expect(sandbox.ledger().documents).toEqual([]);
  });

  const first = { base64File: Buffer.from("no PDF").toString("base64") };
  test.each([
    ["a file that is no PDF", first, 3019],
    [
      "a file of which no page can be stamped",
      {
        base64File: Buffer.from(
          pdf.toString("latin1").replace("/MediaBox [0 0 595 842]", "/MediaBix [0 0 595 842]"),
          "latin1",
        ).toString("base64"),
      },
      3019,
    ],
    ["a data URL", { base64File: `data:application/pdf;base64,${pdf.toString("base64")}` }, 3019],
    ["a mobile twice", { workflows: [sara, { ...ali, contact: sara.contact }] }, 3004],
    ["a person twice", { workflows: [sara, { ...ali, nationalCode: sara.nationalCode }] }, 3004],
    ["a wrong check digit", { workflows: [{ ...sara, nationalCode: "0012345678" }] }, 3027],
    ["a foreign phone number", { workflows: [{ ...sara, contact: "+989121234567" }] }, 3027],
    ["an address that is none", { callbackUrl: "/callbacks" }, 3027],
    ["a deadline in the past", { expiredAt: "2020-01-01T00:00:00.1234567+00:00" }, 3010],
    ["a page that is not there", { startPage: 3 }, 1],
    ["nobody to sign or approve", { workflows: [reader] }, 1],
  ])("%s is a coded error with HTTP 500", async (_, changes, code) => {
    const sandbox = await openSandbox();
    const { execute } = await signIn(sandbox);
    const answer = await execute("file", fileBody(changes));
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { code, message: expect.any(String) },
    ]);
    expect(sandbox.ledger().documents).toEqual([]);
  });

  test("is refused with code 2 while the service is down", async () => {
    const sandbox = await openSandbox({ isDown: true });
    const { execute } = await signIn(sandbox);
    const answer = await execute("file", fileBody());
    expect([answer.status, (await answer.json()).code]).toEqual([500, 2]);
  });

  test("tells the first person by SMS and leaves the ledger whole, without secrets", async () => {
    const sandbox = await openSandbox();
    const { create } = await signIn(sandbox);
    const id = await create();
    const { documents, messages, requests } = await (
      await fetch(`${sandbox.controlUrl}/ledger`)
    ).json();
    expect(documents).toEqual([
      expect.objectContaining({ id, title: "اجاره MUHR-7K2Q", state: "running", cost: 1 }),
    ]);
    expect(messages.map(({ to }: { to: string }) => to)).toEqual([sara.contact]);
    expect(requests[1]).toMatchObject({ operation: "create", committed: id, status: 200 });
    const secrets = [sandbox.settings.clientSecret, sandbox.settings.password];
    for (const secret of secrets) expect(JSON.stringify(requests)).not.toContain(secret);
  });
});

describe("the way of a document", () => {
  test("people act one after the other, and the document ends signed with one callback", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const id = await create({ workflows: [sara, reader, ali] });
    const before = await readJson(id);
    expect(before).toMatchObject({ state: 2, base64: expect.any(String), expiredAt: null });
    expect(before.workflows).toMatchObject([
      { order: 1, role: 0, state: 1, turn: true, sent: true, sentTime: expect.any(String) },
      { order: 2, role: 1, state: 0, turn: false, sent: false, sentTime: null },
      { order: 3, role: 2, state: 0, turn: false, sent: false, seen: null },
    ]);

    await sandbox.act({ documentId: id, recipient: 0, act: "see" });
    expect((await readJson(id)).workflows[0]).toMatchObject({ state: 2, seen: expect.any(String) });
    const values = { location: "تهران" };
    await sandbox.act({ documentId: id, recipient: sara.contact, act: "fill", values });
    const filled = (await readJson(id)).workflows[0];
    expect(filled).toMatchObject({ state: 3, filled: expect.any(String) });
    expect(filled.workflowFields.data[0]).toEqual({
      name: "location",
      rule: "text",
      title: "آدرس محل سکونت",
      value: "تهران",
    });
    await sandbox.act({ documentId: id, recipient: 0, act: "sign" });
    expect((await readJson(id)).workflows).toMatchObject([
      { state: 6, turn: false, signedTime: expect.any(String) },
      { state: 1, turn: false, sent: true },
      { state: 1, turn: true, sent: true },
    ]);
    expect(received).toEqual([]);

    await sandbox.act({ documentId: id, recipient: 2, act: "approve" });
    expect(await readJson(id)).toMatchObject({ state: 3, workflows: [{}, {}, { state: 4 }] });
    expect(received).toEqual([
      {
        path: "/callbacks/abcdef0123456789",
        type: "application/json",
        body: JSON.stringify({ documentId: id, state: "Signed", title: "اجاره MUHR-7K2Q" }),
      },
    ]);
    expect(sandbox.ledger().callbacks).toMatchObject([{ documentId: id, status: 200 }]);
  });

  test("a rejection ends it, with the reason in the ledger only", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const id = await create();
    await control(sandbox, "/act", {
      documentId: id,
      recipient: 0,
      act: "reject",
      reason: "نام اشتباه است",
    });
    const read = await readJson(id);
    expect(read).toMatchObject({
      state: 4,
      workflows: [{ state: 5, rejectTime: expect.any(String) }, {}],
    });
    expect(JSON.stringify(read)).not.toContain("نام اشتباه است");
    expect(sandbox.ledger().documents[0]?.people[0]?.reason).toBe("نام اشتباه است");
    expect(received.map(({ body }) => JSON.parse(body).state)).toEqual(["Rejected"]);
  });

  test.each([
    ["out of turn", { recipient: 1, act: "approve" }, 3002],
    ["in another's role", { recipient: 0, act: "approve" }, 3002],
    [
      "with a value that nobody asked for",
      { recipient: 0, act: "fill", values: { age: "7" } },
      3027,
    ],
  ])("nobody acts %s", async (_, act, code) => {
    const sandbox = await openSandbox();
    const { create } = await signIn(sandbox);
    const answer = await control(sandbox, "/act", { documentId: await create(), ...act });
    expect([answer.status, (await answer.json()).code]).toEqual([500, code]);
  });

  test("it expires at its deadline, and by hand", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const soon = await create({ expiredAt: new Date(Date.now() + 150).toISOString() });
    const late = await create({ expiredAt: "2099-01-01T00:00:00.0000000+00:00" });
    await control(sandbox, "/expire", { documentId: late });
    await pause(250);
    expect([(await readJson(soon)).state, (await readJson(late)).state]).toEqual([5, 5]);
    expect(received.map(({ body }) => JSON.parse(body).state)).toEqual(["Expired", "Expired"]);
    const answer = await control(sandbox, "/act", { documentId: late, recipient: 0, act: "sign" });
    expect((await answer.json()).code).toBe(3010);
  });

  test("an unknown number is a 404", async () => {
    const { read } = await signIn(await openSandbox());
    expect((await read("2ac617da-02e4-4c36-afe1-f65919206d62")).status).toBe(404);
  });
});

describe("what the document leaves open is a switch", () => {
  const asks = ["returnStructure=1&onlyDetail=false", "returnStructure=1&onlyDetail=true"];
  test.each([
    ["false-gives-file", [true, false]],
    ["true-gives-file", [false, true]],
    ["always", [true, true]],
  ] as const)("onlyDetail: %s", async (onlyDetail, expected) => {
    const { create, readJson } = await signIn(await openSandbox({ onlyDetail }));
    const id = await create();
    const files = await Promise.all(asks.map((query) => readJson(id, query)));
    expect(files.map(({ base64 }) => base64 !== null)).toEqual(expected);
  });

  test("times and files that are not there", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const id = await create();
    sandbox.switch({ absentFile: "missing", unsetTimes: "missing" });
    const missing = await readJson(id, asks[1]);
    expect(
      [missing, missing.workflows[0]].map((each) =>
        ["base64", "expiredAt", "seen"].filter((name) => name in each),
      ),
    ).toEqual([[], []]);
    sandbox.switch({ absentFile: "empty", unsetTimes: "year_one", times: "without_zone" });
    const empty = await readJson(id, asks[1]);
    expect(empty).toMatchObject({ base64: "", expiredAt: "0001-01-01T00:00:00" });
    expect(empty.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/);
  });

  const end = async (options: EmzanoSandboxOptions, act: "sign" | "reject" = "sign") => {
    const sandbox = await openSandbox(options);
    const { create, readJson } = await signIn(sandbox);
    const id = await create({ workflows: [sara] });
    onCallback = async () => {
      files.push((await readJson(id)).base64);
    };
    const files: unknown[] = [];
    await sandbox.act({ documentId: id, recipient: 0, act });
    return { files, states: received.map(({ body }) => JSON.parse(body).state), id, readJson };
  };
  test.each([
    ["never", { callbackCount: 0 }, "sign", []],
    ["twice", { callbackCount: 2 }, "sign", ["Signed", "Signed"]],
    ["with a number", { callbackState: "number" }, "sign", [3]],
    ["only when signed", { isCallbackOnlyWhenSigned: true }, "sign", ["Signed"]],
    ["only when signed, so not now", { isCallbackOnlyWhenSigned: true }, "reject", []],
  ] as const)("it calls back %s", async (_, options, act, states) => {
    expect((await end(options, act)).states).toEqual(states);
  });

  test("it calls back before the file is ready", async () => {
    const { files, id, readJson } = await end({ isCallbackBeforeFile: true });
    expect(files).toEqual([null]);
    await pause(400);
    expect((await readJson(id)).base64).toEqual(expect.any(String));
  });

  test("a switch that there is not changes nothing", async () => {
    const sandbox = await openSandbox();
    const answer = await control(sandbox, "/switch", { callbackCount: 2, onlyDetail: "maybe" });
    expect(answer.status).toBe(400);
    const { create } = await signIn(sandbox);
    await sandbox.act({
      documentId: await create({ workflows: [sara] }),
      recipient: 0,
      act: "sign",
    });
    expect(received).toHaveLength(1);
  });
});

describe("the signed file", () => {
  /** Whether a page shows anything at a point, in points from the lower left. */
  const isDrawn = (file: Buffer, page: number, x: number, y: number) => {
    const { width, height, gray } = drawPage(file, page, 72);
    return gray[(height - 1 - y) * width + x] !== 255;
  };
  const sign = async (options: EmzanoSandboxOptions, changes: object, file = pdf) => {
    const sandbox = await openSandbox(options);
    const { create, readJson } = await signIn(sandbox);
    const id = await create({
      workflows: [sara],
      base64File: file.toString("base64"),
      ...changes,
    });
    await sandbox.act({ documentId: id, recipient: 0, act: "sign" });
    return Buffer.from((await readJson(id)).base64, "base64");
  };

  test.each([
    ["a table", pdf],
    ["a stream", Buffer.from(withQpdf(pdf, "--object-streams=generate"))],
  ])("is the sent file and a sound revision more, for a file with %s", async (_, file) => {
    const signed = await sign({}, {}, file);
    expect(signed.subarray(0, file.length).equals(file)).toBe(true);
    expectSound(signed);
    expect([1, 2, 3].map((page) => isDrawn(signed, page, 240, 100))).toEqual([false, true, false]);
    expect(isDrawn(signed, 2, 240, 160)).toBe(false);
  });

  test("repeats a box to the last page", async () => {
    const workflows = [{ ...sara, signatureField: { ...box(72), repeatSignature: true } }];
    const signed = await sign({}, { workflows });
    expect([1, 2, 3].map((page) => isDrawn(signed, page, 240, 100))).toEqual([false, true, true]);
  });

  test("is told to the ledger by its SHA-256, so that a copy can be compared", async () => {
    const signed = await sign({}, {});
    const finalSha256 = createHash("sha256").update(signed).digest("hex");
    expect(open[0]?.ledger().documents).toMatchObject([{ state: "signed", finalSha256 }]);
  });

  test("counts pages from one when told so", async () => {
    expect(isDrawn(await sign({ startPageBase: 1 }, {}), 1, 240, 100)).toBe(true);
  });

  test("measures in the declared unit", async () => {
    const signed = await sign({ unitsPerPoint: 2 }, {});
    expect([isDrawn(signed, 2, 120, 52), isDrawn(signed, 2, 240, 100)]).toEqual([true, false]);
  });

  test("can read width for height", async () => {
    const signed = await sign({ isWidthHeightSwapped: true }, {});
    expect([isDrawn(signed, 2, 120, 270), isDrawn(signed, 2, 240, 100)]).toEqual([true, false]);
  });
});

describe("templates", () => {
  const slots = ["b9df253f-70e8-44b2-afaf-78dbff33fdd7", "0d0c8a52-3c19-4a1c-9a8e-6f2a3f0f7c11"];
  const values: Record<string, string> = {
    "contract-number": "123",
    "text-1": "Flat 12",
    rent: "250000000",
    "rent-in-words": "دویست و پنجاه میلیون ریال",
    sheba: "IR820540102680020817909002",
    email: "sara@example.org",
    "name-english": "Sara",
    city: "تهران",
    phone: "09121234567",
    witness: "0012345679",
  };
  const person = (id: string | undefined, { contact, nationalCode, name, title }: typeof ali) => ({
    id,
    contact,
    nationalCode,
    name,
    title,
  });
  const body = (changes: object = {}, other: Record<string, string> = {}) => ({
    templateId: "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c7a",
    title: "قرارداد",
    workflows: [person(slots[0], sara), person(slots[1], ali)],
    documentFields: Object.entries({ ...values, ...other }).map(([name, value]) => ({
      name,
      value,
    })),
    ownerFields: [],
    ...changes,
  });

  test("a filled template starts its own workflow, and its values can be read in the file", async () => {
    const sandbox = await openSandbox();
    const { execute, readJson } = await signIn(sandbox);
    const { id } = await (await execute("template", body())).json();
    const read = await readJson(id);
    expect(read.workflows).toMatchObject([
      { role: 0, turn: true },
      { role: 0, turn: false },
    ]);
    expect(read.documentFields.data).toContainEqual({
      name: "contract-number",
      rule: "number",
      title: "شماره سند",
      value: "123",
    });
    await sandbox.act({ documentId: id, recipient: 0, act: "sign" });
    await sandbox.act({ documentId: id, recipient: 1, act: "sign" });
    const file = Buffer.from((await readJson(id)).base64, "base64");
    expectSound(file);
    const text = runTool("pdftotext", ["in.pdf", "-"], { "in.pdf": file }).output;
    for (const value of Object.values(values)) expect(text).toContain(value);
  });

  test.each([
    ["an unknown template", { templateId: "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c70" }, {}, 3006],
    [
      "people in another order",
      { workflows: [person(slots[1], sara), person(slots[0], ali)] },
      {},
      3005,
    ],
    [
      "a template without a box for a signer",
      {
        templateId: "4f1b7a0e-58a5-4d0e-8c1e-2a77c0b9d0aa",
        workflows: [person("7f6f1d3c-90ce-4b8f-8f0f-3b6f1f1a2b3c", sara)],
      },
      {},
      3024,
    ],
    ["a blank required value", {}, { "text-1": " " }, 3025],
    ["no values", { documentFields: [] }, {}, 3025],
    ["a number in Persian digits", {}, { "contract-number": "۱۲۳" }, 3027],
    ["a wrong account number", {}, { sheba: "IR820540102680020817909003" }, 3027],
    ["English letters where Persian is asked for", {}, { city: "Tehran" }, 3027],
    ["an optional value of the wrong type", {}, { website: "nowhere" }, 3027],
    ["a value that the template does not have", {}, { colour: "red" }, 3027],
  ])("%s is refused", async (_, changes, other: Record<string, string>, code) => {
    const { execute } = await signIn(await openSandbox());
    const answer = await execute("template", body(changes, other));
    expect([answer.status, (await answer.json()).code]).toEqual([500, code]);
  });

  test("the panel shows a sample body with comments and bare tags", async () => {
    const sandbox = await openSandbox();
    const [sample] = await (await fetch(`${sandbox.controlUrl}/samples`)).json();
    expect(sample.text).toContain('"value": _OPTIONAL_NUMBER');
    expect(sample.text).toContain("// شماره موبایل گیرنده سند را وارد کنید");
    for (const slot of slots) expect(sample.text).toContain(slot);
  });
});

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

describe("the recipient's page", () => {
  const post = (link: string, fields: Record<string, string>, headers = {}) =>
    fetch(link, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });

  test("leads from the SMS to the signature, on an origin of its own", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const id = await create({ title: "<b>اجاره</b>" });
    const link = sandbox.ledger().messages[0]?.link ?? "";
    expect(
      new Set([link, sandbox.url, sandbox.controlUrl].map((each) => new URL(each).origin)).size,
    ).toBe(3);
    const page = await (await fetch(link)).text();
    expect(page).toContain("&lt;b&gt;اجاره&lt;/b&gt;");
    expect(page).toContain(sara.name);
    expect((await readJson(id)).workflows[0].state).toBe(1);
    expect(Buffer.from(await (await fetch(`${link}/file`)).arrayBuffer()).equals(pdf)).toBe(true);

    expect((await post(link, { act: "see" })).status).toBe(303);
    await post(link, { act: "fill", "value:location": "شیراز" });
    await post(link, { act: "sign" });
    const [first] = (await readJson(id)).workflows;
    expect(first.state).toBe(6);
    expect(first.workflowFields.data[0].value).toBe("شیراز");

    const second = sandbox.ledger().messages[1];
    expect(second?.to).toBe(ali.contact);
    await post(second?.link ?? "", { act: "reject", reason: "دیر شد" });
    expect(sandbox.ledger().documents[0]).toMatchObject({ state: "rejected" });
  });

  test("says why something cannot be done, and obeys no other site", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const id = await create();
    const link = sandbox.ledger().messages[0]?.link ?? "";
    expect(await (await post(link, { act: "approve" })).text()).toContain('role="alert"');
    expect((await post(link, { act: "sign" }, { origin: "http://evil.example" })).status).toBe(403);
    expect((await readJson(id)).workflows[0].state).toBe(1);
    expect((await fetch(`${sandbox.inboxUrl}/inbox/guess`)).status).toBe(404);
  });
});

test("no web page reaches the control plane", async () => {
  const sandbox = await openSandbox();
  const headers = { origin: "http://evil.example" };
  expect((await fetch(`${sandbox.controlUrl}/ledger`, { headers })).status).toBe(403);
});
