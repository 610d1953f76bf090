import { readFile, writeFile } from "node:fs/promises";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { makeContract } from "../fixtures/make-pdfs";
import { connect } from "../support/connect";
import { localesHere } from "../support/locales-here";
import type { Person } from "../support/office";
import {
  atDesk,
  dragBox,
  invite,
  join,
  onPhone,
  saveFile,
  send,
  setUp,
  toReview,
  upload,
} from "../support/office";
import { startPortal } from "../support/portal";
import { checkStructure, distance, signatureBoxes, validSignatures } from "../support/read-pdf";
import { expect, test } from "../support/test";

const contract = makeContract();

const people = [
  { name: "سارا احمدی", add: "addSigner", phone: "۰۹۱۲۱۲۳۴۵۶۷", nationalId: "۰۰۱۲۳۴۵۶۷۹" },
  { name: "علی رضایی", add: "addApprover", phone: "09351234567", nationalId: "0499370899" },
  { name: "مینا کریمی", add: "addViewer", phone: "09191234567", nationalId: "0790419904" },
] as const;

async function nameEverybody({ page, words }: Person): Promise<void> {
  const { draft: t, identity } = words;
  await page.getByRole("radio", { name: words.providers.emzano.name, exact: true }).click();
  await expect(page.getByLabel(identity.national_id.label)).toHaveCount(1);
  await page.getByLabel(t.name, { exact: true }).fill("Lease of flat 12 · اجاره");
  for (const [index, { name, add, phone, nationalId }] of people.entries()) {
    if (index > 0) await page.getByRole("button", { name: t[add], exact: true }).click();
    await page.getByLabel(t.personName, { exact: true }).nth(index).fill(name);
    await page.getByLabel(identity.phone.label, { exact: true }).nth(index).fill(phone);
    await page.getByLabel(identity.national_id.label, { exact: true }).nth(index).fill(nationalId);
  }
  // A wrong digit is told while it is typed, and again in the review.
  const first = page.getByLabel(identity.national_id.label, { exact: true }).first();
  await first.fill("0012345678");
  await first.blur();
  await expect(page.getByText(words.formatProblems.national_code_wrong)).toBeVisible();
  await first.fill(people[0].nationalId);
  await expect(page.getByText(words.formatProblems.national_code_wrong)).toHaveCount(0);
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/boxes$/);
}

const filledIn = {
  location: "شیراز، خیابان زند",
  "participant-bank-cart-number": "6037997012345674",
};

/** The values of the provider's form, as a table too, and the callback that was nobody's. */
async function tellsWhatCame({ page, words }: Person): Promise<void> {
  const { reported: t, callbacks } = words;
  for (const value of Object.values(filledIn))
    await expect(page.getByText(value, { exact: true })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: t.exportCsv }).click(),
  ]);
  const table = await readFile(await download.path(), "utf8");
  for (const value of Object.values(filledIn)) expect(table).toContain(value);
  await expect(page.getByText(callbacks.reasons.malformed)).toBeVisible();
}

for (const locale of localesHere("fa"))
  test(`a contract goes out through a provider, is signed there and comes back (${locale})`, async ({
    browser,
  }) => {
    const sandbox = await createEmzanoSandbox();
    const portal = await startPortal({
      PROVIDER_PRIVATE_HOSTS: new URL(sandbox.url).host,
      FAULT_INJECTION: "1",
      POLL_SCALE: "0.02",
    });
    const admin = await atDesk(browser, portal.url, locale);
    await setUp(admin, portal.setupLink());
    await connect(admin, sandbox);
    const staff = await atDesk(browser, portal.url, locale);
    await join(staff, await invite(admin, "Rustam", "rustam@example.org"));
    await upload(staff, "Lease of flat 12.pdf", contract);
    await nameEverybody(staff);
    const drawn = await dragBox(staff, 0, 2, { x: 0.4, y: 0.7 });
    await toReview(staff);
    await staff.page.screenshot({ path: test.info().outputPath("review.png"), fullPage: true });
    await send(staff);

    const { status } = staff.words;
    await expect(staff.page.getByText(status.envelope.in_progress).first()).toBeVisible();
    const phone = await onPhone(browser, portal.url, "fa");
    const open = async (index: number) => {
      const mobile = `09${["121234567", "351234567"][index]}`;
      const message = () => sandbox.ledger().messages.find(({ to }) => to === mobile);
      await expect.poll(() => message()?.link).toBeTruthy();
      await phone.page.goto(message()?.link ?? "");
    };
    await open(0);
    await phone.page.getByRole("button", { name: "دیدم" }).click();
    const [made] = sandbox.ledger().documents;
    if (!made?.callbackUrl) throw new Error("Nothing was made");
    const forged = await fetch(made.callbackUrl, { method: "POST", body: "<html>" });
    expect(forged.status).toBe(400);
    await sandbox.act({ documentId: made.id, recipient: 0, act: "fill", values: filledIn });
    await phone.page.getByRole("button", { name: "امضا" }).click();
    await open(1);
    await phone.page.getByRole("button", { name: "تأیید" }).click();

    // The callback has come; the sender's screen follows without a reload.
    await expect(staff.page.getByText(status.envelope.completed).first()).toBeVisible();
    await expect(staff.page.getByText(status.recipient.signed).first()).toBeVisible();
    const signed = await saveFile(staff, staff.words.envelope.fileSigned);
    checkStructure(signed);
    const [stamp, ...others] = await signatureBoxes(signed);
    expect(others).toEqual([]);
    if (!stamp) throw new Error("Nothing was signed");
    expect(validSignatures(signed)).toBe(1);
    expect(stamp.page).toBe(drawn.page);
    expect(distance(drawn, stamp)).toBeLessThan(1);
    // To be looked at by a person.
    await writeFile(test.info().outputPath("signed.pdf"), signed);
    await staff.page.screenshot({ path: test.info().outputPath("envelope.png"), fullPage: true });
    await tellsWhatCame(staff);
    await portal.remove();
    await sandbox.close();
  });
