import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { makeContract } from "./fixtures/make-pdfs";
import type { Row } from "./support/boxes";
import { allSaved, dragBy, savedBoxes } from "./support/boxes";
import { localesHere } from "./support/locales-here";
import type { Person } from "./support/office";
import { atDesk, namePeople, setUp, signIn, toReview, upload } from "./support/office";
import type { Portal } from "./support/portal";
import { checkStructure } from "./support/read-pdf";
import { expect, test } from "./support/test";

let isSetUp = false;
async function enter(person: Person, portal: Portal): Promise<void> {
  if (isSetUp) await signIn(person, "admin@example.org");
  else await setUp(person, portal.setupLink());
  isSetUp = true;
}

async function openDraft(
  person: Person,
  title: string,
  people: Parameters<typeof namePeople>[2],
): Promise<string> {
  const envelopeId = await upload(person, "three.pdf", makeContract());
  await namePeople(person, title, people);
  await person.page.locator("[data-page] canvas").first().waitFor();
  return envelopeId;
}

/** Draws a box for the signer of this number, in points from the upper left of an A4 page. */
async function draw(page: Page, number: number, pageNumber: number, x: number, y: number) {
  await page.locator(`[data-surface="${pageNumber}"]`).evaluate((surface) => {
    surface.scrollIntoView({ block: "start" });
  });
  // Far pages are only places: what can be drawn on comes with the picture.
  await expect(page.locator(`button[data-surface="${pageNumber}"]`)).toBeVisible();
  await expect(page.locator(`[data-page="${pageNumber}"] canvas`).first()).toBeVisible();
  const ground = await page.locator(`[data-page="${pageNumber}"]`).boundingBox();
  if (!ground) throw new Error("The page is not on the screen");
  const zoom = ground.width / 595;
  const before = await page.locator("[data-box]").count();
  await page.keyboard.press(String(number));
  await dragBy(page, ground.x + x * zoom, ground.y + y * zoom, 160 * zoom, 50 * zoom);
  await expect(page.locator("[data-box]")).toHaveCount(before + 1);
  await page.keyboard.press("Escape");
}

const placesOf = (rows: readonly Row[]) =>
  rows
    .map(({ page, x, y, width, height }) => [page, x, y, width, height])
    .sort((one, other) => Number(one[0]) - Number(other[0]) || Number(one[1]) - Number(other[1]));

/** `/Rect` and words of every box that was drawn into a proof. */
async function drawnBoxes(bytes: Uint8Array) {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const found: { page: number; rect: number[]; words: string }[] = [];
  for (let page = 1; page <= document.numPages; page++)
    for (const { rect, contentsObj } of await (await document.getPage(page)).getAnnotations())
      if (rect[2] - rect[0] < 500) found.push({ page, rect, words: contentsObj.str });
  await loading.destroy();
  return found;
}

test.describe.configure({ mode: "serial" });

