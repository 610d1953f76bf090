import { test as base, expect } from "@playwright/test";
import { makeContract } from "./fixtures/make-pdfs";
import { countRows, expectCompletedOnce, expectSoundPortal } from "./support/ledger";
import type { Person } from "./support/office";
import {
  atDesk,
  dragBox,
  linkOf,
  makeMark,
  namePeople,
  onPhone,
  pressSign,
  saveFile,
  send,
  setUp,
  signOnPhone,
  toReview,
  upload,
} from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { checkStructure, validSignatures } from "./support/read-pdf";

/** A portal of its own for every test. */
const test = base.extend<{ portal: Portal }>({
  portal: async ({ browserName: _anyBrowser }, use) => {
    const portal = await startPortal();
    await use(portal);
    await portal.remove();
  },
});
test.describe.configure({ mode: "parallel", timeout: 240_000 });

const contract = makeContract({ pages: [{}, { rotation: 90 }] });
const [first, second] = ["سارا احمدی", "Ўктам Қодиров"];
/** What a restart may delay: the work goes on by itself, long before a lease would run out. */
const soon = { timeout: 30_000 };

const expectStatus = ({ page, words }: Person, status: "in_progress" | "completed") =>
  expect(page.getByText(words.status.envelope[status]).first()).toBeVisible(soon);

async function expectSignedOnce(portal: Portal, envelopeId: string): Promise<void> {
  await expect(() => expectSoundPortal(portal.dataFolder)).toPass(soon);
  const { signed, certificate } = expectCompletedOnce(portal.dataFolder, envelopeId);
  expect(validSignatures(signed)).toBe(2);
  expect(validSignatures(certificate)).toBe(1);
  expect(signed.subarray(0, contract.length).equals(contract)).toBe(true);
  checkStructure(signed);
}

test("the power fails between any two steps, and nothing is lost and nothing comes twice", async ({
  browser,
  portal,
}) => {
  const office = await atDesk(browser, portal.url, "en");
  const phone = await onPhone(browser, portal.url, "en");
  const powerFails = async () => {
    await portal.kill();
    await portal.start();
  };

  let envelopeId = "";
  // A page that has lost its portal may just be loading itself anew, which ends the navigation.
  const openAgain = () => expect(() => office.page.goto(`/envelopes/${envelopeId}`)).toPass(soon);

  await powerFails();
  await setUp(office, portal.setupLink());
  await powerFails();
  envelopeId = await upload(office, "Lease.pdf", contract);
  await powerFails();
  await namePeople(office, "Lease", [{ name: first }, { name: second }]);
  await powerFails();
  await dragBox(office, 0, 1, { x: 0.3, y: 0.7 });
  await powerFails();
  await dragBox(office, 1, 2, { x: 0.6, y: 0.6 });
  await powerFails();
  await toReview(office);
  await powerFails();
  await send(office);
  await powerFails();
  await expectStatus(office, "in_progress");
  const firstLink = await linkOf(office, first);
  await powerFails();
  await signOnPhone(phone, firstLink, "typed", first);
  await powerFails();
  await openAgain();
  const secondLink = await linkOf(office, second);
  await phone.context.close();
  const other = await onPhone(browser, portal.url, "en");
  await other.page.goto(secondLink);
  await makeMark(other, "typed", second);
  // What was made on the phone is still there when it is sent.
  await powerFails();
  await pressSign(other);
  await expect(other.page.getByText(other.words.sign.outcome.deeds.signed)).toBeVisible();
  await powerFails();
  await openAgain();
  await expectStatus(office, "completed");
  await powerFails();
  await expectSignedOnce(portal, envelopeId);
  const downloaded = await saveFile(office, office.words.envelope.fileSigned);
  expect(validSignatures(downloaded)).toBe(2);
  for (const table of ["accounts", "documents", "envelopes"] as const)
    expect(countRows(portal.dataFolder, table)).toBe(1);
});
