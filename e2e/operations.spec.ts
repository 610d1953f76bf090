import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import { parseMetrics } from "@/lib/operations/testing";
import { atDesk, onPhone, setUp } from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";

const token = "a-token-of-the-operator";
let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ METRICS_TOKEN: token });
});
test.afterAll(() => portal.remove());

/** As an operator would type it beside the running portal, or after it was stopped. */
function runDoctor(): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/doctor.mjs"], {
    encoding: "utf8",
    env: {
      ...process.env,
      PORT: new URL(portal.url).port,
      PUBLIC_URL: portal.url,
      DATA_DIR: portal.dataFolder,
      MUHR_SECRETS_FILE: path.join(path.dirname(portal.dataFolder), "secrets"),
      METRICS_TOKEN: token,
      SMTP_URL: "smtp://clerk:river-bed@mail.example.org",
      MAIL_FROM: "Muhr <sign@example.org>",
    },
  });
  return { code: status, output: stdout + stderr };
}

/** Work that nobody can do, as a newer version might leave it. */
function leaveDeadJob(): void {
  const database = new Database(path.join(portal.dataFolder, "muhr.db"));
  database
    .prepare(
      "insert into jobs (id, name, payload, state, run_at, tries, last_error, created_at, finished_at) values ('dead', 'send-notice', '{}', 'dead', ?, 12, 'refused by 10.0.0.9', ?, ?)",
    )
    .run(Date.now(), Date.now(), Date.now());
  database.close();
}

test("an administrator sees what gave up and tries again; machines get the same numbers", async ({
  browser,
}) => {
  const admin = await atDesk(browser, portal.url, "en");
  await setUp(admin, portal.setupLink());
  leaveDeadJob();
  const { page, words } = admin;
  const { system: t, jobs } = words;

  await page.goto("/settings/jobs");
  await page.waitForURL("/settings/system");
  await expect(page.getByRole("heading", { level: 1, name: t.title })).toBeVisible();
  await expect(page.getByText("1 piece of work gave up.")).toBeVisible();
  await expect(page.getByRole("link", { name: t.ways.failedWork, exact: true })).toHaveAttribute(
    "href",
    "#failed-work",
  );
  await expect(page.getByText("refused by 10.0.0.9")).toBeVisible();
  await expect(page.getByText(/Muhr \S+/).first()).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const phone = await onPhone(browser, portal.url, "fa");
  await phone.context.addCookies(await admin.context.cookies());
  await phone.page.goto("/settings/system");
  await expect(phone.page.getByText("refused by 10.0.0.9")).toBeVisible();
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);
  await phone.context.close();

  const metrics = (headers: HeadersInit = {}) => fetch(`${portal.url}/api/metrics`, { headers });
  expect((await metrics()).status).toBe(401);
  expect((await metrics({ authorization: "Bearer another-token-by-far" })).status).toBe(401);
  const families = parseMetrics(await (await metrics({ authorization: `Bearer ${token}` })).text());
  const dead = families
    .find(({ name }) => name === "muhr_jobs")
    ?.samples.find(({ labels }) => labels.job === "send-notice" && labels.state === "dead");
  expect(dead?.value).toBe(1);
  const ready = await fetch(`${portal.url}/api/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);

  // What is not a notice cannot be sent as one: it fails again, and that is seen.
  await page.getByRole("button", { name: jobs.retry, exact: true }).click();
  await expect(page.getByText(jobs.retried)).toBeVisible();
  await expect(page.getByText(jobs.failing)).toBeVisible();
  await expect(page.getByText("1 piece of work gave up.")).toBeHidden();
  await admin.context.close();
});

test("the doctor tells the same while the portal runs and when it is down, and no secret", async () => {
  const running = runDoctor();
  expect(running.output).toContain(`The portal answers at`);
  expect(running.output).toContain("Nothing is wrong.");
  expect(running.output).toContain("Through mail.example.org");
  expect(running.code).toBe(0);
  await portal.stop();
  const before = statSync(path.join(portal.dataFolder, "muhr.db")).mtimeMs;
  const stopped = runDoctor();
  expect(stopped.output).toContain("The portal does not answer");
  expect(stopped.output).toMatch(/Database +Built in \(SQLite\)/);
  expect(stopped.code).toBe(0);
  expect(statSync(path.join(portal.dataFolder, "muhr.db")).mtimeMs).toBe(before);
  for (const secret of ["river-bed", token]) {
    expect(running.output).not.toContain(secret);
    expect(stopped.output).not.toContain(secret);
  }
});

test("what is wrong ends the doctor with 1, and metrics do not exist without a token", async () => {
  const database = new Database(path.join(portal.dataFolder, "muhr.db"));
  const anHourAgo = Date.now() - 3_600_000;
  database
    .prepare(
      "insert into jobs (id, name, payload, state, run_at, tries, created_at) values ('late', 'read-back', '{}', 'ready', ?, 0, ?)",
    )
    .run(anHourAgo, anHourAgo);
  database.close();
  const { code, output } = runDoctor();
  expect(output).toContain("PROBLEM  Work has been due since");
  expect(code).toBe(1);
  await portal.start({ METRICS_TOKEN: "" });
  const closed = await fetch(`${portal.url}/api/metrics`);
  expect(closed.status).toBe(404);
});
