import { checkExact } from "../support/exact-loop";
import { everyPage } from "../support/exact-pages";
import { atDesk, setUp } from "../support/office";
import { expect, test } from "../support/test";

test("a box lands in the sealed file where it was drawn: every page, zoom and screen", async ({
  browser,
  portal,
}) => {
  test.setTimeout(30 * 60_000);
  const admin = await atDesk(browser, portal.url, "en");
  await setUp(admin, portal.setupLink());
  await admin.context.close();
  expect(everyPage).toHaveLength(32);
  const zooms = [0.5, 1, 2.33];
  for (const screen of [1, 2] as const) {
    const far = await checkExact(browser, portal, { screen, zooms, pages: everyPage });
    process.stdout.write(
      `${screen}x: ${everyPage.length * zooms.length} boxes, at most ${far.toFixed(2)} pt off\n`,
    );
  }
});
