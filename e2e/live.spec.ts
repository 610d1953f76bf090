import path from "node:path";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import { makeContract } from "./fixtures/make-pdfs";
import type { Person } from "./support/office";
import { atDesk, onPhone, setUp, signIn, upload } from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { isSound } from "./support/sound";
import { expect, testAlone as test } from "./support/test";

const admin = "admin@example.org";
let portal: Portal;
let one: Person;
test.beforeAll(async ({ browser }) => {
  portal = await startPortal();
  one = await atDesk(browser, portal.url, "en");
  await setUp(one, portal.setupLink());
});
test.afterAll(() => portal.remove());

/** When the portal made the draft, by the clock that this test reads too. */
function madeAt(title: string): number {
  const database = new Database(path.join(portal.dataFolder, "muhr.db"), { readonly: true });
  const statement = "select created_at as at from envelopes where title = ?";
  const { at } = database.prepare(statement).get(title) as { at: number };
  database.close();
  return at;
}

const make = (person: Person, title: string): Promise<string> =>
  upload(person, `${title}.pdf`, makeContract());

/** When a link of that name is on the screen, by the screen's own clock. */
const seen = (page: Page, title: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const isThere = [...document.links].some((link) => link.textContent?.trim() === name);
          if (isThere) resolve(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    title,
  );

/** One makes a draft; the others get it on their screens. */
async function isFollowed(by: Person, title: string, watching: readonly Page[]): Promise<void> {
  const [times] = await Promise.all([
    Promise.all(watching.map((page) => seen(page, title))),
    make(by, title),
  ]);
  const late = times.map((time) => time - madeAt(title));
  test.info().annotations.push({ type: "milliseconds", description: `${title}: ${late}` });
}

const beside = (): Promise<Portal> =>
  startPortal({
    DATA_DIR: portal.dataFolder,
    MUHR_SECRETS_FILE: path.join(path.dirname(portal.dataFolder), "secrets"),
  });

test("a change is seen in another browser: by one stream for its tabs, from another process, and across a restart", async ({
  browser,
}) => {
  const two = await atDesk(browser, portal.url, "en");
  const streams: Page[] = [];
  two.context.on("request", (request) => {
    if (/\/api\/events\?/.test(request.url())) streams.push(request.frame().page());
  });
  await signIn(two, admin);
  const tabs = [two.page, await two.context.newPage()];
  for (const tab of tabs) {
    await tab.goto("/envelopes");
    await tab.evaluate(() => Object.assign(window, { isSamePage: true }));
  }
  await expect.poll(() => streams.length).toBeGreaterThan(0);
  await isFollowed(one, "First", tabs);
  const leader = streams.at(-1);
  const [follower] = tabs.filter((tab) => tab !== leader);
  expect(streams.every((page) => page === leader)).toBe(true);
  if (!leader || !follower) throw new Error("No tab listens");

  await leader.close();
  await expect.poll(() => streams.at(-1)).toBe(follower);
  await isFollowed(one, "Second", [follower]);

  const other = await beside();
  const three = await atDesk(browser, other.url, "en");
  await signIn(three, admin);
  await isFollowed(three, "Third", [follower]);

  expect(await portal.stop()).toBe(0);
  await make(three, "Fourth");
  await portal.start();
  const started = Date.now();
  const restarted = (await seen(follower, "Fourth")) - started;
  test.info().annotations.push({ type: "milliseconds", description: `restart: ${restarted}` });
  expect(await follower.evaluate(() => "isSamePage" in window)).toBe(true);
  for (const { context } of [two, three]) await context.close();
  await other.kill();
});

test("who hears nothing is soon told so in a line, in Persian on a phone", async ({ browser }) => {
  const { page, context, words } = await onPhone(browser, portal.url, "fa");
  await signIn({ page, context, words }, admin);
  await page.clock.install();
  await page.route("**/api/events**", (route) => route.abort());
  const asked = page.waitForRequest(/\/api\/events/);
  await page.goto("/envelopes");
  await asked;
  const line = page.getByText(words.shell.silent, { exact: true });
  await page.clock.runFor(5_000);
  await expect(line).toHaveCount(0);
  await page.clock.runFor(30_000);
  await expect(line).toBeVisible();
  await isSound(page);
  await page.unroute("**/api/events**");
  await page.clock.runFor(40_000);
  await expect(line).toHaveCount(0);
  await context.close();
});
