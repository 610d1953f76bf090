import type { Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { makeDraft, makeFollowed, seenAt, startBeside } from "./support/followed";
import type { Person } from "./support/office";
import { atDesk, onPhone, setUp, signIn } from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { isSound } from "./support/sound";

const admin = "admin@example.org";
let portal: Portal;
let one: Person;
test.beforeAll(async ({ browser }) => {
  portal = await startPortal();
  one = await atDesk(browser, portal.url, "en");
  await setUp(one, portal.setupLink());
});
test.afterAll(() => portal.remove());

async function isFollowed(by: Person, title: string, watching: readonly Page[]): Promise<void> {
  const late = await makeFollowed(by, portal, title, watching);
  test.info().annotations.push({ type: "milliseconds", description: `${title}: ${late}` });
}

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

  const other = await startBeside(portal);
  const three = await atDesk(browser, other.url, "en");
  await signIn(three, admin);
  await isFollowed(three, "Third", [follower]);

  expect(await portal.stop()).toBe(0);
  await makeDraft(three, "Fourth");
  await portal.start();
  const started = Date.now();
  const restarted = (await seenAt(follower, "Fourth")) - started;
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
