import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { devices, expect } from "@playwright/test";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages";
import { providers } from "@/lib/providers/registry";
import type { Role } from "@/lib/vocabulary/account";

/** A person at a desk or with a phone, and the words that their screen uses. */
export type Person = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly words: Messages;
};

const messagesFor = (locale: Locale): Messages =>
  JSON.parse(readFileSync(`lib/i18n/messages/${locale}.json`, "utf8"));

const tags: Readonly<Record<Locale, string>> = { en: "en-US", fa: "fa-IR" };

/** @param sharpness pixels of the screen per CSS pixel */
export async function atDesk(
  browser: Browser,
  url: string,
  locale: Locale,
  sharpness = 1,
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: url,
    locale: tags[locale],
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: sharpness,
    acceptDownloads: true,
  });
  return { context, page: await context.newPage(), words: messagesFor(locale) };
}

/** 360 by 740, touch. */
export async function onPhone(browser: Browser, url: string, locale: Locale): Promise<Person> {
  const { defaultBrowserType: _, ...phone } = devices["Galaxy S9+"];
  const context = await browser.newContext({
    ...phone,
    viewport: { width: 360, height: 740 },
    baseURL: url,
    locale: tags[locale],
    acceptDownloads: true,
  });
  return { context, page: await context.newPage(), words: messagesFor(locale) };
}

export const password = "correct horse battery staple";

/** Everything that the printed link asks of the first administrator, not yet sent. */
export async function fillSetUp({ page, words }: Person, link: string): Promise<void> {
  await page.goto(link);
  const { setUp: t } = words;
  await page.getByLabel(t.organisation, { exact: true }).fill("Seal & Sons · مهر و پسران");
  await page.getByLabel(t.name, { exact: true }).fill("Nilufar Karimova");
  await page.getByLabel(t.email, { exact: true }).fill("admin@example.org");
  await page.getByLabel(t.password, { exact: true }).fill(password);
}

export async function submitSetUp({ page, words }: Person): Promise<void> {
  await page.getByRole("button", { name: words.setUp.submit, exact: true }).click();
  await page.waitForURL((address) => address.pathname === "/");
}

/** The first administrator and the organisation, through the printed link. */
export async function setUp(person: Person, link: string): Promise<void> {
  await fillSetUp(person, link);
  await submitSetUp(person);
}

/** @returns the link that makes somebody a colleague */
export async function invite(
  { page, words }: Person,
  name: string,
  email: string,
  role: Role = "staff",
): Promise<string> {
  await page.goto("/settings/people");
  const { people: t } = words;
  await page.getByRole("button", { name: t.invite, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t.name, { exact: true }).fill(name);
  await dialog.getByLabel(t.email, { exact: true }).fill(email);
  await dialog.getByLabel(t.role, { exact: true }).selectOption(role);
  await dialog.getByRole("button", { name: t.send, exact: true }).click();
  const link = await dialog.getByLabel(t.link, { exact: true }).inputValue();
  await dialog.getByRole("button", { name: t.done, exact: true }).last().click();
  return link;
}

export async function join({ page, words }: Person, link: string): Promise<void> {
  await page.goto(link);
  const { invitation: t } = words;
  await page.getByLabel(t.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: t.submit, exact: true }).click();
  await page.waitForURL((address) => address.pathname === "/");
}

export async function signIn({ page, words }: Person, email: string): Promise<void> {
  await page.goto("/sign-in");
  const { signIn: t } = words;
  await page.getByLabel(t.email, { exact: true }).fill(email);
  await page.getByLabel(t.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: t.submit, exact: true }).click();
  await page.waitForURL((address) => address.pathname === "/");
}

/**
 * @param form what is answered when the file has inputs to fill in
 * @returns the id of the new draft, with its people step on screen
 */
export async function upload(
  { page, words }: Person,
  name: string,
  bytes: Buffer,
  form?: "keep" | "flatten",
): Promise<string> {
  await page.goto("/envelopes/new");
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: "application/pdf", buffer: bytes });
  if (form) await page.getByRole("button", { name: words.newEnvelope[form], exact: true }).click();
  await page.waitForURL(/\/envelopes\/[^/]+\/people$/);
  return page.url().split("/").at(-2) ?? "";
}

export type Wanted = { readonly name: string; readonly role?: "signer" | "approver" | "viewer" };

const addOf = { signer: "addSigner", approver: "addApprover", viewer: "addViewer" } as const;

export async function namePeople(
  { page, words }: Person,
  title: string,
  people: readonly Wanted[],
  order: "sequential" | "parallel" = "sequential",
): Promise<void> {
  const { draft: t } = words;
  await page.getByLabel(t.name, { exact: true }).fill(title);
  for (const [index, { name, role = "signer" }] of people.entries()) {
    const inputs = page.getByLabel(t.personName, { exact: true });
    if ((await inputs.count()) <= index)
      await page.getByRole("button", { name: t[addOf[role]], exact: true }).click();
    await inputs.nth(index).fill(name);
  }
  await page.getByRole("radio", { name: t[order] }).check();
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/boxes$/);
}

