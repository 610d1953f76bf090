import type { Locator, Page } from "@playwright/test";
import { makeContract } from "../fixtures/make-pdfs";
import type { Rect, Row } from "../support/boxes";
import { allSaved, farthest, savedBoxes } from "../support/boxes";
import { localesHere } from "../support/locales-here";
import type { Person } from "../support/office";
import { atDesk, onPhone, setUp } from "../support/office";
import { startPortal } from "../support/portal";
import { isSound } from "../support/sound";
import { expect, test } from "../support/test";
import { fingersOn } from "../support/touch";

const names = {
  en: ["Ali Rezaei", "Sara Ahmadi"],
  fa: ["علی رضایی", "سارا احمدی"],
} as const;

const file = { name: "Lease.pdf", mimeType: "application/pdf", buffer: makeContract() };
/** Points of a page of that contract. */
const paper = { width: 595, height: 842 };

const isNamed = {
  en: /^Signature, Sara Ahmadi, page 2, \d+ by \d+ mm$/,
  fa: /^امضا، سارا احمدی، صفحهٔ ۲، [۰-۹]+ در [۰-۹]+ میلی‌متر$/,
} as const;
const isPlaced = {
  en: /^\d+ mm from the left, \d+ mm from the top\.$/,
  fa: /^[۰-۹]+ میلی‌متر از چپ، [۰-۹]+ میلی‌متر از بالا\.$/,
} as const;
const isTold = {
  en: /^Page 2, \d+ mm from the left, \d+ mm from the top\. \d+ by \d+ mm\.$/,
  fa: /^صفحهٔ ۲، [۰-۹]+ میلی‌متر از چپ، [۰-۹]+ میلی‌متر از بالا\. [۰-۹]+ در [۰-۹]+ میلی‌متر\.$/,
} as const;

/** Where a box of a page (1-based) is on the screen, in points as the database has it. */
async function seenOnPage(page: Page, pageNumber: number): Promise<Rect> {
  // Both in one look: a page may still be rolling.
  const [ground, box] = await page
    .locator(`[data-page="${pageNumber}"]`)
    .evaluate((surface) =>
      [surface, surface.querySelector("[data-box]")].map((one) => one?.getBoundingClientRect()),
    );
  if (!ground || !box) throw new Error(`No box is on page ${pageNumber}`);
  const zoom = ground.width / paper.width;
  const [width, height] = [box.width / zoom, box.height / zoom];
  const x = (box.x - ground.x) / zoom;
  return [x, paper.height - (box.y - ground.y) / zoom - height, width, height];
}

/** That the sent envelope has these boxes, one for each signer. */
async function areSent(page: Page, dataFolder: string, wanted: readonly Rect[]): Promise<void> {
  await page.waitForURL(/\/envelopes\/[0-9a-f-]+$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const rows = savedBoxes(dataFolder, page.url().split("/").at(-1) ?? "");
  expect(rows.map((row) => row.page)).toEqual([1, 2]);
  expect(new Set(rows.map((row) => row.recipient_id)).size).toBe(2);
  for (const [index, rect] of wanted.entries())
    expect(farthest(rows[index] as Row, rect)).toBeLessThan(1);
}

/** Goes on with a key until this has the keyboard. */
async function reach(wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(wanted).toBeAttached();
  const has = () => wanted.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 80 && !(await has()); presses++)
    await wanted.page().keyboard.press(key);
  await expect(wanted).toBeFocused();
}

const button = ({ page }: Person, name: string): Locator =>
  page
    .getByRole("button", { name, exact: true })
    .and(page.locator("button"))
    .locator("visible=true");
const link = ({ page }: Person, name: string): Locator =>
  page.getByRole("link", { name, exact: true }).locator("visible=true").first();

