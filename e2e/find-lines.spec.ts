import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { makeContract } from "./fixtures/make-pdfs";
import type { Person } from "./support/office";
import { atDesk, namePeople, onPhone, setUp, signIn, upload } from "./support/office";
import type { Portal } from "./support/portal";
import { expect, test } from "./support/test";

const line = "______________________________";
/** The second page has the places of two parties, the third those of a client and a contractor. */
const contract = () =>
  makeContract({
    pages: [
      {},
      {
        text: [
          `First party, signature: ${line}`,
          ...["", "", "", ""],
          `Second party, signature: ${line}`,
        ],
      },
      {},
    ],
  });

let isSetUp = false;
async function enter(person: Person, portal: Portal): Promise<void> {
  if (isSetUp) await signIn(person, "admin@example.org");
  else await setUp(person, portal.setupLink());
  isSetUp = true;
}
async function openDraft(person: Person, bytes: Buffer): Promise<void> {
  await upload(person, "contract.pdf", bytes);
  await namePeople(person, "Lines", [{ name: "Ali Rezaei" }, { name: "Sara Ahmadi" }]);
  await person.page.locator("[data-page] canvas").first().waitFor();
}
const find = (page: Page) => page.locator("[data-find-lines]").click();
const barOf = ({ page, words }: Person): Locator =>
  page.getByRole("region", { name: words.editor.lines.region });
const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole("button", { name });

test.describe.configure({ mode: "serial" });

test("lines are found on this computer, accepted in one step, and taken back in one", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page } = person;
  await enter(person, portal);
  await openDraft(person, contract());
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") asked.push(request.url());
  });
  await find(page);
  const bar = barOf(person);
  await expect(page.locator("p[role=status]")).toHaveText("4 places found on 2 pages");
  await expect(bar.getByRole("heading")).toHaveText("4 places found on 2 pages");
  await expect(page.locator("[data-ghost]")).toHaveCount(2);
  expect(asked).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).include("section, [data-ghost]").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.screenshot({ path: "e2e/.results/lines-en.png" });

  await button(bar, "Accept all (2)").click();
  await expect(page.locator("[data-box]")).toHaveCount(2);
  await expect(page.locator("[data-box]").first()).toBeFocused();
  await expect(button(page, /^Signature, Ali Rezaei, page 2/)).toBeVisible();
  await expect(button(page, /^Signature, Sara Ahmadi, page 2/)).toBeVisible();
  await expect(bar.getByRole("heading")).toHaveText("2 places found on 1 page");
  await page.keyboard.press("Control+z");
  await expect(page.locator("[data-box]")).toHaveCount(0);
  await expect(bar.getByRole("heading")).toHaveText("4 places found on 2 pages");
  await page.keyboard.press("Control+Shift+z");
  await expect(page.locator("[data-box]")).toHaveCount(2);

  // By keyboard: nobody is the client yet, so accepting asks for the person first.
  const rows = bar.locator("[data-line]");
  await button(rows.first(), /^Accept/).focus();
  await page.keyboard.press("Enter");
  await expect(rows.first().getByRole("combobox")).toBeFocused();
  await rows.first().getByRole("combobox").selectOption({ label: "2. Sara Ahmadi" });
  await button(rows.first(), "Accept: proposed signature, Sara Ahmadi, page 3").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-box]")).toHaveCount(3);
  await expect(button(rows.first(), /^Accept/)).toBeFocused();
  await button(rows.first(), /^Page 3/).click();
  await expect(page.locator("[data-ghost]")).toBeInViewport();
  await button(page.locator("[data-ghost]"), /^Dismiss/).click();
  await expect(bar).toBeHidden();
  await expect(page.locator("[data-box]")).toHaveCount(3);
  await person.context.close();
});

test("on a phone, in Persian, they are accepted where they stand", async ({ browser, portal }) => {
  const person = await onPhone(browser, portal.url, "fa");
  const { page, words } = person;
  await enter(person, portal);
  await openDraft(person, contract());
  await find(page);
  const ghost = page.locator("[data-ghost]").first();
  await expect(ghost).toBeInViewport();
  await page.screenshot({ path: "e2e/.results/lines-fa-phone.png" });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await button(barOf(person), words.editor.lines.list).tap();
  await page.screenshot({ path: "e2e/.results/lines-fa-phone-list.png" });
  await button(barOf(person), words.editor.lines.list).tap();
  await button(ghost, new RegExp(`^${words.editor.lines.accept}`)).tap();
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await button(barOf(person), words.editor.lines.dismissAll).tap();
  await expect(page.locator("[data-ghost]")).toHaveCount(0);
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await person.context.close();
});

test("a file without any says so; a long one is read with its progress and can be stopped", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page, words } = person;
  const t = words.editor.lines;
  await enter(person, portal);
  await openDraft(person, makeContract({ pages: [{ text: ["Annex"] }] }));
  await find(page);
  await expect(barOf(person)).toContainText(t.none);
  await button(barOf(person), t.close).click();
  await expect(barOf(person)).toBeHidden();

  const pages = Array.from({ length: 400 }, () => ({}));
  await openDraft(person, makeContract({ pages }));
  await find(page);
  await expect(barOf(person).getByRole("progressbar")).toBeVisible();
  await button(barOf(person), t.stop).click();
  await expect(barOf(person)).toContainText(t.none);
  await person.context.close();
});
