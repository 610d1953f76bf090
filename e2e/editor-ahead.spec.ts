import { makeContract } from "./fixtures/make-pdfs";
import type { Person } from "./support/office";
import { atDesk, namePeople, setUp, upload } from "./support/office";
import { expect, test } from "./support/test";

test("page 1 is drawn before the page is awake, from one request, and as well when a link led there", async ({
  browser,
  portal,
}) => {
  const person: Person = await atDesk(browser, portal.url, "en");
  await setUp(person, portal.setupLink());
  const id = await upload(person, "three.pdf", makeContract({ pages: [{}, {}, {}] }));
  await namePeople(person, "Ahead", [{ name: "Ali Rezaei" }]);
  const { page } = person;
  const picture = page.locator('[data-page="1"] canvas');
  const surface = page.locator('button[data-surface="1"]');
  await expect(picture.locator("visible=true")).toBeVisible();

  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const workers: string[] = [];
  page.on("worker", (worker) => workers.push(worker.url()));
  const files: string[] = [];
  page.on("request", (request) => {
    if (/\/api\/documents\/.+\/file$/.test(request.url())) files.push(request.url());
  });
  let awake = () => {};
  const mayWake = new Promise<void>((resolve) => {
    awake = resolve;
  });
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await mayWake;
    await route.continue();
  });

  await page.goto(`/envelopes/${id}/boxes`, { waitUntil: "commit" });
  await expect(picture.locator("visible=true")).toBeVisible();
  await expect(surface).toHaveCount(0);
  const before = await picture.boundingBox();
  awake();
  await expect(surface).toBeVisible();
  // It stays where it is, and nothing is drawn in its place.
  await expect(picture).toHaveCount(1);
  expect(await picture.getAttribute("data-ahead")).not.toBeNull();
  const after = await picture.boundingBox();
  for (const side of ["x", "y", "width", "height"] as const)
    expect(Math.abs((after?.[side] ?? 0) - (before?.[side] ?? 0)), side).toBeLessThan(1);
  expect(workers).toHaveLength(1);
  expect(files).toHaveLength(1);

  const steps = page.getByRole("main");
  await steps.getByRole("link", { name: person.words.draft.stepPeople }).click();
  await page.waitForURL(/people$/);
  await page.goBack();
  await page.waitForURL(/boxes$/);
  await expect(picture.locator("visible=true")).toBeVisible();
  await page.goForward();
  await page.waitForURL(/people$/);
  await page.reload();
  await steps.getByRole("link", { name: person.words.draft.stepBoxes }).click();
  await page.waitForURL(/boxes$/);
  await expect(picture.locator("visible=true")).toBeVisible();
  await expect(surface).toBeVisible();
  expect(complaints).toEqual([]);
  await person.context.close();
});