/** Where a box was put, as it stood on the screen: fractions of the page as it is shown. */
export type Drawn = {
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Drags the n-th signer (from 0) to a spot of a page, given as fractions of the page on screen. */
export async function dragBox(
  { page }: Person,
  signer: number,
  pageNumber: number,
  spot: { readonly x: number; readonly y: number },
): Promise<Drawn> {
  const surface = page.locator(`[data-surface="${pageNumber}"]`);
  const boxes = page.locator("[data-box]");
  const before = await boxes.count();
  await expect(page.locator("[data-page] canvas").first()).toBeVisible();
  await page.locator(`[data-page="${pageNumber}"]`).evaluate((element, y) => {
    let column: Element | null = element.parentElement;
    while (column && !/auto|scroll/.test(getComputedStyle(column).overflowY))
      column = column.parentElement;
    const { top, height } = element.getBoundingClientRect();
    column?.scrollBy(0, top + height * y - innerHeight / 2);
  }, spot.y);
  await expect(surface).toBeVisible();
  const chip = await page.locator("[data-person]").nth(signer).boundingBox();
  const ground = await surface.boundingBox();
  if (!chip || !ground) throw new Error("Nothing to drag, or nowhere to drop it");
  await page.mouse.move(chip.x + chip.width / 2, chip.y + chip.height / 2);
  await page.mouse.down();
  const target = { x: ground.x + ground.width * spot.x, y: ground.y + ground.height * spot.y };
  await page.mouse.move(target.x - 40, target.y - 40, { steps: 4 });
  await page.mouse.move(target.x, target.y, { steps: 4 });
  await page.mouse.up();
  await expect(boxes).toHaveCount(before + 1);
  const drawn = await page.locator("[data-box]:focus").boundingBox();
  const now = await surface.boundingBox();
  if (!drawn || !now) throw new Error("The new box is not on the screen");
  return {
    page: pageNumber,
    left: (drawn.x - now.x) / now.width,
    top: (drawn.y - now.y) / now.height,
    width: drawn.width / now.width,
    height: drawn.height / now.height,
  };
}

/** The choice of the practice service whose signatures stand in boxes. */
export function boxedRehearsal({ page, words }: Screen): Locator {
  const provider = providers.find(
    ({ capabilities }) => capabilities.hosted === "there" && capabilities.boxes.count !== "none",
  );
  const name = new RegExp(`${provider?.displayName}.*${words.rehearsal.chip}`);
  return page.getByRole("radio", { name });
}

export async function toReview({ page, words }: Person): Promise<void> {
  await page.getByRole("button", { name: words.editor.continue, exact: true }).click();
  await page.waitForURL(/\/review$/);
}

/** From the review to the envelope's own page. */
export async function send({ page, words }: Person): Promise<void> {
  await page.getByRole("button", { name: words.review.send, exact: true }).click();
  await page.waitForURL(/\/envelopes\/[0-9a-f-]+$/);
}

const fillIn = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** Copies a recipient's link from the envelope's page. */
export async function linkOf({ page, words }: Person, name: string): Promise<string> {
  const { envelope: t } = words;
  await page.getByRole("button", { name: fillIn(t.linkOf, { name }), exact: true }).click();
  const link = page.getByRole("dialog").getByLabel(t.linkAddress, { exact: true });
  await expect(link).toHaveValue(/\/sign\//);
  const url = await link.inputValue();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  return url;
}

/** Downloads a file of the envelope whose page is open, by the name that it has there. */
export async function saveFile({ page, words }: Person, file: string): Promise<Buffer> {
  const name = fillIn(words.envelope.downloadNamed, { file });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).first().click(),
  ]);
  return readFileSync(await download.path());
}

type How = "drawn" | "typed";

/** Opens the link, makes a mark, agrees and signs. */
export async function signOnPhone(
  { page, words }: Person,
  link: string,
  how: How,
  name: string,
): Promise<void> {
  await page.goto(link);
  await makeMark({ page, words }, how, name);
  await pressSign({ page, words });
  await expect(page.getByText(words.sign.outcome.deeds.signed)).toBeVisible();
}

type Screen = Pick<Person, "page" | "words">;

/** Takes the next step of the bar as often as it needs; a busy machine answers a press late. */
async function pressUntilShown(bar: Locator, wanted: Locator): Promise<void> {
  await expect(async () => {
    if (!(await wanted.isVisible()))
      await bar.getByRole("button").first().click({ timeout: 1_000 });
    await expect(wanted).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

export async function makeMark({ page, words }: Screen, how: How, name: string): Promise<void> {
  const { sign: t } = words;
  const bar = page.getByRole("region", { name: t.bar.label });
  const sheet = page.getByRole("dialog");
  // "Next: sign on page 3" leads to the box first, then the same button opens the sheet.
  await pressUntilShown(bar, sheet);
  await sheet.getByText(t.sheet[how], { exact: true }).click();
  if (how === "typed") await sheet.getByLabel(t.type.label, { exact: true }).fill(name);
  else await drawWave(page);
  await sheet.getByRole("button", { name: t.sheet.use, exact: true }).click();
}

export async function drawWave(page: Page): Promise<void> {
  const pad = await page.locator("dialog svg.touch-none").boundingBox();
  if (!pad) throw new Error("No pad to draw on");
  const at = (x: number, y: number) => [pad.x + pad.width * x, pad.y + pad.height * y] as const;
  await page.mouse.move(...at(0.15, 0.6));
  await page.mouse.down();
  for (let step = 1; step <= 20; step++)
    await page.mouse.move(...at(0.15 + step * 0.035, 0.5 + 0.25 * Math.sin(step / 1.5)));
  await page.mouse.up();
}

export async function pressSign({ page, words }: Screen): Promise<void> {
  const { sign: t } = words;
  const bar = page.getByRole("region", { name: t.bar.label });
  const agreement = bar.getByRole("checkbox");
  await pressUntilShown(bar, agreement);
  await agreement.check();
  await bar.getByRole("button", { name: t.agree.signButton, exact: true }).click();
}
