import type { Page } from "@playwright/test";
import { provider, readIn, rehearseThere, sendThere } from "./support/launched";
import { atDesk, linkOf, onPhone } from "./support/office";
import { startPortal } from "./support/portal";
import { expect, test } from "./support/test";

const people = [
  { name: "Dilnoza Karimova", key: "30101900010018" },
  { name: "Temur Fayzullayev", key: "50101050010018" },
] as const;
/** "Sign at {provider}", as a person reads it. */
const say = (text: string) => text.replace("{provider}", provider);
const look = (page: Page, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`) });
const isTooWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;

test("a recipient is led on to the provider once, signs there and is told so on coming back", async ({
  browser,
}) => {
  const portal = await startPortal();
  const owner = await atDesk(browser, portal.url, "en");
  await rehearseThere(owner, portal);
  await sendThere(owner, "Ijara shartnomasi", people);
  await expect(owner.page.getByText(owner.words.envelope.itsTurn).first()).toBeVisible();
  await owner.page.screenshot({ path: test.info().outputPath("envelope.png"), fullPage: true });
  const link = await linkOf(owner, people[0].name);

  const phone = await onPhone(browser, portal.url, "fa");
  const { page, words } = phone;
  const t = words.sign;
  await readIn(phone, portal, "fa");
  const opened = await page.goto(link);
  expect(opened?.status()).toBe(200);
  expect(page.url()).toBe(link);
  const html = (await opened?.text()) ?? "";
  expect(html).not.toContain("secretKey");
  expect(html).not.toContain("requestId");
  const policy = opened?.headers()["content-security-policy"] ?? "";
  const button = page.getByRole("button", { name: say(t.launch.sign), exact: true });
  await expect(button).toBeVisible();
  await expect(page.locator("[data-page] canvas").first()).toBeVisible();
  expect(await page.evaluate(isTooWide)).toBe(false);
  await look(page, "phone-fa");
  const ticket = await page.locator('input[name="ticket"]').inputValue();
  const launched = page.waitForResponse((answer) => answer.url() === `${link}/launch`);
  await button.click();
  const answer = await launched;
  expect(answer.status()).toBe(303);
  expect(answer.headers()["referrer-policy"]).toBe("no-referrer");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  await page.waitForURL(/requestId=/);
  const there = new URL(page.url());
  expect(policy).toMatch(new RegExp(`form-action 'self' ${there.origin};`));
  expect(await page.evaluate(() => document.referrer)).toBe("");
  await look(page, "provider");

  const again = await page.context().newPage();
  await again.goto(link);
  // As the form of the first page, pressed once more.
  await again.evaluate((used) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = `${location.pathname}/launch`;
    const input = document.createElement("input");
    input.name = "ticket";
    input.value = used;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, ticket);
  await expect(again.getByText(words.errors.launch_used)).toBeVisible();
  expect(again.url()).toBe(`${link}?launch=used`);
  expect(await again.locator('input[name="ticket"]').inputValue()).not.toBe(ticket);
  await look(again, "used");
  await again.close();

  // Coming back proves nothing.
  const back = there.searchParams.get("redirect") ?? "";
  await page.goto(`${back}?requestId=1&secretKey=2`);
  expect(page.url()).toBe(back);
  await expect(page.getByRole("heading", { name: say(t.returned.notYet.title) })).toBeVisible();
  expect(await page.evaluate(isTooWide)).toBe(false);
  await look(page, "not-yet");
  await button.click();
  await page.waitForURL(/requestId=/);
  await page.locator('input[name="key"]').fill(people[0].key);
  await page.locator('button[name="action"]').first().click();
  await page.waitForURL(back);
  await look(page, "returned");
  await expect(page.getByText(t.outcome.deeds.signed)).toBeVisible();
  await expect(page.getByText(people[1].name).first()).toBeVisible();
  await look(page, "signed");

  // The address that the provider knows shows no document, and no link, in another browser.
  const elsewhere = await atDesk(browser, portal.url, "en");
  const shown = await elsewhere.page.goto(back);
  await expect(elsewhere.page.getByText(elsewhere.words.sign.returned.elsewhere)).toBeVisible();
  await expect(elsewhere.page.getByText(elsewhere.words.sign.outcome.deeds.signed)).toBeVisible();
  expect(await shown?.text()).not.toContain("Ijara");
  expect(await elsewhere.page.content()).not.toContain(link.split("/").at(-1));
  await look(elsewhere.page, "elsewhere");
  await owner.page.reload();
  await elsewhere.page.goto(await linkOf(owner, people[1].name));
  await expect(
    elsewhere.page.getByRole("button", { name: say(elsewhere.words.sign.launch.sign) }),
  ).toBeVisible();
  await expect(elsewhere.page.locator("[data-page] canvas").first()).toBeVisible();
  await look(elsewhere.page, "desk-en");
  expect(portal.output()).not.toContain(there.searchParams.get("secretKey"));
  await portal.remove();
});
