import type { Locator, Page } from "@playwright/test";
import { makeContract } from "./fixtures/make-pdfs";
import { allSaved, savedBoxes } from "./support/boxes";
import type { Person } from "./support/office";
import { atDesk, namePeople, setUp, signIn, upload } from "./support/office";
import { expect, test } from "./support/test";

const pages = Array.from({ length: 500 }, (_, index) => ({ text: [`This is page ${index + 1}.`] }));
const email = "admin@example.org";

/** How much of a canvas is not white, transparent or its own ground; 0 to 1. */
const inkOf = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    if (width === 0 || height === 0) return 0;
    const pixels = (element as HTMLCanvasElement)
      .getContext("2d")
      ?.getImageData(0, 0, width, height);
    let dark = 0;
    for (let at = 0; at < width * height * 4; at += 4)
      if ((pixels?.data[at + 3] ?? 0) > 0 && (pixels?.data[at] ?? 255) < 200) dark += 1;
    return dark / (width * height);
  });

const smallOf = (page: Page, number: number) => page.locator(`[data-thumbnail="${number}"]`);
const fieldOf = ({ page, words }: Person) =>
  page.getByRole("textbox", { name: words.editor.pageField.split("{")[0] ?? "" });

test.describe.configure({ mode: "serial" });

test("500 pages: every page is a jump away, and only those near are kept", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page } = person;
  await setUp(person, portal.setupLink());
  const envelopeId = await upload(person, "five hundred.pdf", makeContract({ pages }));
  await namePeople(person, "Five hundred", [{ name: "Sara Ahmadi" }]);
  await page.locator('[data-page="1"] canvas').waitFor();
  await expect.poll(() => inkOf(smallOf(page, 1).locator("canvas"))).toBeGreaterThan(0.001);

  const field = fieldOf(person);
  // Enter leads to the page, and places nothing there.
  await field.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-surface="1"]')).toBeFocused();
  await expect(page.locator("[data-box]")).toHaveCount(0);
  await field.fill("500");
  await field.press("Enter");
  await expect(page.locator('[data-page="500"] canvas')).toBeInViewport();
  await expect(smallOf(page, 500)).toHaveAttribute("aria-current", "page");
  await expect(smallOf(page, 500)).toBeInViewport();
  await expect.poll(() => inkOf(smallOf(page, 500).locator("canvas"))).toBeGreaterThan(0.001);
  // The keyboard stands on the page itself: Enter places a box there.
  await page.keyboard.press("Enter");
  await allSaved(page);
  expect(savedBoxes(portal.dataFolder, envelopeId).map((row) => row.page)).toEqual([500]);

  // From the list: by its keys, and with the mouse.
  await smallOf(page, 500).focus();
  await page.keyboard.press("Home");
  await expect(smallOf(page, 1)).toBeFocused();
  await expect(page.locator('[data-page="1"] canvas')).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await expect(smallOf(page, 2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(smallOf(page, 2)).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("End");
  await expect(smallOf(page, 500)).toBeFocused();
  await expect(smallOf(page, 500)).toHaveAccessibleName(/1 box/);

  for (const number of ["250", "3", "499", "77"]) {
    await field.fill(number);
    await field.press("Enter");
    await expect(page.locator(`[data-page="${number}"] canvas`)).toBeInViewport();
  }
  expect(await page.locator("[data-page] canvas").count()).toBeLessThan(12);
  expect(await page.locator("[data-thumbnail]").count()).toBeLessThan(30);

  // Digits of the other language, and a page that there is not.
  await field.fill("۱۲");
  await field.press("Enter");
  await expect(page.locator('[data-page="12"] canvas')).toBeInViewport();
  await field.fill("501");
  await field.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "1 to 500" })).toBeAttached();
  const tools = page.getByRole("toolbar", { name: person.words.editor.tools });
  await expect(tools.getByText("only 1 to 500")).toBeInViewport();
  await expect(field).toHaveValue("12");
  await person.context.close();
});

test("a page that does not come says why, takes a box all the same, and comes when asked again", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page, words } = person;
  await signIn(person, email);
  const big = makeContract({ pages, totalBytes: 3_000_000 });
  const envelopeId = await upload(person, "torn.pdf", big);
  await namePeople(person, "Torn", [{ name: "Sara Ahmadi" }]);
  await page.locator('[data-page="1"] canvas').waitFor();
  // What pdf.js throws for one page must not take the others along.
  await page.evaluate(() => {
    const { fill } = CanvasRenderingContext2D.prototype;
    const { fillText } = CanvasRenderingContext2D.prototype;
    const tear = (context: CanvasRenderingContext2D) => {
      const isTorn = document.documentElement.dataset.whole === undefined;
      if (isTorn && context.canvas.closest('[data-page="40"]')) throw new Error("The page is torn");
    };
    Object.assign(CanvasRenderingContext2D.prototype, {
      fill(this: CanvasRenderingContext2D, ...path: [Path2D]) {
        tear(this);
        fill.apply(this, path);
      },
      fillText(this: CanvasRenderingContext2D, ...words: [string, number, number]) {
        tear(this);
        fillText.apply(this, words);
      },
    });
  });
  await fieldOf(person).fill("40");
  await fieldOf(person).press("Enter");
  await expect(page.locator('[data-page="40"]').getByText("The page is torn")).toBeVisible();
  await page.keyboard.press("Enter");
  const left = page.getByLabel(words.editor.lengths.x);
  await left.fill("20");
  await left.press("Enter");
  await allSaved(page);
  const [row] = savedBoxes(portal.dataFolder, envelopeId);
  expect(row?.page).toBe(40);
  expect(Math.abs((row?.x ?? 0) - (20 / 25.4) * 72)).toBeLessThan(0.5);
  await expect(page.locator('[data-page="41"] canvas')).toBeAttached();

  const torn = page.locator('[data-page="40"]');
  const again = torn.getByRole("button", { name: words.pdfPages.tryAgain, exact: true });
  await again.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath("failed.png") });
  await page.evaluate(() => {
    document.documentElement.dataset.whole = "";
  });
  await again.click();
  await expect(torn.locator("canvas").locator("visible=true")).toBeVisible();
  await expect(again).toHaveCount(0);
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await person.context.close();
});

test("of pages of many sizes the first fits at the start, and any other when it is asked for", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page, words } = person;
  await signIn(person, email);
  const mixed = makeContract({ pages: [{}, { size: [2384, 1684] }, {}] });
  await upload(person, "mixed.pdf", mixed);
  await namePeople(person, "Mixed", [{ name: "Sara Ahmadi" }]);
  const fills = async (number: number) => {
    await expect(async () => {
      const ground = await page.locator("[data-pdf]").boundingBox();
      const place = await page.locator(`[data-page="${number}"]`).boundingBox();
      if (!ground || !place) throw new Error("Nothing is on the screen");
      expect(place.width / ground.width).toBeGreaterThan(0.9);
      expect(place.x).toBeGreaterThanOrEqual(ground.x);
      expect(place.x + place.width).toBeLessThanOrEqual(ground.x + ground.width);
    }).toPass({ timeout: 10_000 });
  };
  await page.locator('[data-page="1"] canvas').waitFor();
  await fills(1);
  for (const number of [2, 3]) {
    await fieldOf(person).fill(String(number));
    await fieldOf(person).press("Enter");
    await page.getByRole("button", { name: words.editor.zoomFit, exact: true }).click();
    await fills(number);
  }
  await person.context.close();
});
