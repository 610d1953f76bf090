import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { atDesk, onPhone, send, setUp, signIn, toReview } from "../support/office";
import { startPortal } from "../support/portal";
import { isSound } from "../support/sound";
import { expect, test } from "../support/test";

test("an administrator signs the calibration document, says where the signature is, and the settings follow", async ({
  browser,
}) => {
  // Not as the settings say: exchanged, and in pixels of 96 dpi.
  const sandbox = await createEmzanoSandbox({
    unitsPerPoint: 96 / 72,
    isWidthHeightSwapped: true,
  });
  const portal = await startPortal({
    PROVIDER_PRIVATE_HOSTS: new URL(sandbox.url).host,
    POLL_SCALE: "0.02",
  });
  const admin = await atDesk(browser, portal.url, "en");
  await setUp(admin, portal.setupLink());
  const { page, words } = admin;
  const { connections, calibration: t, draft, identity } = words;
  const provider = words.providers.emzano;
  await page.goto("/settings/providers/new?provider=emzano");
  await page.getByLabel(connections.name, { exact: true }).fill("Emzano");
  for (const name of ["baseUrl", "clientId", "clientSecret", "username", "password"] as const)
    await page
      .getByLabel(provider.settings[name], { exact: true })
      .fill(String(sandbox.settings[name]));
  await page.getByRole("button", { name: connections.create, exact: true }).click();
  await page.waitForURL((address) => /providers\/[0-9a-f-]{36}$/.test(address.pathname));
  const address = new URL(page.url()).pathname;
  await isSound(admin.page);
  await page.screenshot({ path: test.info().outputPath("before.png"), fullPage: true });

  await page.getByRole("button", { name: t.prepare, exact: true }).click();
  await page.waitForURL(/\/people$/);
  await page.getByLabel(identity.phone.label, { exact: true }).fill("09121234567");
  await page.getByLabel(identity.national_id.label, { exact: true }).fill("0012345679");
  await page.getByRole("button", { name: draft.continue, exact: true }).click();
  await page.waitForURL(/\/boxes$/);
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await expect(page.locator("canvas").first()).toBeVisible();
  // A second box for the only signer goes back, and the rail says why.
  const { rail } = words.editor;
  await page.locator('button[data-surface="1"]').focus();
  await page.keyboard.press("Enter");
  const reason = rail.refused.too_many_boxes.split(", and")[1]?.split("</bdi>")[1]?.trim() ?? "";
  await expect(page.getByRole("status").filter({ hasText: reason })).toBeVisible();
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await page.getByRole("region", { name: rail.label }).locator("summary").click();
  await expect(page.getByText(rail.repeat)).toBeVisible();
  await isSound(admin.page);
  await page.screenshot({ path: test.info().outputPath("boxes.png") });
  await toReview(admin);
  await send(admin);

  await page.goto(address);
  await expect(page.getByText(t.underWay)).toBeVisible();
  await expect.poll(() => sandbox.ledger().documents.length).toBe(1);
  const [made] = sandbox.ledger().documents;
  await sandbox.act({ documentId: made?.id ?? "", recipient: 0, act: "sign" });
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(t.question)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.locator("canvas").first()).toBeVisible();

  await page.getByRole("radio", { name: /^D/ }).check();
  await expect(page.getByText(provider.settings.swapWidthHeight).last()).toBeVisible();
  await isSound(admin.page);
  await page.screenshot({ path: test.info().outputPath("question.png"), fullPage: true });
  const phone = await onPhone(browser, portal.url, "fa");
  await signIn(phone, "admin@example.org");
  await phone.page.goto(address);
  await phone.page.getByRole("radio", { name: /^D/ }).check();
  await expect(phone.page.locator("canvas").first()).toBeVisible();
  await isSound(phone.page);
  await phone.page.screenshot({ path: test.info().outputPath("phone.png"), fullPage: true });

  await page.getByRole("button", { name: t.save, exact: true }).click();
  await expect(page.getByText(t.chosen.replace("{letter}", "D"))).toBeVisible();
  // The form above has them, too, and would not put the old ones back.
  await expect(page.getByLabel(provider.settings.swapWidthHeight)).toBeChecked();
  await expect(page.getByLabel(provider.settings.unitsPerPoint, { exact: true })).toHaveValue(
    String(96 / 72),
  );
  await page.screenshot({ path: test.info().outputPath("after.png"), fullPage: true });
  await portal.remove();
  await sandbox.close();
});
