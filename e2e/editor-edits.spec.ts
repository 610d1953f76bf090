import type { Page } from "@playwright/test";
import { makeContract } from "./fixtures/make-pdfs";
import type { Row } from "./support/boxes";
import { allSaved, dragBy, farthest, savedBoxes } from "./support/boxes";
import type { Person } from "./support/office";
import { atDesk, namePeople, setUp, signIn, upload } from "./support/office";
import type { Portal } from "./support/portal";
import { expect, test } from "./support/test";

let isSetUp = false;
async function openDraft(
  person: Person,
  portal: Portal,
  title: string,
  names: readonly string[],
): Promise<string> {
  if (isSetUp) await signIn(person, "admin@example.org");
  else await setUp(person, portal.setupLink());
  isSetUp = true;
  return nextDraft(person, title, names);
}
async function nextDraft(person: Person, title: string, names: readonly string[]) {
  const envelopeId = await upload(person, "three.pdf", makeContract());
  await namePeople(
    person,
    title,
    names.map((name) => ({ name })),
  );
  await person.page.locator("[data-page] canvas").first().waitFor();
  return envelopeId;
}
const zoomOf = async (page: Page) => {
  const ground = await page.locator('[data-page="1"]').boundingBox();
  if (!ground) throw new Error("No page");
  return { ...ground, zoom: ground.width / 595 };
};
/** Draws a box for the first person on page 1, in points from the upper left. */
async function draw(page: Page, x: number, y: number, width: number, height: number) {
  const { x: left, y: top, zoom } = await zoomOf(page);
  await page.keyboard.press("1");
  await dragBy(page, left + x * zoom, top + y * zoom, width * zoom, height * zoom);
}
const centreOf = async (page: Page, nth: number) => {
  const at = await page.locator("[data-box]").nth(nth).boundingBox();
  if (!at) throw new Error("The box is not on the screen");
  return [at.x + at.width / 2, at.y + at.height / 2] as const;
};
const rowsOf = async (page: Page, portal: Portal, envelopeId: string): Promise<Row[]> => {
  await allSaved(page);
  return savedBoxes(portal.dataFolder, envelopeId).sort((one, other) => other.y - one.y);
};

test.describe.configure({ mode: "serial" });

test("several boxes are framed, aligned, moved together and copied, and all of it can be undone after a reload", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page, words } = person;
  const t = words.editor;
  const envelopeId = await openDraft(person, portal, "Several", ["Ali Rezaei", "Sara Ahmadi"]);
  await draw(page, 100, 100, 120, 40);
  await draw(page, 140, 200, 150, 50);
  await draw(page, 180, 340, 100, 40);
  const drawn = await rowsOf(page, portal, envelopeId);

  // A frame around the upper two, the third with Shift.
  const { x, y, zoom } = await zoomOf(page);
  await dragBy(page, x + 60 * zoom, y + 60 * zoom, 300 * zoom, 150 * zoom);
  await expect(page.locator("[data-box][aria-pressed=true]")).toHaveCount(2);
  await page
    .locator("[data-box]")
    .nth(2)
    .click({ modifiers: ["Shift"] });
  await expect(page.locator("[data-box][aria-pressed=true]")).toHaveCount(3);
  await page.getByRole("button", { name: t.arrangements.left }).click();
  await page.getByRole("button", { name: t.arrangements.down }).click();
  await page.getByRole("button", { name: t.arrangements.size }).click();
  const even = await rowsOf(page, portal, envelopeId);
  expect(even.map((row) => Math.round(row.x))).toEqual([100, 100, 100]);
  expect(even.map((row) => [Math.round(row.width), Math.round(row.height)])).toEqual([
    [100, 40],
    [100, 40],
    [100, 40],
  ]);

  await page.keyboard.down("Alt");
  await dragBy(page, ...(await centreOf(page, 1)), 30 * zoom, 50 * zoom);
  await page.keyboard.up("Alt");
  const moved = await rowsOf(page, portal, envelopeId);
  for (const [index, row] of moved.entries()) {
    const before = even[index] as Row;
    const to = [before.x + 30, before.y - 50, before.width, before.height] as const;
    expect(farthest(row, to)).toBeLessThan(1);
  }

  const tools = page.getByRole("toolbar", { name: t.chosenTools });
  await tools.getByLabel(t.signsHere).selectOption({ label: "2. Sara Ahmadi" });
  await tools.getByRole("button", { name: t.copyToPages }).click();
  await page.getByRole("menuitem", { name: t.copyToRange }).click();
  await page.getByRole("textbox", { name: t.range }).fill("2-9");
  await page.getByRole("button", { name: t.copyNow, exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("1 to 3");
  await page.getByRole("textbox", { name: t.range }).fill("۲، 3");
  await page.getByRole("button", { name: t.copyNow, exact: true }).click();
  expect(await rowsOf(page, portal, envelopeId)).toHaveLength(9);

  await page.reload();
  await page.locator("[data-page] canvas").first().waitFor();
  // Copied, given to somebody, moved, made the same size, spaced, aligned.
  for (let steps = 0; steps < 6; steps++) await page.keyboard.press("Control+z");
  expect(await rowsOf(page, portal, envelopeId)).toEqual(drawn);
  await page.keyboard.press("Control+Shift+z");
  const [again] = await rowsOf(page, portal, envelopeId);
  expect(again?.x).toBeCloseTo(100, 0);
  await person.context.close();
});

