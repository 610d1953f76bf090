import { readFileSync } from "node:fs";
import type { APIResponse } from "@playwright/test";
import { expect, test } from "@playwright/test";
import * as hostile from "./fixtures/make-hostile-pdfs";
import { MEGABYTE, makeContract } from "./fixtures/make-pdfs";
import type { Person } from "./support/office";
import {
  atDesk,
  dragBox,
  linkOf,
  namePeople,
  send,
  setUp,
  signIn,
  toReview,
  upload,
} from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";

let portal: Portal;
let admin: Person;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  portal = await startPortal();
  admin = await atDesk(browser, portal.url, "en");
  await setUp(admin, portal.setupLink());
});
test.afterAll(async () => {
  await admin.context.close();
  await portal.remove();
});

/** Figures for whoever reads the log; nothing hangs on them. */
const tell = (line: string): boolean => process.stdout.write(`${line}\n`);

/** As the page sends it, with the cookies of whoever is signed in. */
const post = (bytes: Buffer, more: Record<string, string> = {}): Promise<APIResponse> =>
  admin.page.request.post("/api/documents", {
    data: bytes,
    headers: {
      origin: portal.url,
      "content-type": "application/pdf",
      "x-muhr-name": encodeURIComponent("اجاره.pdf"),
      ...more,
    },
  });

const refusals: readonly [string, () => Buffer, number, string, Record<string, string>?][] = [
  ["that is locked", () => hostile.makeEncrypted("open"), 422, "document_encrypted"],
  [
    "that its password does not open",
    () => hostile.makeEncrypted("open"),
    422,
    "document_password_wrong",
    { "x-muhr-password": "shut" },
  ],
  ["that is damaged", hostile.makeTruncated, 422, "document_damaged"],
  ["that is empty", () => Buffer.alloc(0), 422, "document_empty"],
  ["without a page", hostile.makeWithoutPages, 422, "document_no_pages"],
  ["of 25.1 MB", () => sized(25.1), 413, "document_too_large"],
  ["of 26 MB", () => sized(26), 413, "document_too_large"],
  ["that is text with the name of a PDF", hostile.makeTextNamedPdf, 415, "document_not_pdf"],
  ["with JavaScript", hostile.makeWithOpenScript, 422, "document_javascript"],
  ["that is signed already", hostile.makeSigned, 422, "document_signed"],
  ["that is an XFA form", hostile.makeWithXfa, 422, "document_xfa"],
  ["that starts a program", hostile.makeWithLaunch, 422, "document_launch"],
  ["with a file inside", hostile.makeWithEmbeddedFile, 422, "document_embedded_files"],
  ["of 501 pages", () => hostile.makeWithPages(501), 422, "document_too_many_pages"],
  ["that inflates to 2 GB", () => hostile.makeContentBomb(2), 422, "document_too_costly"],
];

function sized(megabytes: number): Buffer {
  return makeContract({ totalBytes: Math.round(megabytes * MEGABYTE) });
}

for (const [name, make, status, code, headers] of refusals)
  test(`a file ${name} is refused with ${code}`, async () => {
    const answer = await post(make(), headers);
    expect(await answer.json()).toMatchObject({ error: { code } });
    expect(answer.status()).toBe(status);
    expect((await admin.page.request.get("/api/health")).status()).toBe(200);
  });

test("every refusal has a sentence of its own in each language", () => {
  const codes = new Set(refusals.map(([, , , code]) => code));
  const sentences = ["en", "fa"].flatMap((locale) => {
    const { errors } = JSON.parse(readFileSync(`lib/i18n/messages/${locale}.json`, "utf8"));
    return [...codes].map((code) => String(errors[code]));
  });
  expect(sentences.filter((sentence) => sentence.length < 20)).toEqual([]);
  expect(new Set(sentences).size).toBe(2 * codes.size);
});

test("nobody waits while bombs are looked at", async () => {
  const bombs = [
    hostile.makeContentBomb(1),
    hostile.makeContentBomb(2),
    hostile.makeObjectStreamBomb("plain"),
    hostile.makeObjectStreamBomb("hexadecimal"),
    hostile.makeXrefStreamBomb(),
    hostile.makePixelBomb(),
  ];
  const honest = makeContract();
  const started = Date.now();
  const waits: Promise<number>[] = [];
  const clock = setInterval(() => waits.push(waitFor("/api/health")), 50);
  const answers = bombs.map((bomb) => post(bomb));
  const taken = post(honest).then((answer) => ({ answer, after: Date.now() - started }));
  for (const answer of await Promise.all(answers))
    expect(await answer.json()).toMatchObject({ error: { code: "document_too_costly" } });
  const { answer, after } = await taken;
  clearInterval(clock);
  expect(answer.status()).toBe(201);
  const longest = Math.max(...(await Promise.all(waits)));
  tell(
    `${bombs.length} bombs in ${Date.now() - started} ms, an honest upload behind them in ${after} ms; ` +
      `${waits.length} tiny requests meanwhile, the longest wait ${longest.toFixed(0)} ms`,
  );
  expect(waits.length).toBeGreaterThan(10);
  expect(longest).toBeLessThan(3_000);
});

