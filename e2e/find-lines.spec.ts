import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { prepareDocument } from "@/lib/signing/prepare-document";
import { makeContract } from "./fixtures/make-pdfs";
import { printPages } from "./fixtures/print-pages";
import { signaturePages } from "./fixtures/signature-pages";
import type { Person } from "./support/office";
import {
  atDesk,
  boxedRehearsal,
  fillSetUp,
  namePeople,
  onPhone,
  signIn,
  submitSetUp,
  upload,
} from "./support/office";
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
  else {
    await fillSetUp(person, portal.setupLink());
    await person.page.getByLabel(person.words.setUp.rehearsal).check();
    await submitSetUp(person);
  }
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
  await expect(page.locator(`[data-page="2"] [data-ghost]`)).toHaveCount(2);
  expect(asked).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).include("section, [data-ghost]").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.screenshot({ path: "e2e/.results/lines-en.png" });
  // The list covers nothing until it is asked for.
  await expect(bar.locator("[data-line]").first()).toBeHidden();
  await button(bar, person.words.editor.lines.list).click();

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
  await expect(barOf(person)).toContainText(t.empty.none);
  await button(barOf(person), t.close).click();
  await expect(barOf(person)).toBeHidden();
  await expect(page.locator("[data-find-lines]")).toBeFocused();

  await openDraft(person, makeContract({ pages: [{ text: [] }, { text: [] }] }));
  await find(page);
  await expect(barOf(person)).toContainText(t.empty.noText);
  await expect(page.locator("p[role=status]").filter({ hasText: t.empty.noText })).toHaveCount(1);

  const pages = Array.from({ length: 400 }, () => ({}));
  await openDraft(person, makeContract({ pages }));
  await find(page);
  await expect(barOf(person).getByRole("progressbar")).toBeVisible();
  await button(barOf(person), t.stop).click();
  await expect(barOf(person)).toContainText(t.empty.none);
  await expect(page.locator("[data-find-lines]")).toBeFocused();
  await person.context.close();
});

test("of the seven languages, as a browser prints them, each page has the places of both", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page } = person;
  await enter(person, portal);
  await openDraft(person, await printPages(browser, signaturePages));
  await find(page);
  const bar = barOf(person);
  await expect(bar.getByRole("heading")).toHaveText("14 places found on 7 pages");
  const shot = (name: string) => page.screenshot({ path: `e2e/.results/lines-${name}.png` });
  for (const [index, { language }] of signaturePages.entries()) {
    await page.locator(`[data-page="${index + 1}"]`).scrollIntoViewIfNeeded();
    await expect(page.locator(`[data-page="${index + 1}"] [data-ghost]`)).toHaveCount(2);
    await page
      .locator(`[data-page="${index + 1}"] [data-ghost]`)
      .first()
      .scrollIntoViewIfNeeded();
    await shot(language);
  }
  // "Заказчик" is neither the first nor the second; told once, both pages would know.
  await page.emulateMedia({ colorScheme: "dark" });
  await shot("dark");
  await button(bar, "Accept all (12)").click();
  await expect(page.locator("[data-box]")).toHaveCount(12);
  for (const name of ["Ali Rezaei", "Sara Ahmadi"])
    await expect(button(page, new RegExp(`^Signature, ${name}, page`))).toHaveCount(6);
  await expect(bar.getByRole("heading")).toHaveText("2 places found on 1 page");
  await expect(bar.locator("[data-line]")).toHaveText([
    /Заказчик · Подпись/,
    /Исполнитель · Подпись/,
  ]);
  await find(page);
  await expect(bar.getByRole("heading")).toHaveText("2 places found on 1 page");
  // In one go for all whose person is not known.
  await bar
    .getByLabel(person.words.editor.lines.allTo, { exact: true })
    .selectOption({ label: "2. Sara Ahmadi" });
  await button(bar, "Accept all (2)").click();
  await expect(page.locator("[data-box]")).toHaveCount(14);
  await expect(button(page, /^Signature, Sara Ahmadi, page/)).toHaveCount(8);
  await person.context.close();
});

test("a signature field of the file comes first, and a place that has its box is not asked for again", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "fa");
  const { page, words } = person;
  const t = words.editor.lines;
  await enter(person, portal);
  const { bytes } = await prepareDocument({
    bytes: makeContract({ pages: [{ text: ["Annex"] }] }),
    form: "keep",
    placements: [{ id: "one", page: 1, x: 60, y: 200, width: 180, height: 70 }],
  });
  await openDraft(person, Buffer.from(bytes));
  await find(page);
  const row = barOf(person).locator("[data-line]");
  await expect(row).toHaveCount(1);
  await button(barOf(person), t.list).click();
  await row.getByRole("combobox").selectOption({ index: 1 });
  await button(row, new RegExp(`^${t.accept}`)).click();
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await page.reload();
  await page.locator("[data-page] canvas").first().waitFor();
  await find(page);
  await expect(barOf(person)).toContainText(t.empty.covered);
  await person.context.close();
});

test("what the way of signing cannot express is not accepted, and it says why", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "fa");
  const { page, words } = person;
  const { draft, identity, editor } = words;
  await enter(person, portal);
  await upload(person, "contract.pdf", contract());
  await page.getByLabel(draft.name, { exact: true }).fill("Rules");
  await boxedRehearsal({ page, words }).click();
  const people = [
    ["سارا احمدی", "09121234567", "0012345679"],
    ["علی رضایی", "09351234567", "0499370899"],
  ] as const;
  for (const [index, [name, phone, nationalId]] of people.entries()) {
    if (index > 0) await button(page, draft.addSigner).click();
    const fill = (label: string, text: string) =>
      page.getByLabel(label, { exact: true }).nth(index).fill(text);
    await fill(draft.personName, name);
    await fill(identity.phone.label, phone);
    await fill(identity.national_id.label, nationalId);
  }
  await button(page, draft.continue).click();
  await page.waitForURL(/\/boxes$/);
  await page.locator("[data-page] canvas").first().waitFor();
  await find(page);
  const bar = barOf(person);
  const rows = bar.locator("[data-line]");
  await expect(rows).toHaveCount(4);
  await button(bar, editor.lines.list).click();
  await rows.nth(2).getByRole("combobox").selectOption({ index: 1 });
  await rows.nth(3).getByRole("combobox").selectOption({ index: 2 });
  await button(bar, new RegExp(editor.lines.acceptAll.replace(/\{.*/s, "").slice(0, -1))).click();
  // One page for all, one box for each: where the word for a signature stands is the surest.
  await expect(page.locator('[data-page="2"] [data-box]')).toHaveCount(2);
  await expect(page.locator("[data-box]")).toHaveCount(2);
  await expect(rows).toHaveCount(2);
  const rail = page.getByRole("region", { name: editor.rail.label });
  await expect(rail.getByRole("status")).not.toBeEmpty();
  await page.screenshot({ path: "e2e/.results/lines-rules-fa.png" });
  await page.keyboard.press("Control+z");
  await expect(page.locator("[data-box]")).toHaveCount(0);
  await person.context.close();
});
