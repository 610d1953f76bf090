import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { atDesk, setUp } from "./support/office";
import { startPortal } from "./support/portal";

test("a database that was put back holds sending until an administrator lets it go on", async ({
  browser,
}) => {
  const portal = await startPortal();
  const admin = await atDesk(browser, portal.url, "en");
  const { shell: t } = admin.words;
  await setUp(admin, portal.setupLink());
  await expect(admin.page.getByText(t.holdTitle)).toHaveCount(0);
  await portal.kill();
  // As when the database of an earlier start is put back beside a newer file.
  const generation = path.join(portal.dataFolder, "generation");
  await writeFile(generation, JSON.stringify({ current: "newer", next: null }));
  await portal.start();
  await admin.page.reload();
  await expect(admin.page.getByText(t.holdTitle)).toBeVisible();
  await admin.page.screenshot({ path: test.info().outputPath("hold.png") });
  await admin.page.getByRole("button", { name: t.holdRelease }).click();
  await admin.page.getByRole("alertdialog").getByRole("button", { name: t.holdRelease }).click();
  await expect(admin.page.getByText(t.holdTitle)).toHaveCount(0);
  await portal.kill();
  await portal.start();
  await admin.page.reload();
  await expect(admin.page.getByText(t.holdTitle)).toHaveCount(0);
  await portal.remove();
});
