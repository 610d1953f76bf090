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
  await person.context.close();
});
