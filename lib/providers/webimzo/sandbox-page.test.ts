import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { WebImzoSandboxOptions } from "./sandbox";
import {
  actions,
  bahor,
  connect,
  openSandbox,
  pdf,
  printableLink,
  received,
  returnUrl,
  sara,
  until,
  visit,
} from "./sandbox-testing";

async function start(options: WebImzoSandboxOptions = {}, changes: object = {}) {
  const sandbox = await openSandbox(options);
  const { create, read } = connect(sandbox);
  const made = await create(changes);
  const page = (more: object = {}) => visit(sandbox, made, more);
  const signed = async () =>
    (await read(made)).signRequestUsers.map((user: { isSigned: boolean }) => user.isSigned);
  return { sandbox, made, page, signed, read: () => read(made) };
}
const byKey = (userKey: string, action = "1") => ({ method: "1", key: userKey, action });

describe("what the page shows", () => {
  test("that it is practice, the title, the document, the people and the answers", async () => {
    const { page } = await start(
      {},
      { organizationName: "Bahor <b>", organizationInn: sara.userKey.slice(0, 9) },
    );
    const html = await page({ lang: "EN" }).get();
    expect(html).toContain("Practice only: no signature made here has legal value.");
    expect(html).toContain("<h1>Ijara shartnomasi MUHR-7K2Q</h1>");
    expect(html).toContain("contract · Bahor &lt;b&gt; · 301019000");
    expect(html).toContain(`href="${printableLink()}" target="_blank" rel="noopener noreferrer"`);
    expect(html).toContain("Sara Ahmedova");
    expect(html).not.toContain(sara.userKey);
    for (const word of ["Sign it", "Tasdiqlash", "Rad etish", "E-IMZO", "SMS code"])
      expect(html).toContain(`>${word}<`);
    expect(html).not.toContain("Styx-Imzo");
  });

  test("who signed, to everybody who has the number, and nothing that leads to signing", async () => {
    const { read, page, made } = await start();
    const { signCheckUrl } = await read();
    expect(signCheckUrl).toContain(made.requestId);
    await page().post(byKey(sara.userKey));
    const html = await (await fetch(`${signCheckUrl}&lang=EN`)).text();
    expect(html.match(/<b class="\w+">(\w+)/g)).toEqual([
      '<b class="yes">Signed',
      expect.any(String),
    ]);
    for (const hidden of [made.secretKey, sara.userKey, "<form", "<iframe"])
      expect(html).not.toContain(hidden);
    const other = await fetch(signCheckUrl.replace(made.requestId, made.secretKey));
    expect(other.status).toBe(404);
  });

  test("one button to sign where the sender named no answers, and nobody where nobody shall be seen", async () => {
    const { page } = await start({}, { signRequestActionTypes: [], isVisibleToOthers: false });
    const html = await page({ lang: "EN" }).get();
    expect(html).toContain('<button class="main">Sign</button>');
    expect(html).not.toContain("Sara Ahmedova");
    expect(html).not.toContain('name="action"');
  });

  test.each([
    ["UZ_LATN", "uz-Latn", "Imzolash usuli", "Imzolash", "Rad etish"],
    ["UZ_CYRL", "uz-Cyrl", "Имзолаш усули", "Имзолаш", "Rad etish"],
    ["RU", "ru-RU", "Способ подписания", "Подписать", "Отклонить"],
    ["EN", "en-US", "How to sign", "Sign it", "Rad etish"],
    ["QR", "kaa", "Qol qoyıw usılı", "Qol qoyıw", "Rad etish"],
  ])(
    "in the language %s, with the sender's own words for the answers",
    async (lang, locale, how, yes, no) => {
      const { page } = await start();
      const html = await page({ lang }).get();
      expect(html).toContain(`<html lang="${locale}">`);
      for (const word of [how, yes, no]) expect(html).toContain(`>${word}<`);
    },
  );

  test.each([
    ["ru-RU,ru;q=0.9", "ru-RU"],
    ["fa,uz-Cyrl;q=0.9", "uz-Cyrl"],
    ["uz-UZ", "uz-Latn"],
    ["kaa", "kaa"],
    ["fa", "uz-Latn"],
  ])("to a browser that speaks %s in %s", async (accepted, locale) => {
    const { page } = await start();
    const html = await page().get({ "accept-language": accepted });
    expect(html).toContain(`<html lang="${locale}">`);
  });

  test("nothing without the right key", async () => {
    const { sandbox, made } = await start();
    for (const wrong of [
      { ...made, secretKey: "" },
      { ...made, secretKey: made.requestId },
      { ...made, requestId: made.secretKey },
    ]) {
      const answer = await fetch(visit(sandbox, wrong).address);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain("Sara");
      expect((await visit(sandbox, wrong).post(byKey(sara.userKey))).status).toBe(404);
    }
  });

  test("to nobody's cache or frame, and never to the page that it sends people to", async () => {
    const { page } = await start();
    const { headers } = await fetch(page().address);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    const policy = headers.get("content-security-policy");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`form-action 'self' ${new URL(returnUrl()).origin};`);
  });
});

