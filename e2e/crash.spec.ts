import type { Browser, Locator } from "@playwright/test";
import { test as base, expect } from "@playwright/test";
import { makeContract } from "./fixtures/make-pdfs";
import { countRows, expectCompletedOnce, expectSoundPortal } from "./support/ledger";
import type { Person } from "./support/office";
import {
  atDesk,
  copyToReview,
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
test.describe.configure({ mode: "parallel", timeout: 480_000 });

const contract = makeContract({ pages: [{}, { rotation: 90 }] });
const [first, second] = ["سارا احمدی", "Ўктам Қодиров"];
/** What a restart may delay: the work goes on by itself, long before a lease would run out. */
const soon = { timeout: 30_000 };

async function drawUp(office: Person): Promise<string> {
  const envelopeId = await upload(office, "Lease.pdf", contract);
  await namePeople(office, "Lease", [{ name: first }, { name: second }]);
  await dragBox(office, 0, 1, { x: 0.3, y: 0.7 });
  await dragBox(office, 1, 2, { x: 0.6, y: 0.6 });
  await toReview(office);
  return envelopeId;
}

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

  await powerFails();
  await setUp(office, portal.setupLink());
  await powerFails();
  const envelopeId = await upload(office, "Lease.pdf", contract);
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
  await office.page.reload();
  const secondLink = await linkOf(office, second);
  await phone.page.goto(secondLink);
  await makeMark(phone, "typed", second);
  // What was made on the phone is still there when it is sent.
  await powerFails();
  await pressSign(phone);
  await expect(phone.page.getByText(phone.words.sign.outcome.deeds.signed)).toBeVisible();
  await powerFails();
  await office.page.goto(`/envelopes/${envelopeId}`);
  await expectStatus(office, "completed");
  await powerFails();
  await expectSignedOnce(portal, envelopeId);
  const downloaded = await saveFile(office, office.words.envelope.fileSigned);
  expect(validSignatures(downloaded)).toBe(2);
  for (const table of ["accounts", "documents", "envelopes"] as const)
    expect(countRows(portal.dataFolder, table)).toBe(1);
});

/**
 * Where the power fails in the life of one envelope: while it is sent, at the first signature, at
 * the second one or the completion that follows it. `:n` counts passages since the last start: a
 * signature that was cut off is made again, and passes the points that come after its end.
 */
type Failures = readonly [sending: string, signing: string, ending: string];

const halves: readonly (readonly Failures[])[] = [
  [
    ["file.temp", "sign.before", "sign.stored:2"],
    ["t0.before", "file.temp:2", "complete.verified"],
    ["t1.before", "sign.stored", "complete.stored"],
    ["t3.before", "sign.committed", "sign.sealed"],
  ],
  [
    ["file.renamed", "sign.sealed", "sign.committed:2"],
    ["t0.after", "file.renamed:2", "complete.committed"],
    ["t1.after", "sign.before", "file.temp:3"],
    ["t3.after", "sign.committed", "file.renamed:2"],
  ],
];

const armedFor = (point: string | undefined) =>
  point ? { CRASH_AT: point, FAULT_INJECTION: "1" } : {};

/** Waits until the portal died at its armed point, then starts it, armed for the next one. */
async function dieAndStart(portal: Portal, point: string, next: string | undefined) {
  const hasDied = await Promise.race([
    portal.ended().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(resolve, soon.timeout, false)),
  ]);
  expect(hasDied, `the portal dies at ${point}`).toBe(true);
  await portal.start(armedFor(next));
}

/** What a person does after a failure: press again, or reload a page that did not come, until `goal`. */
async function carryOn({ page, words }: Person, address: string, button: Locator, goal: Locator) {
  const broken = page.getByText(words.pages.broken.title);
  await expect(async () => {
    const isCutOff = await page.evaluate(() => location.protocol === "chrome-error:");
    if (isCutOff || (await broken.isVisible())) await page.goto(address);
    else if ((await button.isVisible()) && (await button.isEnabled())) await button.click();
    await expect(goal).toBeVisible({ timeout: 3_000 });
  }).toPass(soon);
}

type Scene = { readonly portal: Portal; readonly office: Person; readonly phone: Person };

async function sendThrough({ portal, office }: Scene, id: string, point: string, next: string) {
  const { page, words } = office;
  const button = page.getByRole("button", { name: words.review.send, exact: true });
  await button.click();
  await dieAndStart(portal, point, next);
  if (point.startsWith("t0.")) await expect(page.getByText(words.errors.unreachable)).toBeVisible();
  const goal = page.getByText(words.status.envelope.in_progress).first();
  await carryOn(office, `/envelopes/${id}`, button, goal);
}

async function signThrough(
  { portal, office, phone }: Scene,
  name: string,
  point: string,
  next: string | undefined,
): Promise<void> {
  const { page, words } = phone;
  const link = await linkOf(office, name);
  await page.goto(link);
  await makeMark(phone, "typed", name);
  await pressSign(phone);
  await dieAndStart(portal, point, next);
  // A completion dies after the answer has left, or not; a signature always before.
  if (point.startsWith("sign."))
    await expect(page.getByText(words.sign.failures.offline)).toBeVisible();
  const button = page.getByRole("button", { name: words.sign.agree.signButton, exact: true });
  await carryOn(phone, link, button, page.getByText(words.sign.outcome.deeds.signed));
}

async function liveThrough(
  scene: Scene,
  envelopeId: string,
  [sending, signing, ending]: Failures,
  next: string | undefined,
): Promise<void> {
  const { portal, office } = scene;
  await sendThrough(scene, envelopeId, sending, signing);
  await signThrough(scene, first, signing, ending);
  await office.page.goto(`/envelopes/${envelopeId}`);
  await signThrough(scene, second, ending, next);
  await office.page.goto(`/envelopes/${envelopeId}`);
  await expectStatus(office, "completed");
  await expectSignedOnce(portal, envelopeId);
}

async function dieEverywhere(
  browser: Browser,
  portal: Portal,
  lives: readonly Failures[],
): Promise<void> {
  const office = await atDesk(browser, portal.url, "en");
  const phone = await onPhone(browser, portal.url, "en");
  await setUp(office, portal.setupLink());
  let envelopeId = await drawUp(office);
  await portal.kill();
  await portal.start(armedFor(lives[0]?.[0]));
  for (const [index, failures] of lives.entries())
    await test.step(failures.join(", "), async () => {
      if (index > 0) envelopeId = await copyToReview(office);
      const scene = { portal, office, phone };
      await liveThrough(scene, envelopeId, failures, lives[index + 1]?.[0]);
      expect(countRows(portal.dataFolder, "envelopes")).toBe(index + 1);
    });
  expect(countRows(portal.dataFolder, "documents")).toBe(1);
}

for (const [index, lives] of halves.entries())
  test(`the portal dies at every point of sending, signing and completing (${index + 1} of 2)`, ({
    browser,
    portal,
  }) => dieEverywhere(browser, portal, lives));
