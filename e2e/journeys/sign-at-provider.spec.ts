import { writeFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { words as said } from "@/lib/providers/webimzo/sandbox-words";
import { provider, readIn, rehearseThere, sendThere, sent } from "../support/launched";
import type { Person } from "../support/office";
import { atDesk, linkOf, onPhone, saveFile } from "../support/office";
import type { Portal } from "../support/portal";
import { startPortal } from "../support/portal";
import { attachmentsOf, checkStructure, validSignatures } from "../support/read-pdf";
import { expect, test } from "../support/test";

const people = [
  { name: "Dilnoza Karimova", key: "30101900010018", phone: "90 123 45 67" },
  { name: "Ўктам Қодиров", key: "50101050010018", phone: "+998 93 111 22 33" },
] as const;
type Tongue = "EN" | "UZ_LATN";

const look = (page: Page, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });

/** From the personal link over to the service's page, which is turned to this language. */
async function goThere({ page, words }: Person, link: string, tongue: Tongue): Promise<void> {
  await page.goto(link);
  const name = words.sign.launch.sign.replace("{provider}", provider);
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForURL(/requestId=/);
  await page.getByRole("link", { name: said[tongue].language, exact: true }).click();
  await expect(page.getByText(said[tongue].how, { exact: true })).toBeVisible();
}

/** Gives an answer there, and comes back. */
async function answer({ page }: Person, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForURL(/\/return\//);
}

async function sign(browser: Browser, portal: Portal, owner: Person): Promise<void> {
  const [dilnoza, uktam] = people;
  await sendThere(owner, "Ijara shartnomasi", people, "all");
  const first = await atDesk(browser, portal.url, "en");
  await goThere(first, await linkOf(owner, dilnoza.name), "EN");
  await first.page.getByLabel(said.EN.key).fill(dilnoza.key);
  await look(first.page, "there-en");
  await answer(first, "Sign");
  await expect(first.page.getByText(first.words.sign.outcome.deeds.signed)).toBeVisible();
  await first.context.close();

  await owner.page.reload();
  await look(owner.page, "one-of-two");
  const second = await onPhone(browser, portal.url, "fa");
  await readIn(second, portal, "fa");
  await goThere(second, await linkOf(owner, uktam.name), "UZ_LATN");
  await second.page.getByRole("link", { name: said.UZ_LATN.methods[3], exact: true }).click();
  await second.page.getByLabel(said.UZ_LATN.phone).fill(uktam.phone);
  await second.page.getByRole("button", { name: said.UZ_LATN.sendCode, exact: true }).click();
  await second.page.getByLabel(said.UZ_LATN.code).fill("123456");
  await look(second.page, "there-uz");
  await answer(second, "Imzolash");
  await expect(
    second.page.getByRole("link", { name: second.words.sign.outcome.download.signed }),
  ).toBeVisible();
  await look(second.page, "returned-fa");
  await second.context.close();
}

test("two people sign the data at their provider, a third refuses, and the office gets one sealed file", async ({
  browser,
}) => {
  const portal = await startPortal();
  const owner = await atDesk(browser, portal.url, "en");
  const { page, words } = owner;
  const { recipient, envelope } = words.status;
  await rehearseThere(owner, portal);
  await sign(browser, portal, owner);
  await expect(page.getByText(envelope.completed).first()).toBeVisible();
  await look(page, "completed");
  const final = await saveFile(owner, words.envelope.fileSigned);
  // The sent bytes themselves: the evidence is an update after them, and the seal covers both.
  expect(final.subarray(0, sent.length).equals(sent)).toBe(true);
  expect(validSignatures(final)).toBe(1);
  checkStructure(final);
  expect(attachmentsOf(final)).toMatch(/[1-9] embedded file/);
  writeFileSync(test.info().outputPath("final.pdf"), final);

  const [dilnoza] = people;
  await sendThere(owner, "Ijara, rad etilgan", [dilnoza]);
  const refuser = await onPhone(browser, portal.url, "fa");
  await readIn(refuser, portal, "fa");
  await goThere(refuser, await linkOf(owner, dilnoza.name), "UZ_LATN");
  await refuser.page.getByLabel(said.UZ_LATN.key).fill(dilnoza.key);
  await answer(refuser, "Rad etish");
  await expect(
    refuser.page.getByText(refuser.words.sign.outcome.titles.declined_by_me),
  ).toBeVisible();
  await look(refuser.page, "refused-fa");
  await expect(page.getByText(envelope.declined).first()).toBeVisible();
  await expect(page.getByText(recipient.declined).first()).toBeVisible();
  await expect(page.getByText(words.envelope.fileSigned)).toHaveCount(0);
  await look(page, "declined");
  await portal.remove();
});
