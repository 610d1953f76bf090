import { providers } from "@/lib/providers/registry";
import { makeContract } from "./fixtures/make-pdfs";
import { allSaved, savedBoxes, saveOptions } from "./support/boxes";
import { localesHere } from "./support/locales-here";
import {
  atDesk,
  boxedRehearsal,
  fillSetUp,
  onPhone,
  signIn,
  submitSetUp,
  upload,
} from "./support/office";
import { expect, test } from "./support/test";

const people = [
  { name: "سارا احمدی", phone: "09121234567", nationalId: "0012345679" },
  { name: "علی رضایی", phone: "09351234567", nationalId: "0499370899" },
] as const;

let isSetUp = false;
test.describe.configure({ mode: "serial" });

for (const locale of localesHere("en"))
  test(`what a provider cannot express is refused with the reason and mended in one step (${locale})`, async ({
    browser,
    portal,
  }) => {
    const person = await atDesk(browser, portal.url, locale);
    const { page, words } = person;
    const { draft, identity, editor } = words;
    if (isSetUp) await signIn(person, "admin@example.org");
    else {
      await fillSetUp(person, portal.setupLink());
      await page.getByLabel(words.setUp.rehearsal).check();
      await submitSetUp(person);
    }
    isSetUp = true;
    const id = await upload(person, "three.pdf", makeContract());
    await page.getByLabel(draft.name, { exact: true }).fill("Rail");
    for (const [index, { name }] of people.entries()) {
      if (index > 0) await page.getByRole("button", { name: draft.addSigner, exact: true }).click();
      await page.getByLabel(draft.personName, { exact: true }).nth(index).fill(name);
    }
    await page.getByRole("button", { name: draft.continue, exact: true }).click();
    await page.waitForURL(/\/boxes$/);

    const pagesOfBoxes = async () => {
      await allSaved(page);
      return savedBoxes(portal.dataFolder, id).map((row) => row.page);
    };
    const place = async (signer: 1 | 2, on: 1 | 2) => {
      await page.locator(`[data-page="${on}"]`).scrollIntoViewIfNeeded();
      await page.locator(`button[data-surface="${on}"]`).focus();
      await page.keyboard.press(String(signer));
      await page.keyboard.press("Enter");
    };
    await page.locator("[data-page] canvas").first().waitFor();
    await place(1, 1);
    await place(1, 2);
    expect(await pagesOfBoxes()).toEqual([1, 2]);

    await page.goto(`/envelopes/${id}/people`);
    await boxedRehearsal({ page, words }).click();
    for (const [index, { phone, nationalId }] of people.entries()) {
      await page.getByLabel(identity.phone.label, { exact: true }).nth(index).fill(phone);
      await page
        .getByLabel(identity.national_id.label, { exact: true })
        .nth(index)
        .fill(nationalId);
    }
    await page.getByRole("button", { name: draft.continue, exact: true }).click();
    await page.waitForURL(/\/boxes$/);
    const rail = page.getByRole("region", { name: editor.rail.label });
    const mend = rail.getByRole("button", { name: editor.rail.mend, exact: true });
    await expect(mend).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("mend.png") });
    const phone = await onPhone(browser, portal.url, locale);
    await signIn(phone, "admin@example.org");
    await phone.page.goto(`/envelopes/${id}/boxes`);
    await phone.page.locator("[data-page] canvas").first().waitFor();
    await phone.page.screenshot({ path: test.info().outputPath("mend-360.png") });
    await phone.page.locator("summary").first().tap();
    await phone.page.screenshot({ path: test.info().outputPath("open-360.png") });
    await phone.context.close();

    while (await mend.isVisible()) await mend.click();
    expect(await pagesOfBoxes()).toHaveLength(1);
    const [kept] = await pagesOfBoxes();
    const other = kept === 1 ? 2 : 1;

    await place(2, other);
    await expect(rail.getByRole("status")).not.toBeEmpty();
    await page.screenshot({ path: test.info().outputPath("refused.png") });
    expect(await pagesOfBoxes()).toEqual([kept]);
    await rail.getByRole("button").click();
    expect(await pagesOfBoxes()).toEqual([other, other]);
    await page.keyboard.press("Control+z");
    expect(await pagesOfBoxes()).toEqual([kept]);

    await page.locator("[data-box]").first().focus();
    await page.keyboard.press("Control+d");
    await expect(rail.getByRole("status")).toContainText(people[0].name);
    expect(await pagesOfBoxes()).toEqual([kept]);
    await person.context.close();
  });

