import { writeFile } from "node:fs/promises";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { templates, toSample } from "@/lib/providers/emzano/sandbox-templates";
import { connect } from "../support/connect";
import { localesHere } from "../support/locales-here";
import type { Person } from "../support/office";
import { atDesk, invite, join, onPhone, saveFile, send, setUp } from "../support/office";
import { startPortal } from "../support/portal";
import { checkStructure } from "../support/read-pdf";
import { expect, test } from "../support/test";

const [lease] = templates;
if (!lease) throw new Error("The panel has no template");
const sample = toSample(lease);
const name = "Lease · اجاره";

/** From the panel's sample to a saved template. @returns its address */
async function paste({ page, words }: Person): Promise<void> {
  const { templates: t, templateSample } = words;
  await page.goto("/templates");
  await page.screenshot({ path: test.info().outputPath("empty.png") });
  await page.getByRole("link", { name: t.new }).first().click();
  await page.getByLabel(t.name, { exact: true }).fill(name);
  const box = page.getByLabel(t.sample, { exact: true });
  // A bracket too few is told with its line, and nothing can be saved.
  await box.fill(sample.replace('"workflows": [', '"workflows": '));
  await expect(page.getByText(t.problemTitle)).toBeVisible();
  await expect(page.getByText(templateSample.not_read)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("problem.png"), fullPage: true });
  await expect(page.getByRole("button", { name: t.save, exact: true })).toBeDisabled();
  await box.fill(sample.replace("_REQUIRED_ENGLISH_TEXT", "_REQUIRED_COLOUR"));
  await expect(page.getByText("_REQUIRED_COLOUR", { exact: true })).toBeVisible();
  await box.fill(sample);
  await expect(page.getByText("طرف دوم قرارداد")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("sample.png"), fullPage: true });
  await page.getByRole("button", { name: t.save, exact: true }).click();
  await page.waitForURL(/\/templates\/(?!new)[^/]+$/);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("template.png"), fullPage: true });
}

const people = [
  { name: "سارا احمدی", phone: "۰۹۱۲۱۲۳۴۵۶۷", nationalId: "۰۰۱۲۳۴۵۶۷۹" },
  { name: "علی رضایی", phone: "09351234567", nationalId: "0499370899" },
];

async function namePeople({ page, words }: Person): Promise<void> {
  const { draft: t, identity } = words;
  await page.waitForURL(/\/people$/);
  for (const [index, { name: person, phone, nationalId }] of people.entries()) {
    await page.getByLabel(t.personName, { exact: true }).nth(index).fill(person);
    await page.getByLabel(identity.phone.label, { exact: true }).nth(index).fill(phone);
    await page.getByLabel(identity.national_id.label, { exact: true }).nth(index).fill(nationalId);
  }
  await page.screenshot({ path: test.info().outputPath("people.png"), fullPage: true });
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/values$/);
}

const typed = {
  "contract-number": "۱۴۰۳",
  "text-1": "اجاره آپارتمان",
  rent: "۱۲۵۰۰۰۰۰",
  sheba: "IR062960000000100324200001",
  email: "sara@example.org",
  "name-english": "Sara Ahmadi",
  city: "تهران",
  phone: "09121234567",
  witness: "۰۰۱۲۳۴۵۶۷۹",
};
const inRials = "دوازده میلیون و پانصد هزار ریال";

