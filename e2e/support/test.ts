import { test as base } from "@playwright/test";
import type { Portal } from "./portal";
import { startPortal } from "./portal";

/** Playwright's test with a portal of its own per worker process, and pages that open on it. */
export const test = base.extend<{ complaints: string[] }, { portal: Portal }>({
  portal: [
    async ({ browserName: _anyBrowser }, use) => {
      const portal = await startPortal();
      await use(portal);
      await portal.remove();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  /** What the browser's console complained of: errors and refusals by the security policy. */
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await use(complaints);
  },
});

export { expect } from "@playwright/test";
