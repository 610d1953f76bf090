import { existsSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { chromium } from "@playwright/test";
import Database from "better-sqlite3";
import type { Person } from "../e2e/support/office";
import {
  atDesk,
  dragBox,
  linkOf,
  makeMark,
  namePeople,
  onPhone,
  pressSign,
  send,
  setUp,
  toReview,
  upload,
} from "../e2e/support/office";
import type { Portal } from "../e2e/support/portal";
import { startPortal } from "../e2e/support/portal";
import { childRunning } from "./processes";

export const signer = "سارا احمدی";

export type Office = {
  readonly portal: Portal;
  /** Of the portal; it changes with every start. */
  pid(): number;
  readonly browser: Browser;
  readonly sender: Person;
  close(): Promise<void>;
};

export function launchBrowser(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find(
    (each) => each && existsSync(each),
  );
  const args = ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  return chromium.launch({ args, ...(executablePath && { executablePath }) });
}

/** A portal of its own with its first administrator at a desk. */
export async function openOffice(): Promise<Office> {
  const portal = await startPortal();
  const browser = await launchBrowser();
  const sender = await atDesk(browser, portal.url, "en");
  await setUp(sender, portal.setupLink());
  return {
    portal,
    pid: () => childRunning("scripts/start.mjs"),
    browser,
    sender,
    close: async () => {
      await browser.close();
      await portal.remove();
    },
  };
}

/** @returns the draft's id, with its boxes step on screen */
export async function draft({ sender }: Office, title: string, bytes: Buffer): Promise<string> {
  const envelopeId = await upload(sender, `${title}.pdf`, bytes);
  await namePeople(sender, title, [{ name: signer }]);
  return envelopeId;
}

export type Sent = { readonly envelopeId: string; readonly link: string };

/** Uploads, names one signer, draws one box on page 1 and sends. */
export async function sendOut(office: Office, title: string, bytes: Buffer): Promise<Sent> {
  const envelopeId = await draft(office, title, bytes);
  // A busy machine may draw the first page later than a journey would wait.
  await office.sender.page.locator("canvas").first().waitFor();
  await dragBox(office.sender, 0, 1, { x: 0.5, y: 0.5 });
  await toReview(office.sender);
  await send(office.sender);
  return { envelopeId, link: await linkOf(office.sender, signer) };
}

/**
 * Signs on a phone with a typed name.
 * @returns milliseconds from the request that signs to the moment when the sealed file stands in
 * the database
 */
export async function signAndSeal(office: Office, { envelopeId, link }: Sent): Promise<number> {
  const phone = await onPhone(office.browser, office.portal.url, "en");
  await phone.page.goto(link);
  await makeMark(phone, "typed", signer);
  const answered = phone.page.waitForResponse((response) =>
    Boolean(response.request().postData()?.includes("hasAgreed")),
  );
  const sealed = whenCompleted(office.portal, envelopeId);
  await pressSign(phone);
  const [answer, until] = await Promise.all([answered, sealed]);
  const from = answer.request().timing().startTime;
  await phone.context.close();
  return until - from;
}

/** @returns the moment, in milliseconds since 1970 */
async function whenCompleted({ dataFolder }: Portal, envelopeId: string): Promise<number> {
  const database = openData(dataFolder);
  const query = database.prepare("select status from envelopes where id = ?").pluck();
  const deadline = Date.now() + 90_000;
  try {
    while (query.get(envelopeId) !== "completed") {
      if (Date.now() > deadline) throw new Error("The envelope was not completed");
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    return Date.now();
  } finally {
    database.close();
  }
}

export const openData = (dataFolder: string) => new Database(path.join(dataFolder, "muhr.db"));

/** The signed document as the sender gets it. */
export async function signedFile({ sender }: Office, { envelopeId }: Sent): Promise<Buffer> {
  const answer = await sender.page.request.get(`/api/envelopes/${envelopeId}/files/signed`);
  if (!answer.ok()) throw new Error(`No signed file: ${answer.status()}`);
  return answer.body();
}

/** A page in a profile without cache, with the sign-in of `from` when it is given. */
export async function coldPage(
  browser: Browser,
  kind: "desk" | "phone",
  from?: BrowserContext,
): Promise<Page> {
  const screen =
    kind === "desk"
      ? { viewport: { width: 1440, height: 900 } }
      : {
          viewport: { width: 360, height: 740 },
          deviceScaleFactor: 2,
          isMobile: true,
          hasTouch: true,
        };
  const storageState = await from?.storageState();
  const context = await browser.newContext({ ...screen, ...(storageState && { storageState }) });
  return context.newPage();
}