for (const locale of localesHere("en")) {
  test(`an envelope is made and sent by keyboard alone (${locale})`, async ({ browser }) => {
    const portal = await startPortal();
    const person = await atDesk(browser, portal.url, locale);
    const { page, words } = person;
    const { keyboard } = page;
    await setUp(person, portal.setupLink());
    await isSound(page);

    await reach(link(person, words.shell.newEnvelope));
    await keyboard.press("Enter");
    await page.waitForURL("**/envelopes/new");
    await isSound(page);
    await reach(button(person, words.newEnvelope.choose));
    const chooser = page.waitForEvent("filechooser");
    await keyboard.press("Enter");
    await (await chooser).setFiles(file);

    await page.waitForURL(/\/people$/);
    const { draft: t, editor } = words;
    const inputs = page.getByLabel(t.personName, { exact: true });
    await reach(inputs.first());
    await keyboard.type(names[locale][0]);
    await reach(button(person, t.addSigner));
    await keyboard.press("Space");
    await reach(inputs.nth(1), "Shift+Tab");
    await keyboard.type(names[locale][1]);
    await isSound(page);
    await reach(button(person, t.continue));
    await keyboard.press("Enter");

    await page.waitForURL(/\/boxes$/);
    await page.locator("[data-page] canvas").first().waitFor();
    await isSound(page);
    const surface = page.locator("button[data-surface='1']");
    await reach(surface);
    await expect(surface).toHaveAccessibleName(/Enter/);
    await expect(surface).toHaveAccessibleName(/Space/);
    await keyboard.press("Enter");
    const first = page.locator('[data-page="1"] [data-box]');
    await expect(first).toBeFocused();
    for (const keys of ["Shift+ArrowDown", "Shift+ArrowLeft", "Alt+ArrowRight"])
      await keyboard.press(keys);
    // By numbers, too: 30 mm from the left.
    await reach(page.getByLabel(editor.lengths.x).locator("visible=true"));
    await keyboard.press("Control+a");
    await keyboard.type(locale === "fa" ? "۳۰" : "30");
    await keyboard.press("Enter");
    await reach(first, "Shift+Tab");

    await keyboard.press("PageDown");
    await expect(page.locator("button[data-surface='2']")).toBeFocused();
    await keyboard.press("2");
    await keyboard.press("Space");
    const second = page.locator('[data-page="2"] [data-box]');
    await expect(second).toBeFocused();
    await expect(second).toHaveAccessibleName(isNamed[locale]);
    await expect(second).toHaveAccessibleDescription(isPlaced[locale]);
    await keyboard.press("Shift+ArrowRight");
    await expect(page.getByRole("status").filter({ hasText: isTold[locale] })).toHaveCount(1);
    await keyboard.press("Control+z");
    await keyboard.press("Control+Shift+z");
    await isSound(page);
    await allSaved(page);
    const seen = [await seenOnPage(page, 1), await seenOnPage(page, 2)];
    expect(seen[0]?.[0]).toBeCloseTo((30 * 72) / 25.4, 0);

    await reach(button(person, editor.continue), "Shift+Tab");
    await keyboard.press("Enter");
    await page.waitForURL(/\/review$/);
    await isSound(page);
    await reach(button(person, words.review.send));
    await keyboard.press("Enter");
    await areSent(page, portal.dataFolder, seen);
    await isSound(page);
    await portal.remove();
  });
}

