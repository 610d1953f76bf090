import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

/** React marks the elements that it has taken over; what it then complains of comes at once. */
async function comesAlive(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.body.querySelectorAll("*")].some((element) =>
      Object.keys(element).some((key) => key.startsWith("__reactFiber$")),
    ),
  );
  await page.waitForTimeout(500);
}

test("the health address answers, and tells nothing else", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: "ok" });
  expect(answer.headers()["x-powered-by"]).toBeUndefined();
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
});

test("the first page comes alive under its security policy", async ({ page, complaints }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBeLessThan(400);
  expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  await comesAlive(page);
  expect(complaints).toEqual([]);
});

test("an address that does not exist shows a page of ours", async ({ page, complaints }) => {
  const answer = await page.goto("/no/such/page");
  expect(answer?.status()).toBe(404);
  await comesAlive(page);
  await expect(page.getByRole("link")).not.toHaveCount(0);
  expect(complaints.filter((each) => !each.includes("status of 404"))).toEqual([]);
});
