import { atDesk, onPhone, setUp } from "../support/office";
import { test } from "../support/test";
import { checkOpens, checkSeals, titleOf, variedPdfs, watch } from "../support/varied-pdfs";

test("every PDF of the varied set is sealed and signed", async ({ browser, portal }) => {
  test.setTimeout(30 * 60_000);
  const office = await atDesk(browser, portal.url, "en");
  await setUp(office, portal.setupLink());
  const watched = watch(office.context);
  for (const pdf of variedPdfs)
    await test.step(titleOf(pdf), async () => {
      const phone = await onPhone(browser, portal.url, "en");
      await checkOpens(office, watched, pdf);
      await checkSeals(office, phone);
      await phone.context.close();
    });
});