async function waitFor(path: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(portal.url + path);
  await answer.arrayBuffer();
  expect(answer.status).toBe(200);
  return performance.now() - started;
}

for (const megabytes of [9.9, 10, 10.1, 25])
  test(`${megabytes} MB come back byte for byte`, async () => {
    const bytes = sized(megabytes);
    const answer = await post(bytes);
    expect(answer.status()).toBe(201);
    const { documentId } = await answer.json();
    const back = await admin.page.request.get(`/api/documents/${documentId}/file`);
    expect(back.headers()["content-length"]).toBe(String(bytes.length));
    expect(bytes.equals(await back.body())).toBe(true);
  });

test("the length of a file is told, whole or in part", async () => {
  const bytes = makeContract();
  const { documentId } = await (await post(bytes)).json();
  const address = `/api/documents/${documentId}/file`;
  const { request } = admin.page;
  const head = await request.head(address);
  expect(head.status()).toBe(200);
  expect(head.headers()).toMatchObject({
    "content-length": String(bytes.length),
    "accept-ranges": "bytes",
  });
  const part = await request.get(address, { headers: { range: "bytes=10-19" } });
  expect(part.status()).toBe(206);
  expect(part.headers()).toMatchObject({
    "content-length": "10",
    "content-range": `bytes 10-19/${bytes.length}`,
  });
  expect(await part.body()).toEqual(bytes.subarray(10, 20));
  const headOfPart = await request.head(address, { headers: { range: "bytes=-5" } });
  expect([headOfPart.status(), headOfPart.headers()["content-length"]]).toEqual([206, "5"]);
  for (const answer of [head, part, headOfPart])
    expect(answer.headers()["x-muhr-length"]).toBeUndefined();
});

test("a recipient's page shows page 1 of 20 MB without loading them", async ({ browser }) => {
  await upload(admin, "Scan.pdf", sized(20));
  await namePeople(admin, "Scan", [{ name: "Parviz" }]);
  await dragBox(admin, 0, 1, { x: 0.3, y: 0.7 });
  await toReview(admin);
  await send(admin);
  const link = await linkOf(admin, "Parviz");

  const recipient = await atDesk(browser, portal.url, "en");
  const network = await recipient.context.newCDPSession(recipient.page);
  await network.send("Network.enable");
  const answers: number[] = [];
  const ofTheFile = new Set<string>();
  let received = 0;
  network.on("Network.responseReceived", ({ requestId, response }) => {
    if (!/\/sign\/[^/]+\/file$/.test(response.url)) return;
    ofTheFile.add(requestId);
    answers.push(response.status);
  });
  network.on("Network.dataReceived", ({ requestId, dataLength }) => {
    if (ofTheFile.has(requestId)) received += dataLength;
  });
  await recipient.page.goto(link);
  await expect(recipient.page.locator('[data-pdf="ready"]').first()).toBeVisible();
  await recipient.page.waitForLoadState("networkidle");
  tell(`${answers.join(" ")}: ${(received / MEGABYTE).toFixed(2)} of 20 MB`);
  expect(answers.filter((status) => status === 206).length).toBeGreaterThan(1);
  expect(received).toBeLessThan(4 * MEGABYTE);
  await recipient.context.close();
});

test("a locked file asks for its password where it was chosen, and goes on", async () => {
  const { page, words } = admin;
  const { errors, newEnvelope: t } = words;
  await page.goto("/envelopes/new");
  await page.locator('input[type="file"]').setInputFiles({
    name: "Locked.pdf",
    mimeType: "application/pdf",
    buffer: hostile.makeEncrypted("open"),
  });
  await expect(page.getByText(errors.document_encrypted)).toBeVisible();
  const password = page.getByLabel(t.password, { exact: true });
  await password.fill("shut");
  await page.getByRole("button", { name: t.open, exact: true }).click();
  await expect(page.getByText(errors.document_password_wrong)).toBeVisible();
  await password.fill("open");
  await page.getByRole("button", { name: t.open, exact: true }).click();
  await page.waitForURL(/\/envelopes\/[^/]+\/people$/);
});

test("text that is dropped as a PDF is refused in the words of the person", async ({ browser }) => {
  const reader = await atDesk(browser, portal.url, "fa");
  await signIn(reader, "admin@example.org");
  const { page, words } = reader;
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "letter.pdf", { type: "application/pdf" }));
    return transfer;
  }, hostile.makeTextNamedPdf().toString());
  // A page listens from when its scripts run, which a busy machine delays.
  await expect(async () => {
    if (page.url().endsWith("/"))
      await page.dispatchEvent("main", "drop", { dataTransfer: dropped });
    await expect(page.getByText(words.errors.document_not_pdf)).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(page.getByRole("button", { name: words.newEnvelope.chooseAnother })).toBeVisible();
  await reader.context.close();
});
