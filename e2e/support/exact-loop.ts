import type { Browser, Page } from "@playwright/test";
import { makeContract } from "../fixtures/make-pdfs";
import type { Rect } from "./boxes";
import { allSaved, dragBy } from "./boxes";
import type { ExactPage } from "./exact-pages";
import { nameOf, toPdf } from "./exact-pages";
import type { Person } from "./office";
import {
  atDesk,
  drawWave,
  linkOf,
  namePeople,
  saveFile,
  send,
  signIn,
  toReview,
  upload,
} from "./office";
import type { Portal } from "./portal";
import type { Raster, Stamp } from "./read-pdf";
import { checkStructure, rasterise, signatureStamps, validSignatures } from "./read-pdf";
import { expect } from "./test";

type Wanted = { readonly page: number; readonly zoom: number; readonly upright: Rect };

/** CSS pixels per point at which a page has its size on paper. */
const fullSize = 96 / 72;

/** Turns the wheel with Ctrl held until a page is drawn at this part of its size on paper. */
async function zoomTo({ page, words }: Person, wanted: number): Promise<void> {
  const label = page
    .getByRole("toolbar", { name: words.editor.tools })
    .locator("button.tabular-nums")
    .filter({ hasText: "%" });
  await label.click();
  await expect(label).toHaveText("100%");
  const turns = 4;
  // The browser's remote control counts the wheel in pixels of the screen.
  const turn = (Math.log(wanted) / -0.005 / turns) * (await page.evaluate(() => devicePixelRatio));
  const column = await page.locator("[data-pdf]").boundingBox();
  if (!column) throw new Error("The pages are not on the screen");
  await page.mouse.move(column.x + column.width / 2, column.y + column.height / 2);
  for (let done = 1; done <= turns && wanted !== 1; done++) {
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, turn);
    await page.keyboard.up("Control");
    await expect(label).toHaveText(`${Math.round(100 * wanted ** (done / turns))}%`);
  }
}

/** Draws a box with the pointer on every page at every zoom, as one person with one screen. */
async function drawBoxes(
  person: Person,
  pages: readonly ExactPage[],
  zooms: readonly number[],
): Promise<Wanted[]> {
  const { page } = person;
  const drawn: Wanted[] = [];
  for (const [round, zoom] of zooms.entries()) {
    await zoomTo(person, zoom);
    for (const [index, { points, rotation }] of pages.entries()) {
      const field = page.getByRole("textbox", { name: /^Go to page/ });
      await field.fill(String(index + 1));
      await field.press("Enter");
      await expect(page.locator(`[data-surface="${index + 1}"]`)).toBeFocused();
      const ground = await leftmost(page, index + 1);
      const scale = ground.width / (points[rotation % 180 === 0 ? 0 : 1] ?? 1);
      expect(Math.abs(scale / (zoom * fullSize) - 1)).toBeLessThan(0.01);
      const upright: Rect = [21.3 + index * 1.7, 18.6 + round * 58, 121.4 - round, 43.7 + round];
      const [u, v, w, h] = upright.map((length) => length * scale) as unknown as Rect;
      await page.keyboard.press("1");
      await dragBy(page, ground.x + u, ground.y + v, w, h);
      await expect(page.locator(`[data-page="${index + 1}"] [data-box]`)).toHaveCount(round + 1);
      // A new box takes the keyboard a frame later; nobody types into the field before that.
      await expect(page.locator("[data-box]:focus")).toHaveCount(1);
      drawn.push({ page: index + 1, zoom, upright });
    }
  }
  await allSaved(page);
  return drawn;
}

/** A page that is wider than the screen is pushed to its left end. */
async function leftmost(page: Page, number: number) {
  const place = page.locator(`[data-page="${number}"]`);
  const column = await page.locator("[data-pdf]").boundingBox();
  if (!column) throw new Error("The pages are not on the screen");
  let before = await place.boundingBox();
  // Pages that come near are drawn, and the column may still move.
  await expect(async () => {
    const last = before;
    await page.waitForTimeout(100);
    before = await place.boundingBox();
    expect(before).toEqual(last);
  }).toPass();
  if (!before) throw new Error("The page is not on the screen");
  if (before.x >= column.x) return before;
  await page.mouse.move(column.x + column.width / 2, column.y + column.height / 2);
  await page.mouse.wheel(-10_000, 0);
  await expect.poll(async () => (await place.boundingBox())?.x).toBeGreaterThanOrEqual(column.x);
  return (await place.boundingBox()) ?? before;
}

