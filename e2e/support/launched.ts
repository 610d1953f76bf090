import { expect } from "@playwright/test";
import type { Locale } from "@/lib/i18n/locales";
import { languageCookie } from "@/lib/i18n/preferences";
import { makeContract } from "../fixtures/make-pdfs";
import type { Person } from "./office";
import { fillSetUp, send, submitSetUp, upload } from "./office";
import type { Portal } from "./portal";
import { findSandboxProcess } from "./sandbox-process";

/** The service to whose page people are led on. */
export const provider = "WebImzo";

export type Signer = { readonly name: string; readonly key: string; readonly phone?: string };

export const sent = makeContract();

/** A recipient who reads this language, whatever the sender thinks. */
export const readIn = ({ context }: Person, { url }: Portal, locale: Locale): Promise<void> =>
  context.addCookies([{ name: languageCookie, value: locale, url }]);

/** A new office that rehearses, with the connection to the service. */
export async function rehearseThere(owner: Person, portal: Portal): Promise<void> {
  const { page, words } = owner;
  await fillSetUp(owner, portal.setupLink());
  await page.getByLabel(words.setUp.rehearsal).check();
  await submitSetUp(owner);
  await expect.poll(() => findSandboxProcess(portal.dataFolder)).toBeGreaterThan(0);
  await expect(async () => {
    await page.goto("/settings/providers");
    await expect(page.getByRole("table").getByText(provider).first()).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
}

/**
 * From upload to sent, one after the other in the order given. @param methods a choice of the
 * service's option
 */
export async function sendThere(
  owner: Person,
  title: string,
  people: readonly Signer[],
  methods?: string,
): Promise<void> {
  const { page, words } = owner;
  const { draft: t, identity, providers } = words;
  await upload(owner, "Ijara.pdf", sent);
  await page.getByRole("radio", { name: new RegExp(provider) }).click();
  const keys = page.getByLabel(identity.pinfl_or_inn.label, { exact: true });
  await expect(keys).toHaveCount(1);
  await page.getByLabel(t.name, { exact: true }).fill(title);
  for (const [index, { name, key, phone }] of people.entries()) {
    if (index > 0) await page.getByRole("button", { name: t.addSigner, exact: true }).click();
    await page.getByLabel(t.personName, { exact: true }).nth(index).fill(name);
    await keys.nth(index).fill(key);
    // Its name says besides that it need not be filled in.
    const phones = page.getByRole("textbox", { name: identity.phone.label });
    if (phone) await phones.nth(index).fill(phone);
  }
  if (people.length > 1) await page.getByRole("radio", { name: t.sequential }).check();
  if (methods) await page.getByLabel(providers.webimzo.options.methods).selectOption(methods);
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/review$/);
  await send(owner);
}
