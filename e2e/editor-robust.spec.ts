import { readFileSync } from "node:fs";
import { makePoorPages, poorPages } from "./fixtures/poor-pages";
import { allSaved } from "./support/boxes";
import type { Person } from "./support/office";
import { atDesk, namePeople, onPhone, setUp, upload } from "./support/office";
import { expect, test } from "./support/test";
import type { Watched } from "./support/varied-pdfs";
import {
  checkOpens,
  checkSeals,
  refusedPdfs,
  titleOf,
  variedPdfs,
  watch,
} from "./support/varied-pdfs";

/** The others are sealed by `npm run test:whole`. */
const sealedHere = ["scan-jbig2", "form"];

test.describe.configure({ mode: "default" });

let office: Person;
let watched: Watched;
test.beforeAll(async ({ browser, portal }) => {
  office = await atDesk(browser, portal.url, "en");
  await setUp(office, portal.setupLink());
  watched = watch(office.context);
});
test.afterAll(() => office.context.close());

for (const pdf of variedPdfs.filter(({ isAlike }) => !isAlike))
  test(`${titleOf(pdf)} opens in the editor`, async ({ browser, portal }) => {
    const person = { ...office, page: await office.context.newPage() };
    await checkOpens(person, watched, pdf);
    if (sealedHere.includes(pdf.name)) {
      const phone = await onPhone(browser, portal.url, "en");
      await checkSeals(person, phone);
      await phone.context.close();
    }
    await person.page.close();
  });

for (const { name, code } of refusedPdfs)
  test(`${name}.pdf is refused with a reason`, async ({ portal }) => {
    const answer = await office.page.request.post("/api/documents", {
      data: readFileSync(`e2e/fixtures/pdf/${name}.pdf`),
      headers: { "content-type": "application/pdf", "x-muhr-name": name, origin: portal.url },
    });
    expect(await answer.json()).toMatchObject({ error: { code } });
    expect(answer.status()).toBe(422);
    expect(String(office.words.errors[code]).length).toBeGreaterThan(20);
  });

test("pages that come out white say so, but not those on which the file draws nothing", async () => {
  const person = { ...office, page: await office.context.newPage() };
  const { page, words } = person;
  await upload(person, "poor.pdf", makePoorPages());
  await namePeople(person, "Poor", [{ name: "Ali Rezaei" }]);
  const told = ["damaged content", "content that is not there", "damaged scan"];
  const hintOn = async (name: string) => {
    const number = poorPages.indexOf(name) + 1;
    await page.locator(`[data-thumbnail="${number}"]`).click();
    const sheet = page.locator(`[data-page="${number}"]`);
    await expect(sheet.locator("canvas").locator("visible=true")).toBeVisible();
    return sheet.getByText(words.editor.looksEmpty);
  };
  for (const name of told) await expect(await hintOn(name)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("damaged.png") });
  for (const name of poorPages.filter((each) => !told.includes(each))) {
    const hint = await hintOn(name);
    // Longer than the others took, now that no small page is left to draw.
    await page.waitForTimeout(2_000);
    await expect(hint).toHaveCount(0);
  }
  const { length: last } = poorPages;
  await page.locator(`[data-thumbnail="${last}"]`).click();
  await page.locator(`[data-surface="${last}"]`).focus();
  await page.keyboard.press("Enter");
  await allSaved(page);
  await expect(page.locator(`[data-page="${last}"] [data-box]`)).toHaveCount(1);
  await page.close();
});