async function fillValues({ page, words }: Person): Promise<void> {
  const { values: t, formatProblems, draft } = words;
  const input = (field: string) =>
    page.getByLabel(new RegExp(`^${field}( \\(${words.common.optional}\\))?$`));
  // A wrong digit is told while it is typed, in the person's language.
  await input("witness").fill("0012345678");
  await input("witness").blur();
  await expect(page.getByText(formatProblems.national_code_wrong)).toBeVisible();
  for (const [field, text] of Object.entries(typed)) await input(field).fill(text);
  await expect(page.getByText(formatProblems.national_code_wrong)).toHaveCount(0);
  expect(await input("rent").getAttribute("inputmode")).toBe("numeric");
  expect(await input("rent").getAttribute("dir")).toBe("ltr");
  // The words come from the figures, say their unit, and are warned of when they disagree.
  const wordsInput = input("rent-in-words");
  await expect(wordsInput).toHaveValue(inRials);
  await wordsInput.fill("دوازده میلیون ریال");
  await expect(page.getByRole("status").filter({ hasText: /\S/ }).first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("disagreement.png"), fullPage: true });
  await page.getByRole("button", { name: t.inWords.toman, exact: true }).click();
  await expect(wordsInput).toHaveValue("یک میلیون و دویست و پنجاه هزار تومان");
  await page.getByRole("button", { name: t.inWords.rial, exact: true }).click();
  await expect(wordsInput).toHaveValue(inRials);
  await page.screenshot({ path: test.info().outputPath("values.png"), fullPage: true });
  // What was typed is there after a reload.
  await expect(page.getByText(draft.saved.split("{")[0] ?? "").first()).toBeVisible();
  await page.reload();
  await expect(input("city")).toHaveValue(typed.city);
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/review$/);
}

for (const locale of localesHere("fa"))
  test(`a pasted template is filled in, sent, signed there and comes back (${locale})`, async ({
    browser,
  }) => {
    const sandbox = await createEmzanoSandbox();
    const portal = await startPortal({
      PROVIDER_PRIVATE_HOSTS: new URL(sandbox.url).host,
      POLL_SCALE: "0.02",
    });
    const admin = await atDesk(browser, portal.url, locale);
    await setUp(admin, portal.setupLink());
    await connect(admin, sandbox);
    await paste(admin);
    const staff = await atDesk(browser, portal.url, locale);
    await join(staff, await invite(admin, "Rustam", "rustam@example.org"));
    await staff.page.goto("/envelopes/new");
    await staff.page.screenshot({ path: test.info().outputPath("new.png"), fullPage: true });
    const use = staff.words.templates.useNamed.replace("{name}", name);
    await staff.page.getByRole("button", { name: use, exact: true }).click();
    await namePeople(staff);
    await fillValues(staff);
    const { review } = staff.words;
    await staff.page.getByText(review.exact, { exact: true }).click();
    const preview = staff.page.getByRole("textbox", { name: review.exact });
    expect(JSON.parse(await preview.inputValue())).toMatchObject({
      templateId: lease.id,
      workflows: [{ id: lease.slots[0]?.id, contact: "09121234567" }, { id: lease.slots[1]?.id }],
      documentFields: expect.arrayContaining([
        { name: "rent", value: "12500000" },
        { name: "rent-in-words", value: inRials },
      ]),
    });
    await staff.page.screenshot({ path: test.info().outputPath("review.png"), fullPage: true });
    await send(staff);

    const { status } = staff.words;
    await expect(staff.page.getByText(status.envelope.in_progress).first()).toBeVisible();
    const phone = await onPhone(browser, portal.url, "fa");
    for (const mobile of ["09121234567", "09351234567"]) {
      const message = () => sandbox.ledger().messages.find(({ to }) => to === mobile);
      await expect.poll(() => message()?.link).toBeTruthy();
      await phone.page.goto(message()?.link ?? "");
      await phone.page.getByRole("button", { name: "امضا" }).click();
    }
    // The callback has come; the sender's screen follows without a reload.
    await expect(staff.page.getByText(status.envelope.completed).first()).toBeVisible();
    await expect(staff.page.getByText(staff.words.envelope.verdict.valuesFound)).toBeVisible();
    const signed = await saveFile(staff, staff.words.envelope.fileSigned);
    checkStructure(signed);
    await writeFile(test.info().outputPath("signed.pdf"), signed);
    await staff.page.screenshot({ path: test.info().outputPath("envelope.png"), fullPage: true });
    await portal.remove();
    await sandbox.close();
  });
