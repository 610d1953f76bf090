import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import { providers } from "@/lib/providers/registry";
import { isWhole } from "./support/locales-here";
import type { Person } from "./support/office";
import { atDesk, onPhone, setUp, signIn } from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { isSound } from "./support/sound";

const secret = "quiet river under 1234";
const answers = { status: 401, body: JSON.stringify({ message: `Not ${secret}` }) };
const service = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(answers.status, { "content-type": "application/json" }).end(answers.body);
  });
});

let portal: Portal;
let admin: Person;
let host: string;
test.beforeAll(async ({ browser }) => {
  service.listen(0, "127.0.0.1");
  await once(service, "listening");
  host = `127.0.0.1:${(service.address() as AddressInfo).port}`;
  portal = await startPortal({ PROVIDER_PRIVATE_HOSTS: host });
  admin = await atDesk(browser, portal.url, "en");
  await setUp(admin, portal.setupLink());
});
test.afterAll(async () => {
  await admin.context.close();
  await portal.remove();
  service.close();
});

/** Everything that the browser has of the page, and what it would be sent to show it again. */
async function knowsNoSecret(page: Page): Promise<void> {
  expect(await page.content()).not.toContain(secret);
  const answer = await page.request.get(page.url());
  expect(await answer.text()).not.toContain(secret);
}

test("without a connection the page says how documents are signed, and what to do", async () => {
  const { page, words } = admin;
  const { connections: t } = words;
  const hasServices = providers.some(({ capabilities }) => capabilities.hosted === "there");
  await page.goto("/settings/providers");
  await expect(page.getByText(hasServices ? t.empty : t.noServices)).toBeVisible();
  await expect(page.getByRole("link", { name: t.add })).toHaveCount(hasServices ? 1 : 0);
  await isSound(page);
});

/** The others, whose pages come from the same description, in `npm run test:whole`. */
const walked = providers.filter(
  ({ capabilities: { hosted, callbacks } }) =>
    hosted === "there" && (isWhole || callbacks.address === "per_connection"),
);
for (const provider of walked)
  test(`an administrator connects ${provider.id}, tests it and reads the calls`, async ({
    browser,
  }) => {
    const { page, words } = admin;
    const { connections: t } = words;
    const account = `Office with ${provider.displayName}`;
    const own: Readonly<Record<string, { name: string; settings?: Record<string, string> }>> =
      words.providers;
    const inputs = describeInputs(provider.settings).map((shape) => ({
      ...shape,
      input: page.getByLabel(own[provider.id]?.settings?.[shape.name] ?? shape.name, {
        exact: true,
      }),
    }));

    await page.goto("/settings/providers/new");
    await isSound(page);
    const choose = t.choose.replace("{provider}", provider.displayName);
    await page.getByRole("link", { name: choose, exact: true }).click();
    await page.getByLabel(t.name, { exact: true }).fill(account);
    await page.getByRole("button", { name: t.create, exact: true }).click();
    await expect(page.getByText(words.inputErrors.required).first()).toBeVisible();
    await isSound(page);
    for (const { isAddress, isSecret, isRequired, type, choices, input } of inputs)
      if (isAddress || (isRequired && type === "string" && choices.length === 0))
        await input.fill(isAddress ? `http://${host}/` : isSecret ? secret : "office");
    await page.getByRole("button", { name: t.create, exact: true }).click();
    await page.waitForURL(/\/settings\/providers\/[0-9a-f-]{36}$/);
    await expect(page.getByText(t.health.untested)).toBeVisible();
    await expect(page.getByText(t.callbacksLocalTitle)).toHaveCount(
      provider.capabilities.callbacks.address === "none" ? 0 : 1,
    );
    await knowsNoSecret(page);

    await page.getByRole("button", { name: t.check, exact: true }).press("Enter");
    await expect(page.getByText(t.checkFailed)).toBeVisible();
    const calls = page.getByRole("table").getByRole("link");
    await calls.first().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: t.received, exact: true })).toBeVisible();
    await expect(calls.first()).toHaveAttribute("aria-expanded", "true");
    await isSound(page);
    await knowsNoSecret(page);

    const address = inputs.find(({ isAddress }) => isAddress);
    if (address) {
      await address.input.fill("https://elsewhere.example/");
      await page.getByRole("button", { name: t.save, exact: true }).click();
      await expect(page.getByText(words.inputErrors.secret_again).first()).toBeVisible();
    }

    const { pathname } = new URL(page.url());
    const phone = await onPhone(browser, portal.url, "fa");
    await phone.page.emulateMedia({ colorScheme: "dark" });
    await signIn(phone, "admin@example.org");
    for (const where of ["/settings/providers", "/settings/providers/new", pathname]) {
      await phone.page.goto(where);
      await isSound(phone.page);
    }
    await phone.context.close();

    await page.goto(pathname);
    await page.getByRole("button", { name: t.disable, exact: true }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: t.disable, exact: true }).click();
    await expect(page.getByText(t.health.off)).toBeVisible();
    await page.goto("/settings/providers");
    await expect(page.getByRole("row", { name: new RegExp(account) })).toContainText(t.health.off);
    await knowsNoSecret(page);
  });
