import type { Page } from "@playwright/test";
import { providers } from "@/lib/providers/registry";
import { makeContract } from "../fixtures/make-pdfs";
import type { Person } from "../support/office";
import {
  atDesk,
  boxedRehearsal,
  dragBox,
  fillSetUp,
  onPhone,
  send,
  signIn,
  submitSetUp,
  toReview,
  upload,
} from "../support/office";
import { startPortal } from "../support/portal";
import { findSandboxProcess, killProcess } from "../support/sandbox-process";
import { expect, test } from "../support/test";

const people = [
  { name: "سارا احمدی", add: "addSigner", phone: "09121234567", nationalId: "0012345679" },
  { name: "علی رضایی", add: "addApprover", phone: "09351234567", nationalId: "0499370899" },
] as const;

async function nameEverybody({ page, words }: Person): Promise<void> {
  const { draft: t, identity } = words;
  await boxedRehearsal({ page, words }).click();
  await expect(page.getByLabel(identity.national_id.label)).toHaveCount(1);
  await page.getByLabel(t.name, { exact: true }).fill("Lease of flat 12");
  for (const [index, { name, add, phone, nationalId }] of people.entries()) {
    if (index > 0) await page.getByRole("button", { name: t[add], exact: true }).click();
    await page.getByLabel(t.personName, { exact: true }).nth(index).fill(name);
    await page.getByLabel(identity.phone.label, { exact: true }).nth(index).fill(phone);
    await page.getByLabel(identity.national_id.label, { exact: true }).nth(index).fill(nationalId);
  }
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/boxes$/);
}

/** From the envelope's page to a person's own page at the practice service. */
async function actAs({ page, words }: Person, phone: string): Promise<Page> {
  await page.reload();
  const [inbox] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: words.rehearsal.actAs }).click(),
  ]);
  await expect(inbox.getByText(words.practiceInbox.note)).toBeVisible();
  await inbox.screenshot({ path: test.info().outputPath(`inbox-${phone}.png`) });
  await inbox
    .getByRole("listitem")
    .filter({ hasText: phone })
    .first()
    .getByRole("link", { name: words.practiceInbox.open })
    .click();
  return inbox;
}

/** A practice service has no panel: its samples are where one is pasted. */
async function takeSample({ page, words }: Person): Promise<void> {
  const { templates: t } = words;
  await page.goto("/templates/new");
  await expect(page.getByText(t.practiceSamples)).toBeVisible();
  await page.getByRole("button", { name: "قرارداد اجاره" }).click();
  await expect(page.getByText(t.understood)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("sample.png"), fullPage: true });
}

test("an office rehearses from its first minute, through a crash and a restart", async ({
  browser,
}) => {
  const portal = await startPortal();
  const admin = await atDesk(browser, portal.url, "en");
  const { page, words } = admin;
  const sandbox = () => findSandboxProcess(portal.dataFolder);
  await fillSetUp(admin, portal.setupLink());
  expect(sandbox()).toBeUndefined();
  await page.getByLabel(words.setUp.rehearsal).check();
  await page.screenshot({ path: test.info().outputPath("set-up.png"), fullPage: true });
  await submitSetUp(admin);
  await expect.poll(sandbox).toBeGreaterThan(0);

  await page.goto("/settings/providers");
  await expect(page.getByText(words.rehearsal.on)).toBeVisible();
  await expect(page.getByRole("link", { name: words.rehearsal.inbox })).toBeVisible();
  const services = providers.filter(({ capabilities }) => capabilities.hosted === "there");
  const chips = page.getByRole("table").getByText(words.rehearsal.chip);
  await expect(chips).toHaveCount(services.length);
  await page.screenshot({ path: test.info().outputPath("providers.png"), fullPage: true });
  await takeSample(admin);

  await upload(admin, "Lease of flat 12.pdf", makeContract());
  await nameEverybody(admin);
  await dragBox(admin, 0, 2, { x: 0.4, y: 0.7 });
  await toReview(admin);
  await expect(page.getByText(words.rehearsal.reviewBody)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("review.png"), fullPage: true });
  await send(admin);
  await expect(page.getByText(words.status.envelope.in_progress).first()).toBeVisible();
  await expect(page.getByText(words.rehearsal.envelopeBody)).toBeVisible();
  const envelope = page.url();

  const killed = sandbox();
  killProcess(killed);
  await expect.poll(() => sandbox() !== undefined && sandbox() !== killed).toBe(true);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("link", { name: words.rehearsal.actAs })).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  const sara = await actAs(admin, people[0].phone);
  await sara.getByRole("button", { name: "امضا" }).click();

  await portal.kill();
  await expect.poll(sandbox).toBeUndefined();
  await portal.start();
  await expect.poll(sandbox).toBeGreaterThan(0);
  await page.goto("/settings/providers");
  await expect(page.getByRole("link", { name: words.rehearsal.inbox })).toBeVisible();
  await page.goto(envelope);
  const ali = await actAs(admin, people[1].phone);
  await ali.getByRole("button", { name: "تأیید" }).click();
  // The callback has come to where the portal listens; no poll is due yet.
  await expect(page.getByText(words.status.envelope.completed).first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("envelope.png"), fullPage: true });

  const phone = await onPhone(browser, portal.url, "fa");
  await phone.page.emulateMedia({ colorScheme: "dark" });
  await signIn(phone, "admin@example.org");
  for (const [name, where] of [
    ["envelope", envelope],
    ["list", "/envelopes"],
    ["home", "/"],
    ["providers", "/settings/providers"],
  ] as const) {
    await phone.page.goto(where);
    await expect(phone.page.getByText(phone.words.rehearsal.chip).first()).toBeVisible();
    const isTooWide = () =>
      document.documentElement.scrollWidth > document.documentElement.clientWidth;
    expect(await phone.page.evaluate(isTooWide)).toBe(false);
    await phone.page.screenshot({ path: test.info().outputPath(`phone-${name}.png`) });
  }

  await page.goto("/settings/providers");
  await page.getByRole("button", { name: words.rehearsal.stop }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: words.rehearsal.stop }).click();
  await expect(page.getByRole("button", { name: words.rehearsal.start })).toBeVisible();
  await expect.poll(sandbox).toBeUndefined();
  await portal.remove();
});
