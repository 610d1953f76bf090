import { makeContract } from "./fixtures/make-pdfs";
import { atDesk, setUp, upload } from "./support/office";
import { expect, test } from "./support/test";

type NextWindow = { readonly next: { readonly router: { refresh(): void } } };

test("what is being typed stays when the page comes anew after the form's own save", async ({
  browser,
  portal,
}) => {
  const person = await atDesk(browser, portal.url, "en");
  const { page, words } = person;
  await setUp(person, portal.setupLink());
  await upload(person, "three.pdf", makeContract());
  await page.getByRole("button", { name: words.draft.addSigner, exact: true }).click();
  await expect(page.getByText(/^Saved /)).toBeVisible();
  const input = page.getByLabel(words.draft.personName, { exact: true }).nth(1);
  await input.click();
  await page.keyboard.type("Sara ");
  // As it does by itself on a slow machine, where the first look at the portal comes late.
  const anew = page.waitForResponse((answer) => answer.url().includes("_rsc="));
  await page.evaluate(() => (window as unknown as NextWindow).next.router.refresh());
  await anew;
  await page.waitForTimeout(1_000);
  await page.keyboard.type("Ahmadi");
  await expect(input).toHaveValue("Sara Ahmadi");

  // One wrong input keeps nothing else from being saved; whoever leaves is asked.
  await page.locator("input[type=email]").nth(1).fill("sara@");
  await page.getByLabel(words.draft.personName, { exact: true }).first().fill("Ali Rezaei");
  await page.keyboard.press("Tab");
  await expect(page.getByText(words.draft.blocked)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("blocked.png") });
  const asked = page.waitForEvent("dialog");
  const left = page.reload();
  await (await asked).accept();
  await left;
  const names = page.getByLabel(words.draft.personName, { exact: true });
  await expect(names.first()).toHaveValue("Ali Rezaei");
  await expect(names.nth(1)).toHaveValue("Sara Ahmadi");
  await expect(page.locator("input[type=email]").nth(1)).toHaveValue("");
  await person.context.close();
});
