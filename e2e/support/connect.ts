import type { Sandbox } from "@/lib/provider-kit/sandbox";
import type { Person } from "./office";
import { expect } from "./test";

/** What an administrator enters to connect the office to a provider's sandbox. */
export async function connect({ page, words }: Person, sandbox: Sandbox): Promise<void> {
  const { connections: t } = words;
  const provider = words.providers.emzano;
  await page.goto("/settings/providers");
  await page.getByRole("link", { name: t.add }).first().click();
  await page.getByRole("link", { name: /Emzano/ }).click();
  await page.getByLabel(t.name, { exact: true }).fill(provider.name);
  for (const name of ["baseUrl", "clientId", "clientSecret", "username", "password"] as const)
    await page
      .getByLabel(provider.settings[name], { exact: true })
      .fill(String(sandbox.settings[name]));
  await page.getByRole("button", { name: t.create, exact: true }).click();
  await page.getByRole("button", { name: t.check, exact: true }).click();
  await expect(page.getByText(t.checkWell)).toBeVisible();
}
