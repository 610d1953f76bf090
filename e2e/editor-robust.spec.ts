import { readFileSync } from "node:fs";
import type { Person } from "./support/office";
import { atDesk, onPhone, setUp } from "./support/office";
import { expect, test } from "./support/test";
import type { Watched } from "./support/varied-pdfs";
import {
  checkOpens,
  checkSeals,
  refusedPdfs,
  titleOf,
  variedPdfs,
  watch,
} from "./support/varied-pdfs";

/** The others are sealed by `npm run test:editor`. */
const sealedHere = ["scan-jbig2", "form"];

test.describe.configure({ mode: "default" });

let office: Person;
let watched: Watched;
test.beforeAll(async ({ browser, portal }) => {
  office = await atDesk(browser, portal.url, "en");
  await setUp(office, portal.setupLink());
  watched = watch(office.context);
});
test.afterAll(() => office.context.close());

for (const pdf of variedPdfs)
  test(`${titleOf(pdf)} opens in the editor`, async ({ browser, portal }) => {
    const person = { ...office, page: await office.context.newPage() };
    await checkOpens(person, watched, pdf);
    if (sealedHere.includes(pdf.name)) {
      const phone = await onPhone(browser, portal.url, "en");
      await checkSeals(person, phone);
      await phone.context.close();
    }
    await person.page.close();
  });

for (const { name, code } of refusedPdfs)
  test(`${name}.pdf is refused with a reason`, async ({ portal }) => {
    const answer = await office.page.request.post("/api/documents", {
      data: readFileSync(`e2e/fixtures/pdf/${name}.pdf`),
      headers: { "content-type": "application/pdf", "x-muhr-name": name, origin: portal.url },
    });
    expect(await answer.json()).toMatchObject({ error: { code } });
    expect(answer.status()).toBe(422);
    expect(String(office.words.errors[code]).length).toBeGreaterThan(20);
  });
