import { readFile } from "node:fs/promises";
import { typedJalaliDay } from "./support/days";
import { onPhone } from "./support/office";
import { openSeeded } from "./support/seed";
import { isSound } from "./support/sound";
import { expect, test } from "./support/test";

test("many are chosen, looked at, done and told of, by keyboard; and in Persian on a phone", async ({
  browser,
  portal,
}) => {
  const { manager } = await openSeeded(browser, portal);
  const { page, words } = manager;
  const t = words.bulk;

  // Space on a row, Shift for a range, the heading for the page, then all that the filter fits.
  await page.goto("/envelopes");
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(50);
  const bar = page.getByRole("region", { name: t.selection });
  await rows.nth(1).getByRole("link").focus();
  await page.keyboard.press("Space");
  await expect(bar).toContainText("1 selected");
  await rows
    .nth(4)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("4 selected");
  await isSound(page);
  await page.getByRole("checkbox", { name: t.selectPage }).check();
  await expect(bar).toContainText("50 selected");
  await bar.getByRole("button", { name: /^Select all \d+/ }).click();
  await expect(bar).not.toContainText("50 selected");
  await bar.getByRole("button", { name: t.clear }).click();
  await expect(bar).toHaveCount(0);

  // The look ahead says how many and why not; nothing has happened by then.
  await page.goto("/envelopes?status=in_progress,completed");
  await page.getByRole("checkbox", { name: t.selectPage }).check();
  await bar.getByRole("button", { name: t.acts.assign, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: t.check, exact: true }).click();
  await expect(dialog.getByText(t.assigneeMissing)).toBeVisible();
  await page.keyboard.press("Escape");
  await bar.getByRole("button", { name: t.acts.cancel, exact: true }).click();
  await dialog.getByLabel(t.reason, { exact: true }).fill("The building was sold");
  await dialog.getByRole("button", { name: t.check, exact: true }).click();
  await expect(dialog.getByRole("heading", { name: t.outlook })).toBeVisible();
  await expect(dialog.getByText(t.outcomes.has_ended)).toBeVisible();
  await isSound(page);
  const begin = dialog.getByRole("button", { name: /^Cancel \d+ envelopes?$/ });
  const count = Number(/\d+/.exec(await begin.innerText())?.[0]);
  expect(count).toBeGreaterThan(0);
  await begin.dblclick();

  // Its own page: the progress, then the results, also after a reload.
  await page.waitForURL(/\/envelopes\/bulk\/[^/]+$/);
  const results = page.getByRole("list", { name: t.rows });
  await expect(page.getByRole("heading", { name: t.results, exact: true })).toBeVisible();
  await expect(results.getByText("Canceled", { exact: true })).toHaveCount(count);
  await isSound(page);
  await page.reload();
  await expect(results.getByText("Canceled", { exact: true })).toHaveCount(count);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: t.csv, exact: true }).click();
  const csv = await readFile((await (await coming).path()) ?? "", "utf8");
  expect(csv.trim().split("\r\n")).toHaveLength(51);
  expect(csv.match(/,Canceled,/g)).toHaveLength(count);
  await results.getByRole("link").first().click();
  await page.waitForURL(/\/envelopes\/[0-9a-f-]+$/);
  await page.goto("/envelopes");
  await page.getByRole("link", { name: t.runs, exact: true }).click();
  await expect(page.getByRole("link", { name: /^Cancel: 50 envelopes$/ })).toHaveCount(1);

  const phone = await onPhone(browser, portal.url, "fa");
  await phone.context.addCookies(
    (await manager.context.cookies()).filter(({ name }) => !/language/.test(name)),
  );
  const fa = phone.words.bulk;
  await phone.page.goto("/envelopes");
  const boxes = phone.page.locator("tbody").getByRole("checkbox");
  await expect(boxes).toHaveCount(0);
  await phone.page.getByRole("button", { name: fa.selectButton, exact: true }).tap();
  await boxes.nth(0).tap();
  await boxes.nth(2).tap();
  await isSound(phone.page);
  const tray = phone.page.getByRole("region", { name: fa.selection });
  // Every act is there at once, none behind an edge.
  const acts = tray.getByRole("button").filter({ hasText: /\S/ });
  await expect(acts).toHaveCount(6);
  for (const act of await acts.all()) await expect(act).toBeInViewport({ ratio: 1 });
  await tray.getByRole("button", { name: fa.acts.extend, exact: true }).tap();
  const sheet = phone.page.getByRole("dialog");
  const day = typedJalaliDay(365);
  await sheet.getByLabel(fa.day, { exact: true }).fill(day);
  await sheet.getByRole("button", { name: fa.check, exact: true }).tap();
  await expect(sheet.getByRole("heading", { name: fa.outlook })).toBeVisible();
  await isSound(phone.page);
  await sheet.getByRole("button", { name: fa.back, exact: true }).tap();
  await expect(sheet.getByLabel(fa.day, { exact: true })).toHaveValue(day);
  await phone.page.keyboard.press("Escape");
  await tray.getByRole("button", { name: fa.acts.assign, exact: true }).tap();
  await sheet.getByLabel(fa.owner, { exact: true }).selectOption({ index: 1 });
  await sheet.getByRole("button", { name: fa.check, exact: true }).tap();
  await sheet.getByRole("button", { name: /^واگذاری/ }).tap();
  await phone.page.waitForURL(/\/envelopes\/bulk\/[^/]+$/);
  await expect(phone.page.getByRole("heading", { name: fa.results, exact: true })).toBeVisible();
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await isSound(phone.page);
});