test("a dragged box is drawn to the centre line, to its neighbour and not at all with Alt", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page } = person;
  const envelopeId = await openDraft(person, portal, "Snap", ["Ali Rezaei"]);
  await draw(page, 100, 100, 120, 40);
  const { zoom } = await zoomOf(page);
  const drag = async (dx: number) => dragBy(page, ...(await centreOf(page, 0)), dx * zoom, 0);
  // The middle of the page is at 297.5: the box belongs at 237.5.
  await drag(135);
  expect((await rowsOf(page, portal, envelopeId))[0]?.x).toBeCloseTo(237.5, 1);
  await page.keyboard.down("Alt");
  await drag(3);
  await page.keyboard.up("Alt");
  expect((await rowsOf(page, portal, envelopeId))[0]?.x).toBeCloseTo(240.5, 0);
  await page.mouse.move(...(await centreOf(page, 0)));
  await page.mouse.down();
  const [x, y] = await centreOf(page, 0);
  await page.mouse.move(x + 20, y, { steps: 2 });
  await page.mouse.move(x - 3 * zoom, y, { steps: 2 });
  await expect(page.locator("[data-guide]").first()).toBeVisible();
  await expect(page.getByRole("toolbar", { name: person.words.editor.chosenTools })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.locator("[data-guide]")).toHaveCount(0);
  expect((await rowsOf(page, portal, envelopeId))[0]?.x).toBeCloseTo(240.5, 0);
  await person.context.close();
});

test("boxes are marked, duplicated, copied to another envelope and measured in Persian, by keyboard", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "fa");
  const { page, words } = person;
  await openDraft(person, portal, "یک", ["علی رضایی", "سارا محمدی"]);
  await page.locator('[data-surface="1"]').focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-box]")).toBeFocused();
  await page.keyboard.press("Control+d");
  await expect(page.locator("[data-box]")).toHaveCount(2);
  await page.keyboard.press("m");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("m");
  await expect(page.locator("[data-box][aria-pressed=true]")).toHaveCount(2);
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Shift+?");
  await expect(page.getByRole("dialog")).toContainText(words.editor.keys.duplicate);
  await page.keyboard.press("Escape");
  await allSaved(page);

  const other = await nextDraft(person, "دو", ["امید کریمی"]);
  await page.locator('[data-surface="1"]').focus();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Control+v");
  await expect(page.locator("[data-box]")).toHaveCount(2);
  const pasted = await rowsOf(page, portal, other);
  expect(pasted.map((row) => row.page)).toEqual([2, 2]);

  // Nothing is chosen any more, and then the one box on which the keyboard stands.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-box][aria-pressed=true]")).toHaveCount(1);
  await page.getByLabel(words.editor.lengths.x).fill("۳۰");
  await page.keyboard.press("Enter");
  const [row] = (await rowsOf(page, portal, other)).filter(({ x }) => Math.abs(x - 85.04) < 0.02);
  expect(row).toBeDefined();

  // What does not fit is said, with what was taken instead.
  const left = page.getByLabel(words.editor.lengths.x);
  await left.fill("900");
  await page.keyboard.press("Enter");
  await expect(left).toHaveValue("۱۵۳٫۵");
  const said = page.locator("[data-adjusted]");
  await expect(said).toContainText("۹۰۰");
  await expect(said).toContainText("۱۵۳٫۵");
  await left.fill("abc");
  await page.keyboard.press("Enter");
  await expect(said).toHaveText(words.editor.adjusted.no_number);
  await left.fill("30");
  await page.keyboard.press("Enter");
  await expect(said).toBeEmpty();
  await person.context.close();
});

test("a box beside the edge is drawn in any time; only towards the edge the pages follow", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page } = person;
  await openDraft(person, portal, "Beside the edge", ["Ali Rezaei"]);
  const column = page.locator("[data-pdf]");
  const scrolled = () => column.evaluate(({ scrollTop }) => scrollTop);
  await column.evaluate((element) => element.scrollTo(0, 300));
  const { x, y } = (await column.boundingBox()) ?? { x: 0, y: 0 };
  const left = (await zoomOf(page)).x;
  expect(left).toBeGreaterThan(x);
  const drawSlowly = async (from: number, to: number) => {
    await page.keyboard.press("1");
    await page.mouse.move(left + 60, y + from);
    await page.mouse.down();
    await page.mouse.move(left + 220, y + to, { steps: 4 });
    await page.waitForTimeout(300);
    await page.mouse.up();
  };
  await drawSlowly(10, 35);
  await expect(page.locator("[data-box]")).toHaveCount(1);
  expect(await scrolled()).toBe(300);
  await page.keyboard.press("Delete");
  await drawSlowly(38, 8);
  await expect(page.locator("[data-box]")).toHaveCount(1);
  expect(await scrolled()).toBeLessThan(300);
  await person.context.close();
});