for (const locale of localesHere("fa"))
  test(`${locale}: a draft is seen as each person, had as a proof, and its layout used again`, async ({
    browser,
    portal,
  }) => {
    const person = await atDesk(browser, portal.url, locale);
    const { page, words } = person;
    const [ali, sara, omid] =
      locale === "en"
        ? ["Ali Rezaei", "Sara Ahmadi", "Omid Karimi"]
        : ["علی رضایی", "سارا احمدی", "امید کریمی"];
    await enter(person, portal);
    const envelopeId = await openDraft(person, `Lease ${locale}`, [
      { name: ali ?? "" },
      { name: sara ?? "" },
      { name: omid ?? "", role: "approver" },
    ]);
    const shift = locale === "en" ? 0 : 12;
    await draw(page, 1, 1, 60 + shift, 400);
    await draw(page, 2, 1, 320 + shift, 400);
    await draw(page, 1, 3, 100 + shift, 300);

    await test.step("as each person", async () => {
      const eye = page.getByRole("button", { name: words.preview.open, exact: true });
      await eye.focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      const boxes = dialog.locator("[data-preview-box]");
      await expect(dialog.getByRole("heading")).toContainText(ali ?? "");
      await expect(dialog.locator("canvas").first()).toBeVisible();
      await expect(boxes).toHaveCount(2);
      await expect(dialog.locator("[data-preview-other]")).toHaveCount(1);
      const next = dialog.getByRole("button", { name: words.preview.next, exact: true });
      const status = dialog.getByRole("status").last();
      const digits = new Intl.NumberFormat(locale);
      await next.focus();
      for (const [number, place] of [
        [1, 1],
        [2, 3],
      ] as const) {
        if (number > 1) await page.keyboard.press("Enter");
        await expect(status).toContainText(digits.format(number));
        await expect(status).toContainText(digits.format(place));
        const box = dialog.locator('[data-preview-box][aria-current="step"]');
        await expect(box).toBeInViewport();
        await expect(box).toHaveAccessibleName(new RegExp(`${ali}.*${digits.format(number)}`));
        const [seen, bar] = [await box.boundingBox(), await next.boundingBox()];
        expect((seen?.y ?? 0) + (seen?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
        await expect(box).toHaveCSS("outline-color", "rgb(32, 74, 178)");
      }
      await expect(next).toHaveAttribute("aria-disabled", "true");
      await expect(next).toBeFocused();
      const as = dialog.getByLabel(words.preview.as, { exact: true });
      await as.selectOption({ index: 1 });
      await expect(dialog.getByRole("heading")).toContainText(sara ?? "");
      await expect(boxes).toHaveCSS("outline-color", "rgb(216, 0, 0)");
      await as.selectOption({ index: 2 });
      await expect(dialog.getByRole("heading")).toContainText(omid ?? "");
      await expect(boxes).toHaveCount(0);
      // Nothing in it can be changed, and no key reaches the boxes behind it.
      await page.keyboard.press("Delete");
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await expect(eye).toBeFocused();
      await expect(page.locator("[data-box]")).toHaveCount(3);
    });

    await test.step("as a proof", async () => {
      // Not yet saved when the proof is asked for: it has the newest boxes.
      await draw(page, 2, 2, 200 + shift, 200);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: words.proof.download, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toContain(`Lease ${locale}`);
      const bytes = readFileSync(await download.path());
      checkStructure(bytes);
      const drawn = await drawnBoxes(bytes);
      const rows = savedBoxes(portal.dataFolder, envelopeId);
      expect(rows).toHaveLength(4);
      expect(drawn).toHaveLength(4);
      for (const { page: number, x, y, width, height } of rows) {
        const wanted = [x, y, x + width, y + height];
        const nearest = Math.min(
          ...drawn
            .filter((box) => box.page === number)
            .map(({ rect }) =>
              Math.max(...rect.map((side, at) => Math.abs(side - (wanted[at] ?? 0)))),
            ),
        );
        expect(nearest, `page ${number}`).toBeLessThan(0.01);
      }
      for (const { words: said } of drawn) expect(said).toContain(words.proof.words);
    });

    await test.step("its layout again, in one step", async () => {
      const old = savedBoxes(portal.dataFolder, envelopeId);
      const again = await openDraft(person, `Renewal ${locale}`, [
        { name: "Behruz" },
        { name: "Anahit" },
      ]);
      const offer = page.getByRole("region", { name: words.layouts.earlier });
      await expect(offer).toContainText(`Lease ${locale}`);
      await offer.getByRole("button").first().click();
      await expect(page.locator("[data-box]:focus")).toHaveCount(1);
      await expect(offer).toHaveCount(0);
      await expect(page.locator("[data-description]")).toContainText(/Behruz.*Anahit/);
      await allSaved(page);
      const placed = savedBoxes(portal.dataFolder, again);
      expect(placesOf(placed)).toEqual(placesOf(old));
      expect(new Set(placed.map(({ recipient_id }) => recipient_id)).size).toBe(2);
      await page.keyboard.press("Control+z");
      await expect(page.locator("[data-box]")).toHaveCount(0);
      // One signer: what was the second one's has nobody to go to.
      await openDraft(person, `Alone ${locale}`, [{ name: "Behruz" }]);
      await page.getByRole("button", { name: words.layouts.earlier, exact: true }).click();
      await page.getByRole("menuitem", { name: `Lease ${locale}` }).click();
      await expect(page.locator("[data-box]")).toHaveCount(2);
      await toReview(person);
      await page.getByRole("button", { name: words.preview.open, exact: true }).click();
      await expect(page.getByRole("dialog").locator("[data-preview-box]")).toHaveCount(2);
      await page.keyboard.press("Escape");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: words.proof.download, exact: true }).click(),
      ]);
      checkStructure(readFileSync(await download.path()));
    });
    await person.context.close();
  });
