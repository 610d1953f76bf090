import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import { makeContract } from "./fixtures/make-pdfs";
import type { Person } from "./support/office";
import { atDesk, onPhone, send, setUp, signIn, upload } from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { expect, test } from "./support/test";

const contract = makeContract();
const title = "Ijara shartnomasi · اجاره";
const people = [
  { name: "Dilnoza Rahimova", pinfl: "30101900010018", phone: "+998 90 123 45 67" },
  { name: "Ўктам Қодиров", pinfl: "30101900010026", phone: "+998 90 765 43 21" },
];

async function connect({ page, words }: Person, { settings }: Sandbox): Promise<void> {
  const { connections: t } = words;
  const provider = words.providers.webimzo;
  await page.goto("/settings/providers");
  await page.getByRole("link", { name: t.add }).first().click();
  await page.getByRole("link", { name: new RegExp(provider.name) }).click();
  await page.getByLabel(t.name, { exact: true }).fill(provider.name);
  const typed = [
    "baseUrl",
    "signPageUrl",
    "username",
    "password",
    "apiKey",
    "callbackUser",
    "callbackPassword",
  ] as const;
  for (const name of typed)
    await page.getByLabel(provider.settings[name], { exact: true }).fill(String(settings[name]));
  await page.getByRole("button", { name: t.create, exact: true }).click();
  await page.getByRole("button", { name: t.check, exact: true }).click();
  await expect(page.getByText(t.checkWell, { exact: true })).toBeVisible();
}

/** @returns the envelope's id */
async function sendOne({ page, words }: Person): Promise<string> {
  const { draft: t, identity, providers } = words;
  const id = await upload({ page, words } as Person, "Ijara.pdf", contract);
  await page
    .getByRole("radio", { name: new RegExp(providers.webimzo.name) })
    .first()
    .click();
  await expect(page.getByLabel(identity.pinfl_or_inn.label, { exact: true })).toHaveCount(1);
  await page.getByLabel(t.name, { exact: true }).fill(title);
  for (const [index, { name, pinfl, phone }] of people.entries()) {
    if (index > 0) await page.getByRole("button", { name: t.addSigner, exact: true }).click();
    await page.getByLabel(t.personName, { exact: true }).nth(index).fill(name);
    await page.getByLabel(identity.pinfl_or_inn.label, { exact: true }).nth(index).fill(pinfl);
    await page.getByLabel(identity.phone.label).nth(index).fill(phone);
  }
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/(boxes|review)$/);
  await page.goto(`/envelopes/${id}/review`);
  await send({ page, words } as Person);
  await expect(page.getByText(words.status.envelope.in_progress).first()).toBeVisible();
  return id;
}

/** What the provider's own fetch shows: which link it was given. */
async function linkOf(sandbox: Sandbox, documentId: string): Promise<string> {
  await sandbox.act({ documentId, recipient: 0, act: "see" });
  const fetched = sandbox.ledger().fetches?.findLast((each) => each.documentId === documentId);
  return fetched?.url ?? "";
}

type Answer = { readonly status: number; readonly headers: Record<string, string>; body: string };
/** All that a client could compare. */
async function ask(link: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(link, { redirect: "manual", ...init });
  const headers = Object.fromEntries(answer.headers);
  // Of the connection, not of the answer.
  for (const name of ["date", "connection", "keep-alive"]) delete headers[name];
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers, body: bytes.toString("latin1") };
}

const sent = contract.toString("latin1");
const same = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

