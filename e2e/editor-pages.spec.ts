import { makeContract } from "./fixtures/make-pdfs";
import { allSaved, savedBoxes } from "./support/boxes";
import { atDesk, namePeople, setUp, upload } from "./support/office";
import { expect, test } from "./support/test";

const total = 500;
const broken = 3;

/** A shading around a circle of negative radius: the browser's canvas refuses to draw it. */
const bytes = makeContract({
  pages: Array.from({ length: total }, () => ({})),
  build: (writer, pages) => {
    const content = writer.addStream("", "/S sh");
    const page = pages[broken - 1];
    if (page !== undefined)
      writer.set(
        page,
        `<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R
          /Resources << /Shading << /S << /ShadingType 3 /ColorSpace /DeviceGray
          /Coords [0 0 -9 90 90 90] /Function << /FunctionType 2 /Domain [0 1] /N 1 >>
          >> >> >> >>`,
      );
    return "";
  },
});

test("in 500 pages any one is reached at once, few are drawn, and a broken one takes a box", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page, words } = person;
  await setUp(person, portal.setupLink());
  const envelopeId = await upload(person, "long.pdf", bytes);
  await namePeople(person, "Long", [{ name: "Ali Rezaei" }]);
  const drawn = (number: number) => page.locator(`[data-page="${number}"] canvas`).first();
  const small = (number: number) => page.locator(`[data-thumbnail="${number}"]`);
  await expect(drawn(1)).toBeVisible();
  await expect(small(1).locator("canvas[data-drawn]")).toBeVisible();
  await expect(small(1)).toHaveAttribute("aria-current", "page");

  await small(1).focus();
  await page.keyboard.press("End");
  await expect(small(total)).toBeFocused();
  await expect(drawn(total)).toBeVisible();
  await expect(small(total).locator("canvas[data-drawn]")).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await expect(small(total - 1)).toBeFocused();
  await expect(small(total - 1)).toHaveAttribute("aria-current", "page");
  expect(await page.locator("canvas").count()).toBeLessThan(30);
  await page.keyboard.press("Home");
  await expect(small(1)).toBeFocused();
  await small(broken).click();

  const place = page.locator(`[data-page="${broken}"]`);
  await expect(place.getByRole("status")).toContainText(words.pdfPages.pageFailedWhy);
  await page.locator(`[data-surface="${broken}"]`).focus();
  await page.keyboard.press("Enter");
  await expect(place.locator("[data-box]")).toBeFocused();
  await allSaved(page);
  expect(savedBoxes(portal.dataFolder, envelopeId).map((row) => row.page)).toEqual([broken]);
  await person.context.close();
});