describe("the printable link", () => {
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  test.each([
    [
      "parts",
      ["HEAD 200", "GET 206 bytes=0-65535", `GET 206 bytes=65536-${pdf.length - 1}`],
      sha256,
    ],
    ["whole", ["HEAD 200", "GET 200 bytes=0-65535"], sha256],
    [
      "broken",
      ["HEAD 200", "GET 206 bytes=0-65535", `GET 206 bytes=65536-${pdf.length - 1}`],
      null,
    ],
    ["gone", ["HEAD 404", "GET 404 bytes=0-65535"], null],
  ] as const)("is followed as a viewer does: %s", async (kind, seen, expected) => {
    const { sandbox, made, page } = await start({}, { printableLink: printableLink(kind) });
    const html = await page({ lang: "EN" }).get();
    const { fetches, documents } = sandbox.ledger();
    expect(
      fetches.map(({ method, status, range }) => [method, status, range].filter(Boolean).join(" ")),
    ).toEqual(seen);
    expect(fetches[0]).toMatchObject({ documentId: made.requestId, url: printableLink(kind) });
    expect(documents[0]?.sha256).toBe(expected);
    expect(html.includes("<iframe")).toBe(expected !== null);
    expect(html.includes("could not be fetched")).toBe(expected === null);
    const file = await fetch(page().address.replace("/test/?", "/test/file?"));
    expect(file.status).toBe(expected ? 200 : 404);
    if (expected) expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
  });

  test("is followed by somebody who looks without a browser, too", async () => {
    const { sandbox, made } = await start();
    await sandbox.act({ documentId: made.requestId, recipient: 0, act: "see" });
    expect(sandbox.ledger().documents[0]?.sha256).toBe(sha256);
  });

  test("that nobody answers is said", async () => {
    const { sandbox, page } = await start({}, { printableLink: "http://127.0.0.1:1/a" });
    expect(await page({ lang: "EN" }).get()).toContain("could not be fetched");
    expect(sandbox.ledger().fetches).toMatchObject([{ status: null }, { status: null }]);
  });
});

