import { checkExact } from "./support/exact-loop";
import { everyPage } from "./support/exact-pages";
import { atDesk, setUp } from "./support/office";
import { expect, test } from "./support/test";

// A part of e2e/whole/editor-exact.spec.ts: each rotation plain, and with everything odd at once.
const pages = everyPage.filter(
  ({ isCropped, isNegative, isDoubled }) => isCropped === isNegative && isNegative === isDoubled,
);

test("a box lands in the sealed file where it was drawn, on every kind of page", async ({
  browser,
  portal,
}) => {
  const admin = await atDesk(browser, portal.url, "en");
  await setUp(admin, portal.setupLink());
  await admin.context.close();
  expect(pages).toHaveLength(8);
  await checkExact(browser, portal, { screen: 2, zooms: [0.5], pages });
});
