import path from "node:path";
import Database from "better-sqlite3";
import { makeContract } from "./fixtures/make-pdfs";
import { allSaved, savedBoxes } from "./support/boxes";
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
import { expect, test } from "./support/test";

test.describe.configure({ mode: "serial" });

test("people and the signing service are undone and done again in the editor, also after a reload", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "fa");
  const { page, words } = person;
  const { draft, editor } = words;
  await fillSetUp(person, portal.setupLink());
  await page.getByLabel(words.setUp.rehearsal).check();
  await submitSetUp(person);
  const id = await upload(person, "three.pdf", makeContract());
  await namePeople(person, "People", [{ name: "Ali Rezaei" }, { name: "سارا احمدی" }]);
  await page.locator("[data-page] canvas").first().waitFor();
  for (const signer of ["1", "2"]) {
    await page.locator('[data-surface="1"]').focus();
    await page.keyboard.press(signer);
    await page.keyboard.press("Enter");
  }
  await expect(page.locator("[data-box]")).toHaveCount(2);
  await allSaved(page);
  const rail = page.getByRole("region", { name: editor.rail.label });
  const names = () => page.locator("aside [data-person]").allInnerTexts();
  const standing = async () => ({
    service: await rail.locator("summary").innerText(),
    people: await names(),
    boxes: savedBoxes(portal.dataFolder, id),
  });
  const first = await standing();

  await page
    .getByRole("navigation", { name: draft.steps })
    .getByRole("link", { name: draft.stepPeople })
    .click();
  const people = page.getByLabel(draft.personName, { exact: true });
  await people.first().fill("Omid Karimi");
  await people.first().blur();
  const remove = draft.remove.replace("{name}", "سارا احمدی");
  await page.getByRole("button", { name: remove, exact: true }).click();
  await page.getByRole("button", { name: draft.removeConfirm, exact: true }).click();
  await expect(people).toHaveCount(1);
  await boxedRehearsal({ page, words }).click();
  await expect(boxedRehearsal({ page, words })).toBeChecked();
  await page.getByRole("button", { name: draft.continue, exact: true }).click();
  await page.waitForURL(/\/boxes$/);
  await page.locator("[data-page] canvas").first().waitFor();
  await expect(page.locator("[data-box]")).toHaveCount(1);
  const last = await standing();
  expect(last.service).not.toBe(first.service);
  expect(last.people).toHaveLength(1);

  const takeBack = page.getByRole("button", { name: editor.undo, exact: true });
  await takeBack.click();
  await expect(page.getByText(editor.returned).first()).toBeVisible();
  await expect(rail.locator("summary")).toHaveText(first.service);
  await page.screenshot({ path: test.info().outputPath("returned.png") });
  await page.locator('[data-surface="1"]').focus();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(async () => expect(await standing()).toEqual(first)).toPass();

  await page.reload();
  await page.locator("[data-page] canvas").first().waitFor();
  expect(await standing()).toEqual(first);
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press("Control+Shift+z");
  await expect(async () => expect(await standing()).toEqual(last)).toPass();
  await expect(page.getByRole("button", { name: editor.redo, exact: true })).toBeDisabled();

  // What is refused is told, and everything stands as it stood.
  const database = new Database(path.join(portal.dataFolder, "muhr.db"));
  await page.keyboard.press("Control+z");
  await expect(rail.locator("summary")).toHaveText(first.service);
  await allSaved(page);
  const before = await standing();
  database.prepare("update connections set is_enabled = 0 where is_rehearsal = 1").run();
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByText(editor.notReturned)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("refused.png") });
  database.prepare("update connections set is_enabled = 1 where is_rehearsal = 1").run();
  database.close();
  await allSaved(page);
  expect(await standing()).toEqual(before);
  await person.context.close();
});

test("on a phone a name is taken back in an editor in which nothing else was done", async ({
  browser,
  portal,
}) => {
  const person = await onPhone(browser, portal.url, "en");
  const { page, words } = person;
  const { draft, editor } = words;
  await signIn(person, "admin@example.org");
  await upload(person, "three.pdf", makeContract());
  await namePeople(person, "Names", [{ name: "Ali Rezaei" }]);
  await page.locator("[data-page] canvas").first().waitFor();
  const chip = page.locator("[data-person]:visible");
  await expect(chip).toContainText("Ali Rezaei");

  const steps = page.getByRole("navigation", { name: draft.steps });
  await steps.getByRole("link", { name: draft.stepPeople }).tap();
  await page.getByLabel(draft.personName, { exact: true }).fill("Omid Karimi");
  await page.getByRole("button", { name: draft.continue, exact: true }).tap();
  await page.waitForURL(/\/boxes$/);
  await expect(chip).toContainText("Omid Karimi");
  await page.getByRole("button", { name: editor.undo, exact: true }).tap();
  await expect(chip).toContainText("Ali Rezaei");
  await page.screenshot({ path: test.info().outputPath("returned-360.png") });
  await page.getByRole("button", { name: editor.redo, exact: true }).tap();
  await expect(chip).toContainText("Omid Karimi");
  await person.context.close();
});
