import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { onPhone, signIn } from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { openSeeded } from "./support/seed";
import { isSound } from "./support/sound";

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal();
});
test.afterAll(() => portal.remove());

const toNumber = (text: string): number =>
  Number(
    text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0)).replace(/\D/g, ""),
  );

/** Goes where a number leads and counts what is there. Lists here have one page. */
async function expectListOf(page: Page, number: Locator): Promise<void> {
  const said = toNumber(await number.innerText());
  const href = await number.getAttribute("href");
  // In a tab of its own: a list that is refreshed while it is left may come back.
  const list = await page.context().newPage();
  await list.goto(new URL(href ?? "", page.url()).href);
  await expect(list.locator("tbody tr")).toHaveCount(Math.min(said, 50));
  await list.close();
}

/** That no table has columns behind its edge. */
const isWhole = async (page: Page) =>
  expect(
    await page
      .getByRole("table")
      .evaluateAll((tables) =>
        tables.map(({ parentElement: frame }) => frame && frame.scrollWidth - frame.clientWidth),
      ),
  ).toEqual(Array.from({ length: await page.getByRole("table").count() }, () => 0));

test("a manager sees what is stuck and with whom, and every number leads to what it counts", async ({
  browser,
}) => {
  const { manager, address } = await openSeeded(browser, portal);
  const { page, words } = manager;
  const { home, reports } = words;
  const stuck = page.getByRole("region", { name: home.stuck });
  await expect(stuck.getByRole("table", { name: home.stuck })).toBeVisible();
  await expect(stuck.getByRole("columnheader")).toHaveText(Object.values(home.columns));
  await expect(page.getByRole("img")).toBeVisible();
  await isSound(page);
  await page.getByRole("figure").getByText(reports.asTable, { exact: true }).press("Enter");
  const weeks = page.getByRole("table", { name: home.weeks });
  await expect(weeks.getByRole("row")).toHaveCount(9);
  await expectListOf(page, stuck.getByRole("link", { name: home.stuck }));
  await expectListOf(
    page,
    page.getByRole("table", { name: home.providers }).getByRole("link").first(),
  );
  await expectListOf(
    page,
    page.getByRole("table", { name: home.holders }).getByRole("link").first(),
  );

  // A report of the year: the chart's table, read as a screen reader reads it, has its sums.
  await page.getByRole("link", { name: words.shell.reports, exact: true }).click();
  await page.getByRole("link", { name: reports.periods.year, exact: true }).click();
  await page.waitForURL(/period=year/);
  const sent = page.getByRole("region", { name: reports.figures }).getByRole("link").first();
  const total = toNumber(await sent.innerText());
  expect(total).toBeGreaterThan(0);
  await isSound(page);
  const figure = page.getByRole("figure");
  await figure.getByText(reports.asTable, { exact: true }).press("Enter");
  const months = figure.getByRole("table", { name: reports.chartName });
  const cells = months.getByRole("row").filter({ has: page.getByRole("rowheader") });
  const parts = await cells.evaluateAll((rows) =>
    rows.map((row) => Number(row.querySelector("td")?.textContent)),
  );
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
  const people = page.getByRole("table", { name: reports.tables.people });
  await expectListOf(page, people.getByRole("link", { name: /^\d+$/ }).first());

  // Ordered by the median, and the same as a file.
  await people.getByRole("link", { name: reports.columns.median }).click();
  await page.waitForURL(/sort=median/);
  await expect(people.getByRole("columnheader", { name: reports.columns.median })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  const download = page.waitForEvent("download");
  await page
    .getByRole("link", { name: reports.csvOf.replace("{table}", reports.tables.people) })
    .click();
  const file = await download;
  expect(file.suggestedFilename()).toContain(reports.tables.people);
  const lines = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines[0]).toContain(`${reports.names.people},${reports.columns.sent}`);
  expect(lines.slice(1)).toHaveLength((await people.getByRole("row").count()) - 1);
  await manager.context.close();

  // The same in Persian on a phone: months of the Jalali year.
  const phone = await onPhone(browser, portal.url, "fa");
  await signIn(phone, address);
  await expect(phone.page.getByRole("img")).toBeVisible();
  await isSound(phone.page);
  await isWhole(phone.page);
  await phone.page.goto("/reports?period=year");
  await isSound(phone.page);
  await phone.page.getByText(phone.words.reports.asTable, { exact: true }).press("Enter");
  const jalali = phone.page.getByRole("table", { name: phone.words.reports.chartName });
  await expect(jalali.getByRole("rowheader").first()).toHaveText(/فروردین/);
  await isSound(phone.page);
  await isWhole(phone.page);
  await phone.context.close();
});
