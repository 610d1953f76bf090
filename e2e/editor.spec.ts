import { makeContract } from "./fixtures/make-pdfs";
import type { Row } from "./support/boxes";
import { allSaved, dragBy, farthest, savedBoxes } from "./support/boxes";
import type { Person } from "./support/office";
import { atDesk, namePeople, onPhone, setUp, signIn, upload } from "./support/office";
import { expect, test } from "./support/test";

let isSetUp = false;
async function enter(person: Person, setupLink: () => string): Promise<void> {
  if (isSetUp) await signIn(person, "admin@example.org");
  else await setUp(person, setupLink());
  isSetUp = true;
}

test.describe.configure({ mode: "serial" });

test("a person is dragged in, and the box is moved, resized and taken to another page", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page } = person;
  await enter(person, portal.setupLink);
  const envelopeId = await upload(person, "three.pdf", makeContract());
  await namePeople(person, "Drag", [{ name: "Ali Rezaei" }]);
  const saved = async (): Promise<Row> => {
    await allSaved(page);
    const [row] = savedBoxes(portal.dataFolder, envelopeId);
    if (!row) throw new Error("Nothing was saved");
    return row;
  };
  const centreOf = async (selector: string) => {
    const at = await page.locator(selector).locator("visible=true").boundingBox();
    if (!at) throw new Error(`${selector} is not on the screen`);
    return [at.x + at.width / 2, at.y + at.height / 2] as const;
  };
  await page.locator("[data-page] canvas").first().waitFor();
  const ground = await page.locator('[data-page="1"]').boundingBox();
  if (!ground) throw new Error("No page");
  const zoom = ground.width / 595;
  const [chipX, chipY] = await centreOf("[data-person]");
  const drop = [ground.x + 300 * zoom, ground.y + 200 * zoom] as const;
  await dragBy(page, chipX, chipY, drop[0] - chipX, drop[1] - chipY);
  expect(farthest(await saved(), [220, 618, 160, 48])).toBeLessThan(1);

  await dragBy(page, ...(await centreOf("[data-box]")), 40 * zoom, 60 * zoom);
  expect(farthest(await saved(), [260, 558, 160, 48])).toBeLessThan(1);
  await dragBy(page, ...(await centreOf('[data-handle="se"]')), 20 * zoom, 10 * zoom);
  expect(farthest(await saved(), [260, 548, 180, 58])).toBeLessThan(1);
  await dragBy(page, ...(await centreOf('[data-handle="nw"]')), -30 * zoom, -10 * zoom);
  expect(farthest(await saved(), [230, 548, 210, 68])).toBeLessThan(1);

  // Held at the lower edge, the pages scroll under it until page 2 is there.
  const [x, y] = await centreOf("[data-box]");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, 880, { steps: 4 });
  await expect(page.locator('[data-thumbnail="2"]')).toHaveAttribute("aria-current", "page");
  await page.mouse.move(x, 600, { steps: 3 });
  await page.mouse.up();
  expect((await saved()).page).toBe(2);
  await page.keyboard.press("Control+z");
  expect(farthest(await saved(), [230, 548, 210, 68])).toBeLessThan(1);

  // Beside the pages there is nothing for a person to go onto, until boxes change.
  const { refused, label } = person.words.editor.rail;
  const said = page.getByRole("region", { name: label }).getByRole("status");
  await dragBy(page, chipX, chipY, 0, 300);
  await expect(said).toHaveText(refused.beside_pages);
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(said).toBeEmpty();
  await person.context.close();
});

