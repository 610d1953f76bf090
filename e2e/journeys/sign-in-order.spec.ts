import { writeFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { drawMarks } from "@/lib/providers/signzy/mapping-marks";
import { makeContract } from "../fixtures/make-pdfs";
import type { Rect } from "../support/boxes";
import { allSaved, farthest, savedBoxes } from "../support/boxes";
import { readIn, rehearseThere } from "../support/launched";
import type { Person } from "../support/office";
import {
  atDesk,
  dragBox,
  linkOf,
  onPhone,
  saveFile,
  send,
  toReview,
  upload,
} from "../support/office";
import type { Portal } from "../support/portal";
import { startPortal } from "../support/portal";
import { checkStructure, findWord, signatureStamps, validSignatures } from "../support/read-pdf";
import { expect, test } from "../support/test";

const provider = "Signzy";
const sent = makeContract();
const people = ["Asha Rao", "Vikram Shah", "मीरा जोशी"] as const;
const [asha, vikram, meera] = people;
const stamp = {
  stamp: "e_challan",
  stampState: "KA",
  stampArticle: "KA001",
  stampPurpose: "Lease of a flat",
  stampAmount: "500",
} as const;
const stampWords = "Duty of Rs. {{amount}} for {{purposeOfStampDuty}}, by {{stampDutyPaidBy}}";

const look = (page: Page, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });

/** People in their order, an e-challan with words of our own, and the name compared. */
async function describeContract({ page, words }: Person): Promise<void> {
  const { draft: t, providers, identity } = words;
  const { options } = providers.signzy;
  await page.getByRole("radio", { name: new RegExp(provider) }).click();
  const input = (name: keyof typeof options) =>
    page.locator(`#option-${name}`).locator("input, select, textarea").first();
  await expect(input("stamp")).toBeVisible();
  await page.getByLabel(t.name, { exact: true }).fill("Lease of flat 12");
  for (const [index, name] of people.entries()) {
    if (index > 0) await page.getByRole("button", { name: t.addSigner, exact: true }).click();
    await page.getByLabel(t.personName, { exact: true }).nth(index).fill(name);
  }
  await page.getByRole("textbox", { name: identity.aadhaar_last_four.label }).first().fill("4821");
  await page.getByRole("radio", { name: t.sequential }).check();
  await page.getByLabel(options.checksName, { exact: true }).check();
  await input("stamp").selectOption(stamp.stamp);
  await input("stampState").selectOption(stamp.stampState);
  await input("stampArticle").fill(stamp.stampArticle);
  await input("stampPurpose").fill(stamp.stampPurpose);
  await input("stampAmount").fill(stamp.stampAmount);
  await page.getByLabel(options.hasStampText).check();
  await input("stampText").fill(stampWords);
  await expect(
    page.locator("[data-mark]").filter({ hasText: "Duty of Rs. 500 for Lease of a flat" }),
  ).toBeVisible();
  await look(page, "people");
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/boxes$/);
}

/** A box of one's own for the first, a named place for each of the others. */
async function place(owner: Person): Promise<void> {
  const { page, words } = owner;
  const { places } = words.editor;
  await dragBox(owner, 0, 1, { x: 0.3, y: 0.55 });
  const name = async (signer: number, spot: { x: number; y: number }, position: string) => {
    await dragBox(owner, signer, 1, spot);
    await page
      .getByRole("radiogroup", { name: places.label })
      .getByRole("radio", { name: position, exact: true })
      .click();
    await expect(page.locator("[data-place]").filter({ hasText: position })).toBeVisible();
  };
  await name(1, { x: 0.7, y: 0.5 }, places.names.bottom_right);
  await name(2, { x: 0.7, y: 0.3 }, places.names.top_right);
  await allSaved(page);
  await look(page, "boxes");
}

