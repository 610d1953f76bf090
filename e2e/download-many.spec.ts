import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { readCsv } from "@/lib/kernel/read-csv";
import { onPhone } from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { readZip } from "./support/read-zip";
import { fileSigned, openSeeded } from "./support/seed";

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal();
});
test.afterAll(() => portal.remove());

async function downloadBy(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

function rowsOf(table: Buffer): readonly (readonly string[])[] {
  const read = readCsv(table.toString("utf8"));
  return read.ok ? read.rows.map(({ cells }) => cells) : [];
}

/** The files of an archive are those that were filed, and its index has a row for each of `rows`. */
function expectFiled(archive: Buffer, filed: ReadonlyMap<string, string>, rows: number): string[] {
  const entries = readZip(archive);
  const index = entries.pop();
  for (const { name, bytes } of entries)
    expect(createHash("sha256").update(bytes).digest("hex"), name).toBe(
      filed.get(name.split(" ")[0] ?? ""),
    );
  expect(index?.name).toBe("index.csv");
  expect(rowsOf(index?.bytes ?? Buffer.alloc(0))).toHaveLength(rows + 1);
  return entries.map(({ name }) => name);
}

test("sixty envelopes become one ZIP, a list becomes a table; and in Persian on a phone", async ({
  browser,
}) => {
  const { manager } = await openSeeded(browser, portal);
  const { page, words } = manager;
  const t = words.downloadMany;
  const filed = fileSigned(portal);

  // Fifty of the first page, ten of the second.
  await page.goto("/envelopes?status=completed");
  await page.getByRole("checkbox", { name: words.bulk.selectPage, exact: true }).check();
  await page.getByRole("link", { name: words.envelopes.nextPage, exact: true }).click();
  await page.waitForURL(/after=/);
  const boxes = page.locator("tbody").getByRole("checkbox");
  await expect(boxes.first()).not.toBeChecked();
  await boxes.nth(0).check();
  await boxes.nth(9).click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: words.bulk.selection });
  await expect(bar).toContainText("60");
  await bar.getByRole("button", { name: t.button, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("status")).toContainText("60 of 60 envelopes have such a file");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const start = dialog.getByRole("button", { name: t.start, exact: true });
  const { name, bytes } = await downloadBy(page, start);
  expect(name).toMatch(/^Signed files \d{4}-\d\d-\d\d\.zip$/);
  expect(expectFiled(bytes, filed, 60)).toHaveLength(60);
  await expect(dialog.getByText(t.started)).toBeVisible();
  await expect(start).toBeDisabled();

  // The length is told before, so that a browser shows how far it is.
  const order = await dialog.locator('input[name="order"]').inputValue();
  const answer = await page.request.post("/api/envelopes/archive", {
    form: { order },
    headers: { origin: portal.url },
  });
  expect(answer.headers()["content-length"]).toBe(String(bytes.byteLength));
  await page.keyboard.press("Escape");

  // The whole list as a table.
  await page.goto("/envelopes?status=completed");
  const found = Number(/\d+/.exec(await page.getByText(/^\d+ envelopes$/).innerText())?.[0]);
  await page.getByRole("button", { name: t.menu, exact: true }).click();
  const table = await downloadBy(page, page.getByRole("menuitem", { name: t.table, exact: true }));
  expect(table.name).toMatch(/\.csv$/);
  expect(rowsOf(table.bytes)).toHaveLength(found + 1);

  const phone = await onPhone(browser, portal.url, "fa");
  await phone.context.addCookies(
    (await manager.context.cookies()).filter(({ name }) => !/language/.test(name)),
  );
  const fa = phone.words.downloadMany;
  await phone.page.goto("/envelopes");
  await phone.page.getByRole("button", { name: fa.menu, exact: true }).click();
  await phone.page.getByRole("menuitem", { name: fa.archive, exact: true }).click();
  const sheet = phone.page.getByRole("dialog");
  await expect(sheet.getByRole("listitem").first()).toBeVisible();
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const begin = sheet.getByRole("button", { name: fa.start, exact: true });
  const persian = await downloadBy(phone.page, begin);
  const total = readZip(persian.bytes).at(-1)?.bytes ?? Buffer.alloc(0);
  const names = expectFiled(persian.bytes, filed, rowsOf(total).length - 1);
  expect(names.length).toBeGreaterThan(60);
  expect(names.every((each) => each.endsWith(" امضاشده.pdf"))).toBe(true);
  expect(rowsOf(total)[0]).toContain(phone.words.downloads.state);

  // Whoever is signed out is told so in words, and stays on the page.
  await sheet.getByRole("radio", { name: fa.kinds.both, exact: true }).check();
  await expect(begin).toBeEnabled();
  await phone.context.clearCookies({ name: /session/ });
  await begin.click();
  await expect(sheet.getByRole("alert")).toContainText(phone.words.errors.signed_out);
});