test("boxes are placed, moved, sized, deleted and brought back by keyboard alone", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page } = person;
  await enter(person, portal.setupLink);
  const envelopeId = await upload(person, "keys.pdf", makeContract());
  await namePeople(person, "Keys", [{ name: "Ali Rezaei" }, { name: "Bobur Karimov" }]);
  const ground = page.getByRole("button", {
    name: "Page 2 of 3. Press Enter or Space to place the signature here.",
  });
  await page.locator('[data-surface="1"]').focus();
  await page.keyboard.press("PageDown");
  await expect(ground).toBeFocused();
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-box]")).toBeFocused();
  await expect(page.locator("[data-box]")).toHaveAccessibleName(
    "Signature, Bobur Karimov, page 2, 56 by 17 mm",
  );
  await allSaved(page);
  const [before] = savedBoxes(portal.dataFolder, envelopeId);
  for (const keys of ["ArrowRight", "Shift+ArrowUp", "Alt+ArrowDown"])
    await page.keyboard.press(keys);
  await allSaved(page);
  const [after] = savedBoxes(portal.dataFolder, envelopeId);
  if (!before || !after) throw new Error("Nothing was saved");
  expect(
    farthest(after, [before.x + 1, before.y + 9, before.width, before.height + 1]),
  ).toBeLessThan(0.05);
  await page.keyboard.press("Delete");
  await expect(page.locator("[data-box]")).toHaveCount(0);
  await expect(ground).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await allSaved(page);
  await page.reload();
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await person.context.close();
});

test("of two windows the later one is told, and can load what the other saved", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  await enter(person, portal.setupLink);
  const envelopeId = await upload(person, "two.pdf", makeContract());
  await namePeople(person, "Two windows", [{ name: "Ali Rezaei" }]);
  const { page: first } = person;
  const second = await person.context.newPage();
  // This one hears of no change by itself.
  await second.route("**/api/events*", (route) => route.abort());
  await second.goto(`/envelopes/${envelopeId}/boxes`);
  await second.locator("[data-page] canvas").first().waitFor();
  for (const page of [first, second]) {
    await page.locator('[data-surface="1"]').focus();
    await page.keyboard.press("Enter");
    if (page === first) await allSaved(page);
  }
  await second.getByRole("button", { name: person.words.editor.loadNewer }).click();
  await expect(second.getByText(person.words.editor.staleTitle)).toHaveCount(0);
  await expect(second.locator("[data-box]")).toHaveCount(1);
  expect(savedBoxes(portal.dataFolder, envelopeId)).toHaveLength(1);
  await person.context.close();
});

test("on a phone a person is tapped, then the page", async ({ browser, portal }) => {
  const person = await onPhone(browser, portal.url, "fa");
  const { page, words } = person;
  const complaints: string[] = [];
  page.on("console", (line) => complaints.push(line.text()));
  await enter(person, portal.setupLink);
  const envelopeId = await upload(person, "phone.pdf", makeContract());
  const long = "عبدالحسین محمدزادهٔ رحیمی غفارزادگان مشهدی‌تبار";
  await namePeople(person, "تلفن", [{ name: "علی رضایی" }, { name: long }, { name: "لی" }]);
  // Long names scroll in their bar and take nothing else along.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole("button", { name: words.editor.more }).tap();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.locator("body")).toHaveCSS("overflow", "hidden");
  await page.getByRole("button", { name: words.common.close, exact: true }).tap();
  expect(complaints.filter((line) => line.includes("Content Security Policy"))).toEqual([]);
  await page.locator("[data-person]").locator("visible=true").first().tap();
  const ground = await page.locator('[data-page="1"]').boundingBox();
  if (!ground) throw new Error("No page");
  const zoom = ground.width / 595;
  await page.touchscreen.tap(ground.x + 300 * zoom, ground.y + 300 * zoom);
  await expect(page.locator("[data-box]")).toHaveAccessibleName(
    "امضا، علی رضایی، صفحهٔ ۱، ۵۶ در ۱۷ میلی‌متر",
  );
  const handle = await page.locator('[data-handle="se"]').boundingBox();
  expect(Math.min(handle?.width ?? 0, handle?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await allSaved(page);
  const [row] = savedBoxes(portal.dataFolder, envelopeId);
  expect(row && farthest(row, [220, 842 - 300 - 24, 160, 48])).toBeLessThan(2);
  await person.context.close();
});