describe("signing on the page", () => {
  test("by E-IMZO: the certificate's number, an answer, and back", async () => {
    const { page, read } = await start();
    const answer = await page().post(byKey(` ${sara.userKey} `));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, returnUrl()]);
    expect((await read()).signRequestUsers[0]).toMatchObject({
      isSigned: true,
      signatureMethodId: 1,
      actionTypeId: 1,
    });
    expect(received).toHaveLength(1);
  });

  test("by SMS: the number, the code, an answer", async () => {
    const { sandbox, page, read } = await start();
    const phone = "+998 90 123-45-67";
    const asked = await page({ lang: "EN" }).post({ method: "3", step: "phone", phone });
    expect(asked.status).toBe(200);
    expect(await asked.text()).toContain('name="code"');
    expect(sandbox.ledger().messages).toMatchObject([
      { to: "+998901234567", text: expect.stringContaining("123456") },
    ]);
    const sign = (code: string) =>
      page({ lang: "EN" }).post({ method: "3", step: "code", phone, code, action: "9" });
    const wrong = await (await sign("654321")).text();
    expect(wrong).toContain("The code is wrong.");
    expect(wrong).toContain('name="code"');
    expect((await sign("123456")).status).toBe(303);
    expect((await read()).signRequestUsers[0]).toMatchObject({
      signatureMethodId: 3,
      actionTypeId: 9,
    });
    expect(JSON.parse(received[0]?.body ?? "").userKey).toBe("901234567");
  });

  test("by Styx-Imzo, for an organisation, where the sender allows it", async () => {
    const { page, read } = await start(
      {},
      { signatureMethodIds: [2], signRequestUsers: [bahor], signRequestActionTypes: null },
    );
    expect(await page().get()).toContain("Styx-Imzo");
    expect((await page().post({ method: "2", key: bahor.userKey })).status).toBe(303);
    expect((await read()).signRequestUsers[0]).toMatchObject({
      signatureMethodId: 2,
      actionTypeId: null,
      signDetails: expect.stringContaining(bahor.userKey),
    });
  });

  test.each([
    ["nobody of the request", byKey("30101900010019"), "Nobody of the signers has this number."],
    ["somebody before her turn", byKey(bahor.userKey), "It is not your turn yet"],
    ["no answer", { method: "1", key: sara.userKey }, "Choose one of the answers."],
    ["an answer that nobody named", byKey(sara.userKey, "5"), "Choose one of the answers."],
    ["another method", { ...byKey(sara.userKey), method: "2" }, "cannot be signed that way"],
    ["no method", { key: sara.userKey }, "cannot be signed that way"],
    [
      "another telephone",
      { method: "3", step: "phone", phone: "900000000" },
      "Nobody of the signers",
    ],
    [
      "a code without a number",
      { method: "3", step: "code", code: "123456" },
      "Nobody of the signers",
    ],
  ])("refuses %s", async (_, form, words) => {
    const { page, signed } = await start();
    const answer = await page({ lang: "EN" }).post(form as Record<string, string>);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(new RegExp(`role="alert">[^<]*${words}`));
    expect(await signed()).toEqual([false, false]);
    expect(received).toEqual([]);
  });

  test("once; and the next in turn may then sign", async () => {
    const { page, signed } = await start();
    await page().post(byKey(sara.userKey));
    const again = await page({ lang: "EN" }).post(byKey(sara.userKey));
    expect(await again.text()).toContain("You have answered already.");
    expect((await page().post(byKey(bahor.userKey))).status).toBe(303);
    expect(await signed()).toEqual([true, true]);
    expect(await page({ lang: "EN" }).get()).toContain("Everybody has answered.");
  });

  test("people of the same priority sign in any order, and one without waits for nobody", async () => {
    const people = [
      sara,
      { ...bahor, signPriority: 1 },
      { ...bahor, userKey: "201123456", signPriority: null },
    ];
    const { page, signed } = await start({}, { signRequestUsers: people });
    for (const key of ["201123456", bahor.userKey])
      expect((await page().post(byKey(key))).status).toBe(303);
    expect(await signed()).toEqual([false, true, true]);
  });

  test("somebody who stands there twice signs twice", async () => {
    const people = [sara, { ...sara, signPriority: 2 }];
    const { page, signed } = await start({}, { signRequestUsers: people });
    for (const expected of [
      [true, false],
      [true, true],
    ]) {
      await page().post(byKey(sara.userKey));
      expect(await signed()).toEqual(expected);
    }
  });

  test("a refusal is an answer like another: the others go on", async () => {
    const { page, signed } = await start();
    await page().post(byKey(sara.userKey, "9"));
    await page().post(byKey(bahor.userKey));
    expect(await signed()).toEqual([true, true]);
  });

  test("not from another page", async () => {
    const { page, signed } = await start();
    const answer = await page().post(byKey(sara.userKey), { origin: "https://evil.example" });
    expect([answer.status, await signed()]).toEqual([403, [false, false]]);
  });

  test.each(["javascript:alert(1)", "/return/token", ""])(
    "without a way back to %j it says that it is done",
    async (redirect) => {
      const { page } = await start();
      expect(await page({ redirect }).get()).not.toContain('javascript:alert(1)"');
      const answer = await page({ redirect, lang: "EN" }).post(byKey(sara.userKey));
      expect([answer.status, answer.headers.get("location")]).toEqual([200, null]);
      expect(await answer.text()).toContain("Your answer was accepted.");
    },
  );
});

describe("the callback and the way back", () => {
  test("the callback comes first", async () => {
    const { page } = await start();
    await page().post(byKey(sara.userKey));
    expect(received).toHaveLength(1);
  });

  test("or after it", async () => {
    const { page } = await start({ callback: "after_redirect" });
    await page().post(byKey(sara.userKey));
    expect(received).toEqual([]);
    await until(() => received.length === 1);
  });

  test("or never", async () => {
    const { page, signed } = await start({ callback: "never" });
    await page().post(byKey(sara.userKey));
    expect([received, await signed()]).toEqual([[], [true, false]]);
  });

  test("the way back can carry the number, behind what it had", async () => {
    const { made, page } = await start({ redirectParameters: "request" });
    const answer = await page().post(byKey(sara.userKey));
    const back = answer.headers.get("location");
    expect(back).toBe(`${returnUrl()}&requestId=${made.requestId}`);
  });
});

test("somebody who acts without a browser finds the answer by what it says", async () => {
  const { sandbox, made } = await start({}, { documentId: 31 });
  await sandbox.act({ documentId: made.requestId, recipient: 0, act: "approve" });
  const [tooMany] = await Promise.allSettled([
    sandbox.act({ documentId: made.requestId, recipient: 1, act: "sign", choice: 5 }),
  ]);
  expect(tooMany).toMatchObject({ reason: { code: "choose_action" } });
  await sandbox.act({
    documentId: made.requestId,
    recipient: bahor.userKey,
    act: "sign",
    choice: 9,
  });
  expect(sandbox.ledger().documents[0]?.people).toMatchObject([{ choice: 2 }, { choice: 9 }]);
  const { create } = connect(sandbox);
  const { requestId } = await create({
    documentId: 32,
    signRequestActionTypes: actions.slice(0, 1),
  });
  const refusing = sandbox.act({ documentId: requestId, recipient: 0, act: "reject" });
  await expect(refusing).rejects.toThrow("no answer says reject");
  const filling = sandbox.act({ documentId: requestId, recipient: 0, act: "fill" });
  await expect(filling).rejects.toThrow("no answer says fill");
});