async function servesTheBytes(link: string): Promise<void> {
  const whole = await ask(link);
  expect(whole.status).toBe(200);
  expect(whole.body).toBe(sent);
  const headers = {
    ...same,
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(/^inline; filename=/),
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "accept-ranges": "bytes",
  };
  expect(whole.headers).toMatchObject({ ...headers, "content-length": String(sent.length) });
  for (const never of ["set-cookie", "etag", "last-modified", "x-powered-by", "x-muhr-length"])
    expect(whole.headers).not.toHaveProperty(never);

  const head = await ask(link, { method: "HEAD" });
  expect([head.status, head.body]).toEqual([200, ""]);
  expect(head.headers).toEqual(whole.headers);

  const size = sent.length;
  const ranges: readonly (readonly [string, number, string, string | undefined])[] = [
    ["bytes=0-99", 206, sent.slice(0, 100), `bytes 0-99/${size}`],
    ["bytes=100-", 206, sent.slice(100), `bytes 100-${size - 1}/${size}`],
    ["bytes=-7", 206, sent.slice(-7), `bytes ${size - 7}-${size - 1}/${size}`],
    [`bytes=0-${size + 5}`, 206, sent, `bytes 0-${size - 1}/${size}`],
    [`bytes=${size}-`, 416, "", `bytes */${size}`],
    // Several at once, and whatever is no range: the whole file, as RFC 9110 allows.
    ["bytes=0-1,5-6", 200, sent, undefined],
    ["bytes=9-2", 200, sent, undefined],
    ["lines=1-2", 200, sent, undefined],
  ];
  for (const [range, status, body, contentRange] of ranges) {
    const part = await ask(link, { headers: { range } });
    expect([range, part.status, part.headers["content-range"]]).toEqual([
      range,
      status,
      contentRange,
    ]);
    expect(part.body === body).toBe(true);
    expect(part.headers).toMatchObject(status === 416 ? same : headers);
  }
  for (const method of ["POST", "PUT", "DELETE"])
    expect((await ask(link, { method })).status).toBe(405);
}

/** A database that the portal has open, too. */
function change(portal: Portal, sql: string, ...values: string[]): void {
  const file = readdirSync(portal.dataFolder).find((name) => name.endsWith(".db")) ?? "";
  const database = new Database(path.join(portal.dataFolder, file));
  database.prepare(sql).run(...values);
  database.close();
}

async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
}

