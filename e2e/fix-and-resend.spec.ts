import path from "node:path";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { makeContract } from "./fixtures/make-pdfs";
import { connect } from "./support/connect";
import type { Person } from "./support/office";
import {
  atDesk,
  dragBox,
  linkOf,
  namePeople,
  send,
  setUp,
  toReview,
  upload,
} from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { isSound } from "./support/sound";
import { expect, test } from "./support/test";

const contract = makeContract();
const sara = { name: "سارا احمدی", nationalId: "0012345679", wrong: "09121234567" };
const right = "09129999999";

const look = (page: Page, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
const idOf = (page: Page): string => page.url().split("/").at(-1) ?? "";
const fillIn = (text: string, name: string): string => text.replace("{name}", name);

/** Where an envelope's boxes stand, as they are kept. */
function boxesOf({ dataFolder }: Portal, envelopeId: string): unknown[] {
  const database = new Database(path.join(dataFolder, "muhr.db"), { readonly: true });
  const boxes = database
    .prepare(
      "select page, x, y, width, height from placements where envelope_id = ? order by page, x",
    )
    .all(envelopeId);
  database.close();
  return boxes;
}

/** From upload to sent, with a box on page 2; asked at a number that is somebody else's. */
async function sendThere(staff: Person): Promise<void> {
  const { page, words } = staff;
  const { draft: t, identity, providers } = words;
  await upload(staff, "Lease.pdf", contract);
  await page.getByRole("radio", { name: providers.emzano.name, exact: true }).click();
  await expect(page.getByLabel(identity.national_id.label)).toHaveCount(1);
  await page.getByLabel(t.name, { exact: true }).fill("Lease of flat 12 · اجاره");
  await page.getByLabel(t.personName, { exact: true }).fill(sara.name);
  await page.getByLabel(identity.phone.label, { exact: true }).fill(sara.wrong);
  await page.getByLabel(identity.national_id.label, { exact: true }).fill(sara.nationalId);
  await page.getByRole("button", { name: t.continue, exact: true }).click();
  await page.waitForURL(/\/boxes$/);
  await dragBox(staff, 0, 2, { x: 0.4, y: 0.7 });
  await toReview(staff);
  await send(staff);
}

for (const [locale, viewport] of [
  ["en", { width: 1440, height: 900 }],
  ["fa", { width: 360, height: 740 }],
] as const)
  test(`what was wrong is put right and nothing is drawn again (${locale})`, async ({
    browser,
  }) => {
    const sandbox = await createEmzanoSandbox();
    const portal = await startPortal({ PROVIDER_PRIVATE_HOSTS: new URL(sandbox.url).host });
    const staff = await atDesk(browser, portal.url, locale);
    const { page, words } = staff;
    const { envelope: t, correction, identity, status } = words;
    await setUp(staff, portal.setupLink());
    await connect(staff, sandbox);

    // The service refuses the telephone.
    sandbox.plan({ on: "create", faults: ["business_error:3027"] });
    await sendThere(staff);
    await expect(page.getByText(t.failedTitle)).toBeVisible();
    await page.setViewportSize(viewport);
    const failed = idOf(page);
    await expect(page.locator("[data-picture-box]")).toHaveCount(1);
    await isSound(page);
    await look(page, "failed");
    await page.getByRole("button", { name: correction.resend, exact: true }).click();
    const dialog = page.getByRole("dialog");
    const phone = dialog.getByLabel(identity.phone.label, { exact: true });
    await expect(phone).toHaveValue(sara.wrong);
    await phone.fill("0912");
    // What is said as it is left moves the buttons.
    await phone.blur();
    await dialog.getByRole("button", { name: correction.confirmResend, exact: true }).click();
    await expect(dialog.getByText(correction.wrong)).toBeVisible();
    await phone.fill(right);
    await isSound(page);
    await look(page, "correct-and-resend");
    await dialog.getByRole("button", { name: correction.confirmResend, exact: true }).dblclick();
    await page.waitForURL((address) => !address.pathname.endsWith(failed));
    await expect(page.getByText(status.envelope.in_progress).first()).toBeVisible();
    const again = idOf(page);
    expect(boxesOf(portal, failed)).toHaveLength(1);
    expect(boxesOf(portal, again)).toEqual(boxesOf(portal, failed));
    const { documents } = sandbox.ledger();
    expect(documents.map(({ people }) => people.map(({ contact }) => contact))).toEqual([[right]]);
    await page.getByText(words.request.title.replace("{provider}", "Emzano")).click();
    const body = page.getByRole("textbox", { name: words.request.body });
    await expect(body).toHaveValue(new RegExp(right));
    await expect(page.getByText(words.request.asApproved)).toBeVisible();
    await isSound(page);
    await look(page, "sent-again");

    // Still open there, only a withdrawal and a new one put a number right.
    await page
      .getByRole("button", { name: fillIn(correction.correctName, sara.name), exact: true })
      .click();
    await dialog.getByLabel(identity.phone.label, { exact: true }).fill(sara.wrong);
    await expect(dialog.getByText(correction.anewTitle)).toBeVisible();
    await isSound(page);
    await look(page, "withdraw-and-resend");
    await page.keyboard.press("Escape");
    await page.goto(`/envelopes/${failed}`);
    await expect(page.getByText(t.copiedAs)).toBeVisible();
    await expect(page.getByRole("button", { name: correction.resend })).toHaveCount(0);
    await look(page, "failed-and-resent");
    await isSound(page);

    // Here, with a link of ours, it is put right in place.
    await page.setViewportSize({ width: 1440, height: 900 });
    await upload(staff, "Lease.pdf", contract);
    await namePeople(staff, "Here", [{ name: "Ali" }, { name: "Mina" }]);
    await dragBox(staff, 0, 1, { x: 0.3, y: 0.5 });
    await dragBox(staff, 1, 1, { x: 0.6, y: 0.5 });
    await toReview(staff);
    await send(staff);
    await page.setViewportSize(viewport);
    await expect(page.getByText(t.itsTurn).first()).toBeVisible();
    await expect(page.locator("[data-picture-box]")).toHaveCount(2);
    await isSound(page);
    await look(page, "here");
    const dead = await linkOf(staff, "Ali");
    const boxes = boxesOf(portal, idOf(page));
    await page
      .getByRole("button", { name: fillIn(correction.correctName, "Ali"), exact: true })
      .click();
    // Its name says besides that it need not be filled in.
    await dialog.getByRole("textbox", { name: words.draft.email }).fill("ali@example.org");
    await expect(dialog.getByText(correction.hereHelp)).toBeVisible();
    await look(page, "correct-here");
    await dialog.getByRole("button", { name: correction.confirmHere, exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("ali@example.org").first()).toBeVisible();
    const alive = await linkOf(staff, "Ali");
    expect(alive).not.toBe(dead);
    expect(boxesOf(portal, idOf(page))).toEqual(boxes);
    await look(page, "corrected-here");
    const visitor = await atDesk(browser, portal.url, locale);
    await visitor.page.goto(dead);
    await expect(
      visitor.page.getByRole("heading", { name: words.sign.unusable.title }),
    ).toBeVisible();
    await visitor.page.goto(alive);
    await expect(visitor.page.locator("[data-page] canvas").first()).toBeVisible();
    await portal.remove();
    await sandbox.close();
  });