/** Signs in the browser, whatever number of boxes there is to walk past. */
async function signEverywhere({ page, words }: Person, link: string): Promise<void> {
  const { sign: t } = words;
  await page.goto(link);
  const bar = page.getByRole("region", { name: t.bar.label });
  const sheet = page.getByRole("dialog");
  const agreement = bar.getByRole("checkbox");
  await expect(async () => {
    if (!(await sheet.isVisible()) && !(await agreement.isVisible()))
      await bar.getByRole("button").first().click({ timeout: 1_000 });
    if (await sheet.isVisible()) {
      await sheet.getByText(t.sheet.drawn, { exact: true }).click();
      await drawWave(page);
      await sheet.getByRole("button", { name: t.sheet.use, exact: true }).click();
    }
    expect(await agreement.isVisible()).toBe(true);
  }).toPass({ intervals: [100], timeout: 120_000 });
  await agreement.check();
  await bar.getByRole("button", { name: t.agree.signButton, exact: true }).click();
  await expect(page.getByText(t.outcome.deeds.signed)).toBeVisible({ timeout: 120_000 });
}

export type ExactRun = {
  readonly screen: 1 | 2;
  readonly pages: readonly ExactPage[];
  /** Parts of the size on paper. */
  readonly zooms: readonly number[];
};

/**
 * One upload: boxes are drawn on a screen of this sharpness, sent with the built-in signer and
 * signed in the browser; then the sealed file is read back.
 * @returns the farthest side of all, in points
 */
export async function checkExact(
  browser: Browser,
  portal: Portal,
  { screen, pages, zooms }: ExactRun,
): Promise<number> {
  const office = await atDesk(browser, portal.url, "en", screen);
  // High enough that no box ends beside the lower edge, where the pages would follow the pointer.
  await office.page.setViewportSize({ width: 1440, height: 1200 });
  await signIn(office, "admin@example.org");
  const contract = makeContract({ pages: pages.map(({ spec }) => spec) });
  await upload(office, "pages.pdf", contract);
  await namePeople(office, `Every page at ${screen}x`, [{ name: "Ali Rezaei" }]);
  expect(await office.page.evaluate(() => devicePixelRatio)).toBe(screen);
  const drawn = await drawBoxes(office, pages, zooms);
  await toReview(office);
  await send(office);
  const recipient = await atDesk(browser, portal.url, "en", screen);
  await signEverywhere(recipient, await linkOf(office, "Ali Rezaei"));
  await expect(office.page.getByText(office.words.status.envelope.completed).first()).toBeVisible({
    // Ninety-six signatures, one after the other.
    timeout: 180_000,
  });
  const sealed = await saveFile(office, office.words.envelope.fileSigned);
  await Promise.all([office.context.close(), recipient.context.close()]);

  checkStructure(sealed);
  expect(validSignatures(sealed)).toBe(drawn.length);
  const stamps = signatureStamps(sealed);
  expect(stamps).toHaveLength(drawn.length);
  const distances = drawn.map((box) => {
    const page = pages[box.page - 1];
    if (!page) throw new Error(`There is no page ${box.page}`);
    const far = nearest(toPdf(box.upright, page), stamps, box.page);
    expect(far, `page ${box.page} (${nameOf(page)}) at ${box.zoom}, ${screen}x`).toBeLessThan(1);
    return far;
  });
  expectInkOnlyInside(drawn, pages, rasterise(contract), rasterise(sealed));
  return Math.max(...distances);
}

/** How far the closest stamp of the page lies from where it belongs: its worst side, in points. */
const nearest = (wanted: Rect, stamps: readonly Stamp[], page: number): number =>
  Math.min(
    ...stamps
      .filter((stamp) => stamp.page === page)
      .map(({ rect }) =>
        Math.max(...rect.map((side, index) => Math.abs(side - (wanted[index] ?? 0)))),
      ),
  );

/** Poppler sees a mark inside every box, upright, and nothing new anywhere else. */
function expectInkOnlyInside(
  drawn: readonly Wanted[],
  pages: readonly ExactPage[],
  before: readonly Raster[],
  after: readonly Raster[],
): void {
  for (const [index, page] of pages.entries()) {
    const [old, now] = [before[index], after[index]];
    if (!old || !now) throw new Error(`Page ${index + 1} was not drawn`);
    // Poppler draws UserUnit in its own way, so pixels are counted per point as it drew this page.
    const scale = now.width / (page.points[page.rotation % 180 === 0 ? 0 : 1] ?? 1);
    const boxes = drawn.filter((each) => each.page === index + 1).map(({ upright }) => upright);
    const ink = boxes.map(() => 0);
    let outside = 0;
    for (let at = 0; at < now.grey.length; at++) {
      if (Math.abs((now.grey[at] ?? 0) - (old.grey[at] ?? 0)) < 96) continue;
      const x = (at % now.width) + 0.5;
      const y = Math.floor(at / now.width) + 0.5;
      const inside = boxes.findIndex(
        ([u, v, w, h]) =>
          x > u * scale - 1 &&
          x < (u + w) * scale + 1 &&
          y > v * scale - 1 &&
          y < (v + h) * scale + 1,
      );
      if (inside === -1) outside++;
      else ink[inside] = (ink[inside] ?? 0) + 1;
    }
    expect(outside, `new ink outside the boxes of page ${index + 1} (${nameOf(page)})`).toBe(0);
    expect(
      Math.min(...ink),
      `ink in the boxes of page ${index + 1} (${nameOf(page)})`,
    ).toBeGreaterThan(20);
  }
}