test("the link to the document gives the very bytes, and ends", async ({ browser }) => {
  const sandbox = await createWebImzoSandbox({ isSmsInformed: true });
  const portal = await startPortal({
    PROVIDER_PRIVATE_HOSTS: new URL(sandbox.url).host,
    POLL_SCALE: "0.02",
    LOG_LEVEL: "trace",
  });
  const desk = await atDesk(browser, portal.url, "en");
  await setUp(desk, portal.setupLink());
  await connect(desk, sandbox);
  const { page, words } = desk;
  const { envelope: t } = words;
  const ids = [await sendOne(desk), await sendOne(desk)];
  const [signed = "", canceled = ""] = ids;
  const links: string[] = [];
  for (const { id } of sandbox.ledger().documents) links.push(await linkOf(sandbox, id));
  const made = sandbox.ledger().documents;
  for (const link of links) expect(link).toMatch(/\/api\/printable\/[\w-]{43}\.pdf$/);
  await servesTheBytes(links[0] ?? "");

  const stranger = await browser.newContext();
  const tab = await stranger.newPage();
  await tab.goto(links[0] ?? "").catch(() => {});
  expect(await stranger.cookies()).toEqual([]);
  await stranger.close();

  const unknown = await ask(`${portal.url}/api/printable/${"A".repeat(43)}`);
  expect(unknown).toMatchObject({ status: 404, body: "", headers: same });
  const isGone = (link = "") => expect.poll(() => ask(link)).toEqual(unknown);

  await page.goto(`/envelopes/${canceled}`);
  await page.getByRole("button", { name: t.printableRevoke }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: t.printableRevoke }).click();
  await expect(page.getByText(t.printableRevoked)).toBeVisible();
  await isGone(links[1]);
  // As if it had not been revoked: it ends with its envelope, too.
  change(portal, "update link_tokens set revoked_at = null where kind = 'printable'");
  expect((await ask(links[1] ?? "")).status).toBe(200);

  await page.getByRole("button", { name: t.cancel, exact: true }).click();
  await page.getByRole("dialog").getByLabel(t.cancelReason).fill("Another price");
  await page.getByRole("dialog").getByRole("button", { name: t.cancelConfirm }).click();
  await isGone(links[1]);

  const day = 24 * 60 * 60_000;
  const expireAt = (at: string) =>
    change(portal, `update envelopes set expires_at = ${at} where id = ?`, signed);
  expireAt(String(Date.now() - day + 120_000));
  expect((await ask(links[0] ?? "")).status).toBe(200);
  expireAt(String(Date.now() - day - 1_000));
  await isGone(links[0]);
  expireAt("null");

  await sandbox.act({ documentId: made[0]?.id ?? "", recipient: 0, act: "sign" });
  await page.goto(`/envelopes/${signed}`);
  // It comes by itself, too: a person need not wait for the poller.
  const lookNow = page.getByRole("button", { name: words.delivery.lookNow, exact: true });
  await lookNow.click();
  await expect(
    page.getByText(words.status.recipient.signed, { exact: true }).first(),
  ).toBeVisible();
  await expect(page.getByText(words.statement.matches)).toBeVisible();
  await look(page, "one-signed");
  await sandbox.act({ documentId: made[0]?.id ?? "", recipient: 1, act: "sign" });
  await lookNow.click();
  await expect(
    page.getByText(words.status.envelope.completed, { exact: true }).first(),
  ).toBeVisible();
  const { signedThere } = t.verdict;
  for (const fact of [signedThere.seal.good, signedThere.match.good])
    await expect(page.getByText(fact)).toBeVisible();
  const check = page.getByRole("link", {
    name: signedThere.check.replace("{provider}", "WebImzo"),
  });
  expect(await (await fetch((await check.getAttribute("href")) ?? "")).text()).toContain(
    people[0]?.name ?? "nobody",
  );
  await look(page, "completed");
  await isGone(links[0]);

  const phone = await onPhone(browser, portal.url, "fa");
  await signIn(phone, "admin@example.org");
  await phone.page.goto(`/envelopes/${signed}`);
  await expect(phone.page.getByText(phone.words.statement.matches)).toBeVisible();
  await look(phone.page, "completed-phone-fa");

  await keepsSecrets(
    desk,
    sandbox,
    portal,
    ids.map((id) => `/envelopes/${id}`),
    links,
  );
  await portal.remove();
  await sandbox.close();
});

/** What the portal shows and prints holds neither the provider's secrets nor the tokens of links. */
async function keepsSecrets(
  { page }: Person,
  sandbox: Sandbox,
  portal: Portal,
  envelopes: readonly string[],
  links: readonly string[],
): Promise<void> {
  const secrets = sandbox
    .ledger()
    .messages.flatMap(({ link }) => new URL(link).searchParams.get("secretKey") ?? []);
  expect(new Set(secrets).size).toBe(links.length);
  const canaries = [
    ...secrets,
    ...links.map((link) => link.split("/").at(-1) ?? ""),
    ...["password", "apiKey", "callbackPassword"].map((name) => String(sandbox.settings[name])),
  ];
  await page.goto("/settings/providers");
  const connection = await page
    .getByRole("link", { name: /WebImzo/ })
    .first()
    .getAttribute("href");
  const places = new Map([["the log", portal.output()]]);
  const shown = [
    "/",
    "/envelopes",
    "/settings/providers",
    connection ?? "",
    "/settings/audit",
    ...envelopes,
    ...envelopes.flatMap((each) =>
      ["values.csv", "values.json", "timeline.csv"].map((kind) => `/api${each}/exports/${kind}`),
    ),
  ];
  for (const address of shown) {
    const answer = await page.request.get(address);
    expect([address, answer.status()]).toEqual([address, 200]);
    places.set(address, await answer.text());
  }
  for (const file of readdirSync(portal.dataFolder, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      places.set(file.name, readFileSync(path.join(file.parentPath, file.name), "latin1"));
  const found = [...places].flatMap(([place, text]) =>
    canaries.flatMap((secret, at) => (text.includes(secret) ? [`canary ${at} in ${place}`] : [])),
  );
  expect(found).toEqual([]);
}
