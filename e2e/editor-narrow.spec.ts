import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import Database from "better-sqlite3";
import { makeContract } from "./fixtures/make-pdfs";
import { allSaved } from "./support/boxes";
import { localesHere } from "./support/locales-here";
import type { Person } from "./support/office";
import { atDesk, namePeople, onPhone, setUp, signIn, upload } from "./support/office";
import { expect, test } from "./support/test";

const email = "admin@example.org";
const pages = Array.from({ length: 60 }, (_, index) => ({ text: [`This is page ${index + 1}.`] }));
let address = "";
/** What the security policy refused on the page that is open. */
declare global {
  interface Window {
    refused: string[];
  }
}

const smallOf = (page: Page, number: number) => page.locator(`[data-thumbnail="${number}"]`);
const sheetOf = ({ page, words }: Person) =>
  page.getByRole("dialog", { name: words.editor.pages, exact: true });
async function openPages(person: Person): Promise<void> {
  await person.page.locator("[data-all-pages]").locator("visible=true").click();
  await expect(sheetOf(person)).toBeVisible();
}
const sizeOf = async (target: Locator) => {
  const at = await target.boundingBox();
  return at ?? { x: 0, y: 0, width: 0, height: 0 };
};

/** A box on page 40 that is too small to sign in, as an older portal could have kept it. */
function shrinkBox(dataFolder: string): void {
  const database = new Database(path.join(dataFolder, "muhr.db"));
  database.prepare("update placements set page = 40, width = 4, height = 4").run();
  database.close();
}

test.describe.configure({ mode: "serial" });

test("at 1024 px the page has most of the width, and its policy refuses nothing", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page } = person;
  await page.addInitScript(() => {
    window.refused = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective, sourceFile }) =>
      window.refused.push(`${effectiveDirective} ${sourceFile}`),
    );
  });
  await page.setViewportSize({ width: 1024, height: 768 });
  await setUp(person, portal.setupLink());
  await upload(person, "sixty.pdf", makeContract({ pages }));
  await namePeople(person, "Sixty", [{ name: "Sara Ahmadi" }, { name: "Ali Rezaei" }]);
  address = new URL(page.url()).pathname;
  await page.goto(address);
  await page.locator('[data-surface="1"]').waitFor();
  const shown = page.locator('[data-page="1"]');
  expect((await sizeOf(shown)).width / 1024).toBeGreaterThan(0.52);
  await page.screenshot({ path: test.info().outputPath("1024.png") });

  // The keyboard goes from the button to a page, and places a box there.
  await page.locator("[data-all-pages]").locator("visible=true").focus();
  await page.keyboard.press("Enter");
  await expect(smallOf(page, 1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(smallOf(page, 5)).toBeFocused();
  await page.screenshot({ path: test.info().outputPath("1024-pages.png") });
  await page.keyboard.press("Enter");
  await expect(sheetOf(person)).toHaveCount(0);
  await expect(page.locator('[data-surface="5"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await allSaved(page);
  shrinkBox(portal.dataFolder);

  await page.setViewportSize({ width: 768, height: 1024 });
  await expect.poll(async () => (await sizeOf(shown)).width / 768).toBeGreaterThan(0.6);
  await page.screenshot({ path: test.info().outputPath("768.png") });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.locator("[data-all-pages]").locator("visible=true")).toHaveCount(0);
  await expect(smallOf(page, 5)).toBeVisible();
  expect(await page.evaluate(() => window.refused)).toEqual([]);
  await person.context.close();
});

for (const locale of localesHere("fa"))
  test(`a phone has all pages in small, and no tool slips off its bar (${locale})`, async ({
    browser,
    portal,
  }) => {
    const person = await onPhone(browser, portal.url, locale);
    const { page, words } = person;
    const t = words.editor;
    await signIn(person, email);
    await page.goto(address);
    await page.locator("[data-page] canvas").first().waitFor();
    const clipped = page
      .getByRole("navigation", { name: words.shell.navigation })
      .locator("visible=true")
      .locator("span")
      .evaluateAll((all) =>
        all
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      );
    expect(await clipped).toEqual([]);

    // Two people lack a box or have a wrong one: the bar says so, and keeps its last tool.
    const more = page.getByRole("button", { name: t.more });
    await expect(more).toHaveAccessibleName(/2|۲/);
    const { x, width } = await sizeOf(more);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(360);
    const bar = page.getByRole("toolbar", { name: t.tools });
    for (const button of await bar.getByRole("button").locator("visible=true").all()) {
      const { width: wide, height } = await sizeOf(button);
      expect(Math.min(wide, height)).toBeGreaterThanOrEqual(44);
    }
    await page.screenshot({ path: test.info().outputPath("phone.png") });

    await openPages(person);
    const sheet = sheetOf(person);
    await expect(smallOf(page, 1).locator("visible=true")).toBeFocused();
    const small = await sizeOf(smallOf(page, 1).locator("visible=true"));
    expect(Math.min(small.width, small.height)).toBeGreaterThanOrEqual(44);
    await page.screenshot({ path: test.info().outputPath("pages.png") });
    await page.keyboard.press("End");
    await expect(smallOf(page, 60).locator("visible=true")).toBeFocused();
    await page.keyboard.press("Home");
    for (let at = 0; at < 13; at++) await page.keyboard.press("ArrowDown");
    const wrong = smallOf(page, 40).locator("visible=true");
    await expect(wrong).toBeFocused();
    await expect(wrong.locator("canvas[data-drawn]")).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("wrong.png") });
    // One box, and one thing to fix on it.
    await expect(wrong).toHaveAccessibleName(/(1|۱).*(1|۱)/);
    await wrong.tap();
    await expect(sheet).toHaveCount(0);
    await expect(page.locator('[data-page="40"] canvas')).toBeInViewport();

    // By number too, and a page that there is not leaves the sheet open.
    await openPages(person);
    const field = sheet.getByRole("textbox");
    await field.fill("61");
    await field.press("Enter");
    await expect(sheet).toBeVisible();
    await field.fill("۵۵");
    await field.press("Enter");
    await expect(sheet).toHaveCount(0);
    await expect(page.locator('[data-page="55"] canvas')).toBeInViewport();
    await person.context.close();
  });