for (const locale of localesHere("fa")) {
  test(`an envelope is made and sent by touch alone (${locale})`, async ({ browser }) => {
    const portal = await startPortal();
    const person = await onPhone(browser, portal.url, locale);
    const { page, words } = person;
    const { draft: t, editor } = words;
    await setUp(person, portal.setupLink());
    await isSound(page);

    await link(person, words.shell.newEnvelope).tap();
    await page.waitForURL("**/envelopes/new");
    await isSound(page);
    const chooser = page.waitForEvent("filechooser");
    await button(person, words.newEnvelope.choose).tap();
    await (await chooser).setFiles(file);

    await page.waitForURL(/\/people$/);
    const inputs = page.getByLabel(t.personName, { exact: true });
    await button(person, t.addSigner).tap();
    for (const [index, name] of names[locale].entries()) {
      await inputs.nth(index).tap();
      await expect(inputs.nth(index)).toBeFocused();
      // The keyboard of a phone sends words and no keys.
      await page.keyboard.insertText(name);
      await expect(inputs.nth(index)).toHaveValue(name);
    }
    await isSound(page);
    await button(person, t.continue).tap();

    await page.waitForURL(/\/boxes$/);
    await page.locator("[data-page] canvas").first().waitFor();
    await isSound(page);
    const { drag, pinch } = await fingersOn(page);
    const chips = page.locator("[data-person]").locator("visible=true");
    const column = page.locator("[data-pdf]");
    const middleOf = async (wanted: Locator) => {
      const at = await wanted.boundingBox();
      if (!at) throw new Error("It is not on the screen");
      return [at.x + at.width / 2, at.y + at.height / 2] as const;
    };
    const boxOn = (pageNumber: number) => page.locator(`[data-page="${pageNumber}"] [data-box]`);

    // Tap the person, tap the page.
    await chips.first().tap();
    const [x, y] = await middleOf(column);
    await page.touchscreen.tap(x, y);
    await expect(boxOn(1)).toHaveAttribute("aria-pressed", "true");
    await isSound(page);
    for (const target of await page
      .locator("[data-handle], [data-box], [role=toolbar] button, section select, section button")
      .locator("visible=true")
      .all()) {
      const size = await target.evaluate((element) => {
        const { width, height } = element.getBoundingClientRect();
        const more = getComputedStyle(element, "::before");
        const grown = (side: string) => Number.parseFloat(side) || 0;
        return Math.min(
          Math.max(width, grown(more.minWidth)),
          Math.max(height, grown(more.minHeight)),
        );
      });
      expect(size, await target.evaluate((element) => element.outerHTML)).toBeGreaterThanOrEqual(
        44,
      );
    }

    // The chosen box is moved and sized; both can be undone and done again.
    const placed = await seenOnPage(page, 1);
    const start = await middleOf(boxOn(1));
    await drag(start, [start[0] + 40, start[1] - 60]);
    const moved = await seenOnPage(page, 1);
    const zoom = ((await page.locator('[data-page="1"]').boundingBox())?.width ?? 0) / paper.width;
    expect(moved[0] - placed[0]).toBeCloseTo(40 / zoom, -1);
    expect(moved[1] - placed[1]).toBeCloseTo(60 / zoom, -1);
    const corner = await middleOf(page.locator('[data-handle="se"]'));
    await drag(corner, [corner[0] + 30, corner[1] + 15]);
    const sized = await seenOnPage(page, 1);
    expect(sized[2] - moved[2]).toBeCloseTo(30 / zoom, -1);
    await page.getByRole("button", { name: editor.undo }).tap();
    await expect.poll(async () => (await seenOnPage(page, 1))[2]).toBeCloseTo(moved[2], 0);
    await page.getByRole("button", { name: editor.redo }).tap();
    await expect.poll(async () => (await seenOnPage(page, 1))[2]).toBeCloseTo(sized[2], 0);

    // One finger scrolls, also across a box that is not chosen, and moves nothing.
    await page.touchscreen.tap(330, y);
    await expect(boxOn(1)).toHaveAttribute("aria-pressed", "false");
    const before = await column.evaluate((element) => element.scrollTop);
    const over = await middleOf(boxOn(1));
    await drag(over, [over[0], over[1] - 120]);
    await expect
      .poll(() => column.evaluate((element) => element.scrollTop))
      .toBeGreaterThan(before + 60);
    expect(farthest(toRow(await seenOnPage(page, 1)), sized)).toBeLessThan(1);
    await expect(boxOn(1)).toHaveAttribute("aria-pressed", "false");

    // Two fingers zoom about themselves: what lies under them stays there.
    const shareUnder = async (down: number) => {
      const ground = await page.locator('[data-page="1"]').boundingBox();
      return ground ? [(180 - ground.x) / ground.width, (down - ground.y) / ground.height] : [];
    };
    const under = await shareUnder(y);
    await pinch([180, y], [80, 160]);
    await expect
      .poll(async () => (await page.locator('[data-page="1"]').boundingBox())?.width)
      .toBeGreaterThan(paper.width * zoom * 1.8);
    const still = await shareUnder(y);
    expect(still[0]).toBeCloseTo(under[0] ?? 0, 1);
    expect(still[1]).toBeCloseTo(under[1] ?? 0, 1);
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
    await pinch([180, y], [160, 80]);

    // To page 2 with one finger, then the second person is dragged out of the bar.
    for (let swipes = 0; swipes < 8; swipes++) {
      const top = (await page.locator('[data-page="2"]').boundingBox())?.y ?? 0;
      if (top < y - 60) break;
      await drag([20, y + 80], [20, y - 80]);
    }
    const chip = await middleOf(chips.nth(1));
    await drag(chip, [200, y + 60]);
    await expect(boxOn(2)).toHaveAccessibleName(isNamed[locale]);
    await expect(boxOn(2)).toHaveAccessibleDescription(isPlaced[locale]);

    // Both at once, and the sheet with everything else.
    const sheet = page.getByRole("dialog");
    // The bar under the pages gets its second row a moment after a box is chosen.
    await expect(async () => {
      await page.getByRole("button", { name: editor.more }).tap();
      await expect(sheet).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await isSound(page);
    await button(person, editor.selectAll).tap();
    await expect(page.locator("[data-box][aria-pressed=true]")).toHaveCount(2);
    await page.getByRole("button", { name: editor.more }).tap();
    await sheet.getByRole("button", { name: editor.arrangements.left, exact: true }).tap();
    await isSound(page);
    await sheet.getByRole("button", { name: words.common.close, exact: true }).tap();
    await allSaved(page);
    const seen = [await seenOnPage(page, 1), await seenOnPage(page, 2)];

    await button(person, editor.continue).tap();
    await page.waitForURL(/\/review$/);
    await isSound(page);
    await button(person, words.review.send).tap();
    await areSent(page, portal.dataFolder, seen);
    await isSound(page);
    await portal.remove();
  });
}

const toRow = ([x, y, width, height]: Rect): Row => ({
  page: 1,
  recipient_id: "",
  x,
  y,
  width,
  height,
});
