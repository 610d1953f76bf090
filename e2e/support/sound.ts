import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";

/** That axe finds nothing on this screen, and that nothing of it stands out at the side. */
export async function isSound(page: Page): Promise<void> {
  // What is still appearing has half its colours.
  await expect(async () => {
    const { violations } = await new AxeBuilder({ page }).exclude(".react-pdf__Page").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }).toPass({ timeout: 20_000 });
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(tooWide).toBe(false);
}
