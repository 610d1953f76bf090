import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "@playwright/test";
import { makeContract } from "../../e2e/fixtures/make-pdfs";
import { startBareServer } from "../bare-server";
import type { Figure } from "../figure";
import { interleave, mediansOf } from "../figure";
import { coldPage, openOffice, sendOut } from "../office";
import { openUntilShown, scriptsOf, slowDown } from "../page-shown";

async function coldTime(browser: Browser, url: string): Promise<number> {
  const page = await coldPage(browser, "phone");
  await slowDown(page);
  const time = await openUntilShown(page, url);
  await page.context().close();
  return time / 1000;
}

/** Everything that a visit loads by itself: also what comes after the first page is shown. */
async function coldScripts(browser: Browser, url: string): Promise<number> {
  const page = await coldPage(browser, "phone");
  await openUntilShown(page, url);
  await sleep(2_000);
  const scripts = await scriptsOf(page);
  if (process.env.BENCH_DETAILS) console.log(scripts);
  await page.context().close();
  return Object.values(scripts).reduce((sum, size) => sum + size, 0);
}

/** A recipient opens a link on a phone for the first time. */
export async function measureLink(): Promise<Figure[]> {
  const bytes = makeContract();
  const office = await openOffice();
  const bare = await startBareServer();
  try {
    await bare.show(bytes);
    const { link } = await sendOut(office, "Link", bytes);
    const times = await interleave(
      5,
      () => coldTime(office.browser, link),
      () => coldTime(office.browser, bare.url),
    );
    const floorIs = "bare pdf.js page";
    return [
      {
        name: "scripts and PDF worker of a recipient's link, gzip, cold profile",
        unit: "KB",
        ours: await coldScripts(office.browser, link),
        floor: await coldScripts(office.browser, bare.url),
        floorIs,
        mustReach: { times: 1.35 },
      },
      {
        name: "recipient's link on a phone until page 1 is shown, cold profile",
        unit: "s",
        ...mediansOf(times),
        floorIs,
        mustReach: { times: 1.5 },
      },
    ];
  } finally {
    bare.stop();
    await office.close();
  }
}