/** From the personal link to the service's page, and there this name with the right code. */
async function signThere({ page, words }: Person, link: string, name?: string): Promise<void> {
  await page.goto(link);
  const go = words.sign.launch.sign.replace("{provider}", provider);
  await page.getByRole("button", { name: go, exact: true }).click();
  await page.waitForURL(/\/contract\/esign\//);
  if (name) await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Last four digits").fill("4821");
  await page.getByLabel("Year of birth").fill("1980");
  await page.getByLabel(/^OTP/).fill("123456");
  await look(page, `there-${name ?? "right"}`);
  await page.getByRole("button", { name: /^Sign with/ }).click();
  await page.waitForURL(/\/return\//);
}

async function visit(
  browser: Browser,
  portal: Portal,
  act: (person: Person) => Promise<void>,
): Promise<void> {
  const person = await onPhone(browser, portal.url, "en");
  await readIn(person, portal, "en");
  await act(person);
  await person.context.close();
}

const linkName = ({ words }: Person, name: string): string =>
  words.envelope.linkOf.replace("{name}", name);

test("three people sign one after the other, one of them at the second try, and the stamp stands where it was shown", async ({
  browser,
}) => {
  const portal = await startPortal();
  const owner = await atDesk(browser, portal.url, "en");
  const { page, words } = owner;
  const { sign } = words;
  await rehearseThere(owner, portal);
  const id = await upload(owner, "Lease.pdf", sent);
  await describeContract(owner);
  await place(owner);
  await toReview(owner);
  await look(page, "review");
  await send(owner);
  await expect(page.getByText(words.envelope.itsTurn).first()).toBeVisible();
  await look(page, "sent");

  // The portal keeps the order: there is no link yet for whose turn has not come.
  await expect(page.getByRole("button", { name: linkName(owner, vikram) })).toHaveCount(0);
  const first = await linkOf(owner, asha);
  await visit(browser, portal, async (person) => {
    await signThere(person, first);
    await expect(person.page.getByText(sign.outcome.deeds.signed)).toBeVisible();
    await look(person.page, "returned");
  });
  const second = await linkOf(owner, vikram);
  await visit(browser, portal, async (person) => {
    await signThere(person, second, "Somebody Else");
    await expect(person.page.getByText(sign.failedTry.title)).toBeVisible();
    await look(person.page, "failed-try");
    await page.reload();
    await expect(page.getByText(/Vikram Shah/).first()).toBeVisible();
    await look(page, "failed-try-office");
    await signThere(person, second, vikram);
    await expect(person.page.getByText(sign.outcome.deeds.signed)).toBeVisible();
  });
  const third = await linkOf(owner, meera);
  await visit(browser, portal, async (person) => {
    await signThere(person, third);
    await expect(
      person.page.getByRole("link", { name: sign.outcome.download.signed }),
    ).toBeVisible();
    await look(person.page, "finished");
  });

  await page.reload();
  await expect(page.getByText(words.status.envelope.completed).first()).toBeVisible();
  await look(page, "completed");
  const final = await saveFile(owner, words.envelope.fileSigned);
  writeFileSync(test.info().outputPath("final.pdf"), final);
  expect(validSignatures(final)).toBe(people.length);
  checkStructure(final);
  const rows = savedBoxes(portal.dataFolder, id);
  expect(rows.map(({ position }) => position ?? "free").sort()).toEqual([
    "bottom_right",
    "free",
    "top_right",
  ]);
  const stamps = signatureStamps(final);
  const nearest = rows.map((row) =>
    Math.min(...stamps.map(({ page: at, rect }) => (at === row.page ? farthest(row, rect) : 999))),
  );
  expect(Math.max(...nearest)).toBeLessThanOrEqual(1);

  const a4 = { cropBox: [0, 0, 595.28, 841.89], rotation: 0, userUnit: 1 } as const;
  const options = { ...stamp, stampFirstParty: asha, hasStampText: true, stampText: stampWords };
  const [mark] = drawMarks(options, [a4]);
  const rect: Rect = mark
    ? [mark.rect.x, mark.rect.y, mark.rect.width, mark.rect.height]
    : [0, 0, 0, 0];
  const word = findWord(final, "Duty");
  expect(Math.abs(word.x - rect[0])).toBeLessThanOrEqual(1);
  expect(Math.abs(841.89 - rect[1] - rect[3] - word.y)).toBeLessThanOrEqual(3);
  await portal.remove();
});
