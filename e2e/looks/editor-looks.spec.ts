import { mkdir } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import type { Locale } from "@/lib/i18n/locales";
import { makeContract } from "../fixtures/make-pdfs";
import { allSaved, dragBy } from "../support/boxes";
import type { Person } from "../support/office";
import { atDesk, namePeople, onPhone, setUp, signIn, upload } from "../support/office";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";

/** Pictures of the editor to be looked at by a person; no machine judges them. */
const folder = "e2e/.results/looks";

const people = {
  en: ["Ali Rezaei", "Sara Ahmadi", "Oʻktam Qodirov, deputy of the director for construction"],
  fa: ["علی رضایی", "سارا احمدی", "Oʻktam Qodirov, deputy of the director for construction"],
} as const;
const titles = { en: "Lease of flat 12", fa: "اجارهٔ واحد ۱۲" } as const;
type Scheme = "light" | "dark";
type Width = 1440 | 1024 | 360;

let isSetUp = false;
async function openEditor(
  browser: Browser,
  portal: Portal,
  width: Width,
  locale: "en" | "fa",
  scheme: Scheme,
): Promise<Person> {
  const make = width === 360 ? onPhone : atDesk;
  const person = await make(browser, portal.url, locale satisfies Locale);
  const { page } = person;
  if (width !== 360) await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
  if (isSetUp) await signIn(person, "admin@example.org");
  else await setUp(person, portal.setupLink());
  isSetUp = true;
  await upload(person, "three.pdf", makeContract());
  const names = people[locale].map((name) => ({ name }));
  await namePeople(person, titles[locale], names);
  await page.locator("[data-page] canvas").first().waitFor();
  return person;
}

/** A spot of the first page, given in points from its upper left. */
async function spotOf(page: Page, x: number, y: number) {
  const ground = await page.locator('[data-page="1"]').boundingBox();
  if (!ground) throw new Error("No page");
  const zoom = ground.width / 595;
  return { x: ground.x + x * zoom, y: ground.y + y * zoom, zoom };
}

const chipOf = (page: Page, nth: number) =>
  page.locator("[data-person]").locator("visible=true").nth(nth);

async function put(page: Page, nth: number, x: number, y: number, isPhone: boolean) {
  const before = await page.locator("[data-box]").count();
  const spot = await spotOf(page, x, y);
  if (isPhone) {
    const margin = await spotOf(page, 585, 0);
    await page.touchscreen.tap(margin.x, 300);
    await chipOf(page, nth).tap();
    await page.touchscreen.tap(spot.x, spot.y);
  } else {
    await chipOf(page, nth).click();
    await page.mouse.click(spot.x, spot.y);
  }
  await expect(page.locator("[data-box]")).toHaveCount(before + 1);
}

for (const width of [1440, 1024, 360] as const)
  for (const locale of ["en", "fa"] as const)
    for (const scheme of ["light", "dark"] as const)
      test(`the editor at ${width} px, ${locale}, ${scheme}`, async ({ browser, portal }) => {
        await mkdir(folder, { recursive: true });
        const person = await openEditor(browser, portal, width, locale, scheme);
        const { page, words } = person;
        const t = words.editor;
        const isPhone = width === 360;
        const shoot = async (name: string) => {
          await page.waitForTimeout(250);
          await page.screenshot({ path: `${folder}/${width}-${locale}-${scheme}-${name}.png` });
        };
        await shoot("1-empty");
        await (isPhone ? chipOf(page, 1).tap() : chipOf(page, 1).click());
        await shoot("2-person");
        await page.keyboard.press("Escape");
        await put(page, 0, 180, 160, isPhone);
        await put(page, 2, 400, 300, isPhone);
        await put(page, 1, isPhone ? 200 : 110, isPhone ? 420 : 330, isPhone);
        await allSaved(page);
        await shoot("3-one-box");

        if (isPhone) {
          await page.getByRole("button", { name: t.several }).tap();
          await shoot("4-several-hint");
          const others = page.locator("[data-box][aria-pressed=false]");
          for (let left = 2; left > 0; left--) {
            await others.first().tap();
            await expect(others).toHaveCount(left - 1);
          }
        } else {
          await page.locator("[data-box]").nth(0).focus();
          await page.keyboard.press("Control+a");
        }
        await expect(page.locator("[data-box][aria-pressed=true]")).toHaveCount(3);
        await shoot("5-several");
        await page.getByRole("button", { name: t.copyToPages }).locator("visible=true").click();
        await shoot("6-copy-menu");
        await page.getByRole("menuitem", { name: t.copyToRange }).click();
        await page.getByRole("textbox", { name: t.range }).fill("2-9");
        await page.getByRole("button", { name: t.copyNow, exact: true }).click();
        await shoot("7-range-refused");
        await page.keyboard.press("Escape");

        if (isPhone) {
          await page.getByRole("button", { name: t.more }).tap();
          await shoot("8-more-several");
          await page.keyboard.press("Escape");
          const free = await spotOf(page, 500, 560);
          await page.touchscreen.tap(free.x, free.y);
          await shoot("9-nothing-chosen");
          await page.locator("[data-box]").first().tap();
          await page.getByRole("button", { name: t.more }).tap();
          await shoot("10-more-one");
          await page
            .getByRole("dialog")
            .evaluate((dialog) => dialog.parentElement?.scrollTo(0, 9999));
          await shoot("11-more-end");
        } else {
          await page.keyboard.press("Escape");
          await page.keyboard.press("Shift+?");
          await shoot("8-keys");
          await page.keyboard.press("Escape");
          const box = await page.locator("[data-box]").nth(1).boundingBox();
          const { zoom } = await spotOf(page, 0, 0);
          if (!box) throw new Error("No box");
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const [first] = await page.locator("[data-box]").all();
          const other = await first?.boundingBox();
          await page.mouse.move(x, y);
          await page.mouse.down();
          await page.mouse.move(x - 20, y - 20, { steps: 2 });
          await page.mouse.move((other?.x ?? 0) + box.width / 2 + 2, y + 30 * zoom, { steps: 3 });
          await shoot("9-dragging");
          await page.keyboard.press("Escape");
          await page.mouse.up();
          const from = await spotOf(page, 60, 60);
          await dragBy(page, from.x, from.y, 0, 0);
          await page.mouse.move(from.x, from.y);
          await page.mouse.down();
          await page.mouse.move(from.x + 300 * zoom, from.y + 330 * zoom, { steps: 3 });
          await shoot("10-frame");
          await page.mouse.up();
          await page.keyboard.press("Escape");
          await page.locator('[data-surface="1"]').focus();
          await page.keyboard.press("Shift+Tab");
          await page.keyboard.press("Tab");
          await shoot("11-page-in-focus");
        }
        await person.context.close();
      });