for (const locale of localesHere("fa"))
  test(`a box stands at a place that the service knows by name, and aside of what that writes itself (${locale})`, async ({
    browser,
    portal,
  }) => {
    const person = await atDesk(browser, portal.url, locale);
    const { page, words } = person;
    const { draft, editor } = words;
    const { names, label } = editor.places;
    await signIn(person, "admin@example.org");
    const id = await upload(person, "three.pdf", makeContract());
    await page.getByLabel(draft.name, { exact: true }).fill("Places");
    await page.getByLabel(draft.personName, { exact: true }).fill(people[0].name);
    const placing = providers.find(({ capabilities }) => capabilities.boxes.positions);
    await page
      .getByRole("radio", { name: new RegExp(`${placing?.displayName}.*${words.rehearsal.chip}`) })
      .click();
    await page.getByRole("button", { name: draft.continue, exact: true }).click();
    await page.waitForURL(/\/boxes$/);
    await page.locator("[data-page] canvas").first().waitFor();
    await page.locator('button[data-surface="1"]').focus();
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    const saved = async () => {
      await allSaved(page);
      return savedBoxes(portal.dataFolder, id).map((row) => row.position);
    };
    expect(await saved()).toEqual([null]);

    const places = page.getByRole("radiogroup", { name: label });
    await places.getByRole("radio", { name: names.bottom_left, exact: true }).click();
    await expect(page.locator("[data-box] [data-place]")).toHaveText(names.bottom_left);
    expect(await saved()).toEqual(["bottom_left"]);
    await page.screenshot({ path: test.info().outputPath("place.png") });
    await page.keyboard.press("ArrowRight");
    expect(await saved()).toEqual(["bottom_center"]);
    await page.locator("[data-box]").focus();
    await page.keyboard.press("ArrowUp");
    expect(await saved()).toEqual([null]);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(await saved()).toEqual(["bottom_left"]);

    saveOptions(portal.dataFolder, id, { stamp: "e_challan", stampAmount: "500" });
    await page.reload();
    await page.locator("[data-mark]").first().waitFor();
    const rail = page.getByRole("region", { name: editor.rail.label });
    const aside = rail.getByRole("button", { name: editor.rail.covered.move, exact: true });
    await expect(aside).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("covered.png") });
    const phone = await onPhone(browser, portal.url, locale);
    await signIn(phone, "admin@example.org");
    await phone.page.goto(`/envelopes/${id}/boxes`);
    await phone.page.locator("[data-mark]").first().waitFor();
    await phone.page.locator("[data-box]").tap();
    await phone.page.screenshot({ path: test.info().outputPath("covered-360.png") });
    await phone.page.getByRole("button", { name: editor.more, exact: true }).tap();
    await phone.page.getByRole("radiogroup", { name: label }).waitFor();
    await phone.page.screenshot({ path: test.info().outputPath("place-360.png") });
    await phone.context.close();
    await aside.click();
    await expect(aside).toBeHidden();
    expect(await saved()).toEqual([null]);
    await page.getByRole("button", { name: words.preview.open }).click();
    await page.getByRole("dialog").locator("[data-mark]").first().waitFor();
    await page.screenshot({ path: test.info().outputPath("preview.png") });
    await person.context.close();
  });
