import type { Page } from "@playwright/test";
import { makeContract } from "./fixtures/make-pdfs";
import { rehearseThere } from "./support/launched";
import { atDesk, onPhone, signIn, upload } from "./support/office";
import { isSound } from "./support/sound";
import { expect, test } from "./support/test";

const provider = "Signzy";
const look = (page: Page, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });

test("a stamp is built with its text on the very page, and the review leads to what is wrong", async ({
  browser,
  portal,
}) => {
  const owner = await atDesk(browser, portal.url, "en");
  await rehearseThere(owner, portal);
  const { page, words } = owner;
  const { draft, identity, providers, problems } = words;
  const { options, choices, variables, groups } = providers.signzy;
  const id = await upload(owner, "Rent.pdf", makeContract());
  await page.getByRole("radio", { name: new RegExp(provider) }).click();
  const stamp = page.getByRole("region", { name: groups.stamp });
  await expect(stamp).toBeVisible();
  const input = (name: keyof typeof options) =>
    page.locator(`#option-${name}`).locator("input, select, textarea").first();

  const signers = ["Asha Rao", "Vikram Shah"];
  for (const [index, name] of signers.entries()) {
    if (index > 0) await page.getByRole("button", { name: draft.addSigner, exact: true }).click();
    await page.getByLabel(draft.personName, { exact: true }).nth(index).fill(name);
  }
  // Somebody types the whole number: it is taken away, and no request has it.
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.postData() ?? ""));
  const ending = page.getByRole("textbox", { name: identity.aadhaar_last_four.label }).first();
  await ending.fill("234567890123");
  await page.getByLabel(draft.name, { exact: true }).fill("Rent agreement");
  await expect(ending).toHaveValue("");
  await expect(page.getByText(draft.onlyLastFour)).toBeVisible();

  await expect(input("stampState")).toHaveCount(0);
  await input("stamp").selectOption("e_challan");
  await expect(input("stampDuty")).toHaveCount(0);
  await expect(input("stampFirstParty")).toHaveValue("Asha Rao");
  await expect(input("stampSecondParty")).toHaveValue("Vikram Shah");
  await input("stampState").selectOption("KA");
  await expect(stamp.getByText("KA001")).toBeVisible();
  await input("stampArticle").fill("KA001");
  await input("stampAmount").fill("100");
  await stamp.getByRole("radio", { name: choices.stampPlace.top_center }).click();
  await page.keyboard.press("ArrowDown");
  await page.getByLabel(options.hasStampText).check();
  await input("stampText").fill("Duty of Rs. ");
  await page.getByRole("button", { name: variables.stampText.amount, exact: true }).click();
  await input("stampText").press("End");
  await page.keyboard.type(" paid for the rent");
  await expect(input("stampText")).toHaveValue("Duty of Rs. {{amount}} paid for the rent");
  const mark = page.locator("[data-mark]").filter({ hasText: "Duty of Rs. 100" });
  await expect(mark).toBeVisible();
  await page.getByLabel(options.checksName).check();
  await input("headerColour").fill("#FFF2AA");
  await input("nameMatchThreshold").fill("0.7");
  await page.getByLabel(draft.name, { exact: true }).focus();
  await expect(page.getByText(/^Saved /)).toBeVisible();
  await isSound(page);
  await look(page, "desk-en");

  await page.goto(`/envelopes/${id}/review`);
  await look(page, "review-en");
  await isSound(page);
  await page
    .getByRole("listitem")
    .filter({ hasText: providers.signzy.problems.missing })
    .getByRole("link", { name: problems.fixOption })
    .click();
  await expect(input("stampPurpose")).toBeFocused();
  await expect(page.locator("#option-stampPurpose").getByRole("alert")).toBeVisible();
  await input("stampPurpose").fill("Rent");
  await input("stampPurpose").blur();
  await expect(page.locator("#option-stampPurpose").getByRole("alert")).toHaveCount(0);
  expect(requests.join("\n")).not.toContain("234567890123");

  const phone = await onPhone(browser, portal.url, "fa");
  await signIn(phone, "admin@example.org");
  await phone.page.goto(`/envelopes/${id}/people#option-stampText`);
  await expect(phone.page.locator("#option-stampText textarea")).toBeFocused();
  await expect(phone.page.locator("[data-mark]").first()).toBeVisible();
  await isSound(phone.page);
  await look(phone.page, "phone-fa");
  await phone.page.goto(`/envelopes/${id}/review`);
  await isSound(phone.page);
  await look(phone.page, "review-phone-fa");
});
