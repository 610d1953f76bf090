import type { Browser } from "@playwright/test";
import type { Role } from "@/lib/vocabulary/account";
import { makeContract } from "./fixtures/make-pdfs";
import type { Person } from "./support/office";
import { atDesk, invite, join, namePeople, onPhone, setUp, signIn, upload } from "./support/office";
import type { Portal } from "./support/portal";
import { isSound } from "./support/sound";
import { expect, test } from "./support/test";

const colleague = async (
  browser: Browser,
  portal: Portal,
  admin: Person,
  name: string,
  role: Role,
): Promise<Person> => {
  const email = `${name.toLowerCase()}@example.org`;
  const person = await atDesk(browser, portal.url, "en");
  await join(person, await invite(admin, name, email, role));
  return person;
};

/** @returns the address of the draft */
const draft = async (person: Person, title: string): Promise<string> => {
  const id = await upload(person, "contract.pdf", makeContract());
  await namePeople(person, title, [{ name: "Somebody outside" }]);
  return `/envelopes/${id}`;
};

const sees = async ({ page }: Person, titles: readonly string[], none: readonly string[]) => {
  await page.goto("/envelopes");
  for (const title of titles) await expect(page.getByRole("link", { name: title })).toBeVisible();
  for (const title of none) await expect(page.getByText(title)).toHaveCount(0);
};

async function makeTeam({ page, words }: Person, button: string, name: string): Promise<void> {
  const { teams: t } = words;
  await page.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t.name, { exact: true }).fill(name);
  await dialog.getByRole("button", { name: t.create, exact: true }).click();
  await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
}

async function put(
  { page, words }: Person,
  name: string,
  role: Role,
  team: string,
  what: "brings" | "leaves" = "brings",
) {
  const { teams: t } = words;
  await page.getByRole("button", { name: t.addTo.replace("{team}", team), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByLabel(t.person, { exact: true })
    .selectOption({ label: `${name} · ${words.roles[role]}` });
  if (what === "leaves") await dialog.getByLabel(/^Bring along the 1 document /).uncheck();
  await dialog.getByRole("button", { name: t.addNow, exact: true }).click();
  const members = page.getByRole("list", { name: t.members.replace("{team}", team) });
  await expect(members.getByText(name, { exact: true })).toBeVisible();
}

/** What this person has comes into the team where their new documents go. */
async function bring({ page, words }: Person, name: string, team: string) {
  const { teams: t } = words;
  await page.getByRole("button", { name: t.bringOf.replace("{name}", name), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(t.bringTo, { exact: true }).locator(":checked")).toHaveText(team);
  await dialog.getByRole("button", { name: "Bring 1 document in", exact: true }).click();
  await expect(dialog.getByText(`1 document belongs to ${team} now.`)).toBeVisible();
  await dialog.getByRole("button", { name: t.done, exact: true }).click();
  await expect(page.getByText("document of no team")).toHaveCount(0);
}

test("managers see what their teams have, and a colleague who leaves hands over what is open", async ({
  browser,
  portal,
}) => {
  const admin = await atDesk(browser, portal.url, "en");
  const { page, words } = admin;
  await setUp(admin, portal.setupLink());
  const mona = await colleague(browser, portal, admin, "Mona", "manager");
  const reza = await colleague(browser, portal, admin, "Reza", "manager");
  const ali = await colleague(browser, portal, admin, "Ali", "staff");
  const sara = await colleague(browser, portal, admin, "Sara", "staff");
  await draft(ali, "Lease 12");
  await draft(sara, "Loan 1");
  await sees(reza, ["Lease 12"], []);

  await page.goto("/settings/teams");
  await expect(page.getByText(words.teams.afterManagers)).toBeVisible();
  await isSound(page);
  await makeTeam(admin, words.teams.first, "Leases");
  await makeTeam(admin, words.teams.new, "Loans");
  await put(admin, "Mona", "manager", "Leases");
  await sees(mona, [], ["Lease 12"]);
  await put(admin, "Ali", "staff", "Leases");
  await put(admin, "Reza", "manager", "Loans");
  await put(admin, "Sara", "staff", "Loans", "leaves");
  await sees(reza, [], ["Loan 1", "Lease 12"]);
  await bring(admin, "Sara", "Loans");
  await isSound(page);

  const loan = await draft(sara, "Loan 7");
  await sees(mona, ["Lease 12"], ["Loan 7"]);
  expect((await mona.page.goto(loan))?.status()).toBe(404);
  await sees(reza, ["Loan 7", "Loan 1"], ["Lease 12"]);
  await reza.page.goto(loan);
  await expect(reza.page.getByText("Team: Loans")).toBeVisible();

  await page.goto("/settings/people");
  const { people: t } = words;
  const row = page.getByRole("row").filter({ hasText: "ali@example.org" });
  await expect(row.getByRole("cell", { name: "Leases", exact: true })).toBeVisible();
  const actions = page.getByRole("button", { name: t.actionsFor.replace("{name}", "Ali") });
  await actions.click();
  await page.getByRole("menuitem", { name: t.disable, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: t.disable, exact: true }).click();
  await expect(dialog.getByText("1 document of Ali is still open.")).toBeVisible();
  await isSound(page);
  await dialog.getByRole("button", { name: t.handOverLater, exact: true }).click();
  await expect(actions).toBeFocused();
  await expect(row.getByText("1 open document")).toBeVisible();

  const phone = await onPhone(browser, portal.url, "fa");
  await signIn(phone, "admin@example.org");
  for (const room of ["teams", "people"]) {
    await phone.page.goto(`/settings/${room}`);
    await expect(phone.page.getByRole("heading", { level: 1 })).toBeVisible();
    await isSound(phone.page);
  }
  const { people: u } = phone.words;
  await phone.page.getByRole("button", { name: u.actionsFor.replace("{name}", "Ali") }).click();
  await phone.page.getByRole("menuitem", { name: u.handOver, exact: true }).click();
  const sheet = phone.page.getByRole("dialog");
  await sheet.getByLabel(u.handOverTo, { exact: true }).selectOption({ label: "Sara" });
  await sheet.getByRole("button", { name: u.handOverNow, exact: true }).click();
  await expect(sheet.getByRole("status")).toContainText("Sara");
  await isSound(phone.page);
  await sheet.getByRole("button", { name: u.done, exact: true }).last().click();
  await expect(phone.page.getByText(/سند باز/)).toHaveCount(0);

  await sees(sara, ["Loan 7", "Lease 12"], []);
  await sees(reza, ["Loan 7", "Lease 12"], []);
  await sees(mona, [], ["Lease 12", "Loan 7"]);
  for (const { context } of [admin, mona, reza, ali, sara, phone]) await context.close();
});
