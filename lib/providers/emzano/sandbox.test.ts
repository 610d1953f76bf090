import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  ali,
  askToken,
  box,
  control,
  fileBody,
  form,
  openSandbox,
  pdf,
  reader,
  received,
  sara,
  signIn,
} from "./sandbox-testing";

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

  test("is charged by the certificate, for who signs digitally and only when the sender pays", async () => {
    const sandbox = await openSandbox();
    const { create } = await signIn(sandbox);
    await create();
    await create({ certificatePayment: false });
    const ordinary = { ...sara.signatureField, digitalSignature: false };
    await create({ workflows: [{ ...sara, signatureField: ordinary }] });
    const { documents } = sandbox.ledger();
    expect(documents.map(({ certificatesPaid }) => certificatesPaid)).toEqual([1, 0, 0]);
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

  test("keeps what was typed by somebody who signs at once", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const id = await create();
    const link = sandbox.ledger().messages[0]?.link ?? "";
    await post(link, { act: "sign", "value:location": "تبریز" });
    const [first] = (await readJson(id)).workflows;
    expect([first.state, first.workflowFields.data[0].value]).toEqual([6, "تبریز"]);
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
