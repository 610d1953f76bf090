import { makeContract } from "./fixtures/make-pdfs";
import type { Person } from "./support/office";
import {
  atDesk,
  dragBox,
  fillSetUp,
  namePeople,
  onPhone,
  send,
  signIn,
  submitSetUp,
  upload,
} from "./support/office";
import { startPortal } from "./support/portal";
import { isSound } from "./support/sound";
import { expect, test } from "./support/test";

/** Right but for its last digit. */
const doubtful = "50101050010019";

const picture = ({ page }: Person, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });

const plain = (words: string) => words.replace(/<\/?bdi>/g, "");

test("a draft goes to a service without boxes: people, options, review, sent", async ({
  browser,
}) => {
  const portal = await startPortal();
  const person = await atDesk(browser, portal.url, "en");
  const { page, words } = person;
  const { draft: t, identity, providers, problems, boxless } = words;
  const { webimzo } = providers;
  const provider = webimzo.name;
  const steps = page.getByRole("navigation", { name: t.steps });
  await fillSetUp(person, portal.setupLink());
  await page.getByLabel(words.setUp.rehearsal).check();
  await submitSetUp(person);

  const id = await upload(person, "Lease.pdf", makeContract());
  await namePeople(person, "Lease of flat 12", [
    { name: "Temur Fayzullayev" },
    { name: "Dilnoza Karimova", role: "approver" },
    { name: "Ravi Kumar", role: "viewer" },
  ]);
  await dragBox(person, 0, 2, { x: 0.4, y: 0.7 });
  await steps.getByRole("link", { name: t.stepPeople }).click();
  await page.waitForURL(/\/people$/);
  await page.getByRole("radio", { name: provider }).click();
  const kept = page.getByRole("status").filter({ hasText: boxless.kept });
  await expect(kept.getByRole("listitem")).toHaveText("Temur Fayzullayev: 1 box on page 2");

  // Two of three are asked for a number: the viewer is the portal's own.
  const key = page.getByLabel(identity.pinfl_or_inn.label, { exact: true });
  await expect(key).toHaveCount(2);
  await key.first().fill("70101900010018");
  await key.first().blur();
  await expect(
    page.getByText(words.formatProblems.pinfl_century.replace("{digit}", "7")),
  ).toBeVisible();
  await key.first().fill(doubtful);
  await key.first().blur();
  await expect(page.getByText(words.formatProblems.pinfl_check_digit)).toBeVisible();
  await key.last().fill("201123456");
  const second = page.getByRole("group", { name: "Person 2", exact: true });
  await second.getByText(words.common.more).click();
  await second.getByLabel(identity.priority.label).fill("1");

  await page.getByLabel(webimzo.options.methods).selectOption("all");
  await page.getByLabel(webimzo.options.dataType).selectOption("printable_hash");
  await expect(page.getByText(webimzo.choiceHelp.dataType.printable_hash)).toBeVisible();
  await page.getByLabel(webimzo.options.dataType).selectOption("printable_statement");
  await page.getByText(words.common.more).last().click();
  const template = page.getByLabel(webimzo.options.templateId);
  await template.fill("-1");
  await template.blur();
  await expect(page.getByText(words.inputErrors.invalid)).toBeVisible();
  await template.fill("");
  await page.getByLabel(webimzo.options.documentType).fill("Lease");
  await picture(person, "people");
  await isSound(page);
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/review$/);

  const lacking = plain(problems.identity_missing_for_choice)
    .replace("{name}", "Temur Fayzullayev")
    .replace("{part}", identity.phone.label);
  await expect(page.getByText(lacking)).toBeVisible();
  await picture(person, "lacking");
  await page.getByRole("link", { name: problems.fixPerson }).first().click();
  await page.getByLabel(identity.phone.label, { exact: true }).first().fill("90 123 45 67");
  await page.getByLabel(identity.phone.label, { exact: true }).last().fill("+998711234567");
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/review$/);

  await expect(page.getByText(words.review.ready)).toBeVisible();
  await expect(steps.getByRole("listitem")).toHaveCount(3);
  await expect(page.getByRole("heading", { name: words.statement.heading })).toBeVisible();
  await page.getByText(words.review.exact).first().click();
  const request = page.getByRole("textbox", { name: words.review.exact });
  const hidden = words.request.marks.setting.replace("{name}", webimzo.settings.apiKey);
  await expect(request).toHaveValue(new RegExp(`"apiKey": "‹.${hidden}.›"`));
  await expect(request).toHaveValue(/"documentType": "Lease"/);
  await picture(person, "review");
  await isSound(page);

  await page.goto(`/envelopes/${id}/boxes`);
  await expect(page.getByRole("heading", { name: boxless.title })).toBeVisible();
  await picture(person, "no-boxes");
  const phone = await onPhone(browser, portal.url, "fa");
  await phone.page.emulateMedia({ colorScheme: "dark" });
  await signIn(phone, "admin@example.org");
  for (const step of ["people", "boxes", "review"]) {
    await phone.page.goto(`/envelopes/${id}/${step}`);
    await isSound(phone.page);
    await picture(phone, `phone-${step}`);
  }
  await page.getByRole("button", { name: boxless.remove }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: boxless.remove }).click();
  await expect(page.getByText(boxless.kept)).toHaveCount(0);
  await page.getByRole("link", { name: boxless.toReview }).click();
  await page.waitForURL(/\/review$/);
  await send(person);
  await expect(page.getByText(words.status.envelope.in_progress).first()).toBeVisible();
  await portal.remove();
});
