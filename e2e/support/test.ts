import { test as base } from "@playwright/test";
import type { Portal } from "./portal";
import { startPortal } from "./portal";

type PortalOf = (file: string) => Promise<Portal>;

/** Playwright's test with a portal that the tests of one file share, and pages that open on it. */
export const test = base.extend<{ portal: Portal; complaints: string[] }, { portalOf: PortalOf }>({
  /** One worker runs several files, and each of them wants to set its portal up. */
  portalOf: [
    async ({ browserName: _anyBrowser }, use) => {
      let now: { readonly file: string; readonly portal: Portal } | undefined;
      await use(async (file) => {
        if (now?.file === file) return now.portal;
        await now?.portal.remove();
        now = { file, portal: await startPortal() };
        return now.portal;
      });
      await now?.portal.remove();
    },
    { scope: "worker" },
  ],
  portal: [async ({ portalOf }, use, { file }) => use(await portalOf(file)), { timeout: 180_000 }],
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
