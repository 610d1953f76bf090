import type { Page } from "@playwright/test";

declare global {
  interface Window {
    /** Milliseconds since the navigation, when the picture of this page is on the screen. */
    whenPageShown: (page: number) => Promise<number>;
    firstPage: Promise<number>;
  }
}

/** Watches from the first moment on. Before it is drawn, a canvas is hidden or has no size of its own. */
function watch(): void {
  window.whenPageShown = (page) =>
    new Promise((resolve) => {
      const isDrawn = (canvas: HTMLCanvasElement) =>
        canvas.style.width !== "" && getComputedStyle(canvas).visibility === "visible";
      const look = () => {
        const canvases = document.querySelectorAll<HTMLCanvasElement>(
          `[data-page="${page}"] canvas`,
        );
        const next = [...canvases].some(isDrawn) ? () => resolve(performance.now()) : look;
        requestAnimationFrame(next);
      };
      look();
    });
  window.firstPage = window.whenPageShown(1);
}

/** Opens an address. @returns milliseconds until page 1 is on the screen */
export async function openUntilShown(page: Page, url: string): Promise<number> {
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(() => window.firstPage);
}

/** Jumps to the end of the scrolling column. @returns milliseconds until the last page is shown */
export function jumpToEnd(page: Page, last: number): Promise<number> {
  return page.evaluate(async (number) => {
    // Page 1 may be on the screen before there is anything to scroll.
    while (!document.querySelector(`[data-page="${number}"]`))
      await new Promise((resolve) => requestAnimationFrame(resolve));
    const started = performance.now();
    let column = document.querySelector(`[data-page="${number}"]`)?.parentElement;
    while (column && column.scrollHeight <= column.clientHeight) column = column.parentElement;
    (column ?? document.documentElement).scrollTop = 1e9;
    return (await window.whenPageShown(number)) - started;
  }, last);
}

/** MiB of JavaScript objects that are still in use. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const used = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? Number.NaN;
  return used / 1024 / 1024;
}

/** 20 Mbps both ways, 40 ms, and a processor four times slower. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const bytesPerSecond = (20 * 1_000_000) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 40,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

/** KB of script that came over the network so far, as compressed, workers included. */
export const scriptsOf = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() =>
    Object.fromEntries(
      (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({ name }) => /\.m?js(\?|$)/.test(name))
        .map(({ name, encodedBodySize }) => [new URL(name).pathname, encodedBodySize / 1000]),
    ),
  );
