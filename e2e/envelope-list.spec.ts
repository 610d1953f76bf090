import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { jalaliYear, typedJalaliDay } from "./support/days";
import { onPhone } from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { openSeeded } from "./support/seed";

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal();
});
test.afterAll(() => portal.remove());

test("a manager narrows the list, keeps it as a view, turns pages; and in Persian on a phone", async ({
  browser,
}) => {
  const { manager } = await openSeeded(browser, portal);
  const { page, words } = manager;
  const t = words.envelopes;
  await page.goto("/envelopes");
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(50);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  // Both directions of paging.
  const first = await rows.first().innerText();
  await page.getByRole("link", { name: t.nextPage, exact: true }).click();
  await page.waitForURL(/after=/);
  await expect(rows.first()).not.toHaveText(first);
  await page.getByRole("link", { name: t.previousPage, exact: true }).click();
  await page.waitForURL(/before=/);
  await expect(rows.first().getByRole("link")).toBeVisible();
  expect(await rows.first().innerText()).toBe(first);

  // Several answers of the form, by keyboard; each comes back as a link that takes it away.
  await page.goto("/envelopes");
  await page.getByRole("button", { name: t.filters, exact: true }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: words.status.envelope.declined }).press("Space");
  await dialog.getByRole("checkbox", { name: words.status.envelope.expired }).press("Space");
  await dialog.getByLabel(t.from, { exact: true }).fill("2020-01-01");
  await dialog.getByRole("button", { name: t.apply, exact: true }).press("Enter");
  await page.waitForURL(/status=declined%2Cexpired&sentFrom=20(19|20)-/);
  const chips = page.getByRole("list", { name: t.activeFilters });
  await expect(chips.getByRole("link")).toHaveCount(4);
  await expect(page.getByText(t.leftOut.sent)).toBeVisible();
  await expect(page.getByRole("columnheader", { name: t.columnNames.sent })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  const seen = await rows.locator("td:nth-child(2)").allInnerTexts();
  expect(new Set(seen.map((words) => words.trim()))).toEqual(
    new Set([words.status.envelope.declined, words.status.envelope.expired]),
  );
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  // A view with a name.
  await page.getByRole("button", { name: t.saveView, exact: true }).click();
  await dialog.getByLabel(t.viewName, { exact: true }).fill("Gone wrong");
  await dialog.getByRole("button", { name: t.saveViewConfirm, exact: true }).click();
  const views = page.getByRole("navigation", { name: t.views });
  const view = views.getByRole("link", { name: "Gone wrong" });
  await expect(view).toHaveAttribute("aria-current", "page");
  await views.getByRole("link", { name: t.wholeList, exact: true }).click();
  await expect(chips).toHaveCount(0);
  await view.click();
  await expect(chips.getByRole("link")).toHaveCount(4);

  // Columns stay over a reload.
  await page.getByRole("button", { name: t.columns, exact: true }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: t.columnNames.people, exact: true }).click();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(
    page.getByRole("columnheader", { name: t.columnNames.people, exact: true }),
  ).toBeVisible();
  await page.getByRole("link", { name: t.columnNames.sent, exact: true }).click();
  await expect(page.getByRole("columnheader", { name: t.columnNames.sent })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );

  // Nothing found has a way out.
  await page.goto("/envelopes?recipient=nobody-is-called-so");
  await page.getByRole("link", { name: t.showAll, exact: true }).click();
  await expect(rows).toHaveCount(50);

  const phone = await onPhone(browser, portal.url, "fa");
  await phone.context.addCookies(
    (await manager.context.cookies()).filter(({ name }) => !/language/.test(name)),
  );
  const fa = phone.words.envelopes;
  await phone.page.goto("/envelopes");
  await phone.page.getByRole("button", { name: fa.filters, exact: true }).click();
  const sheet = phone.page.getByRole("dialog");
  const from = sheet.getByLabel(fa.from, { exact: true });
  await from.fill("۱۴۰۳/۱۳/۰۱");
  await sheet.getByRole("button", { name: fa.apply, exact: true }).click();
  await expect(sheet.getByText(phone.words.common.dayWrong)).toBeVisible();
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);
  await from.fill("۱۴۰۳/۰۱/۰۱");
  await sheet.getByRole("button", { name: fa.apply, exact: true }).click();
  await phone.page.waitForURL(/sentFrom=2024-03-(19|20)T/);
  await expect(phone.page.getByText("۱۴۰۳", { exact: false }).first()).toBeVisible();
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);

  // An envelope gets more time by the reader's own calendar too.
  const { extend } = phone.words;
  await phone.page.goto("/envelopes?status=in_progress");
  await phone.page.locator("tbody").getByRole("link").first().tap();
  await phone.page.getByRole("button", { name: extend.button, exact: true }).tap();
  const day = sheet.getByLabel(extend.day, { exact: true });
  const confirm = sheet.getByRole("button", { name: extend.confirm, exact: true });
  await expect(day).toHaveValue(/^۱۴\S+$/);
  await expect(confirm).toBeEnabled();
  await day.fill("۱۴۰۰/۰۱/۳۱");
  await expect(confirm).toBeDisabled();
  await day.fill(typedJalaliDay(365));
  await expect(sheet.getByText(new RegExp(`^تا پایان .*${jalaliYear(365)}`))).toBeVisible();
  await expect(confirm).toBeEnabled();
});
