import { setTimeout as sleep } from "node:timers/promises";
import { MEGABYTE, makeContract } from "../../e2e/fixtures/make-pdfs";
import { startPortal } from "../../e2e/support/portal";
import { startBareServer } from "../bare-server";
import type { Figure } from "../figure";
import { median } from "../figure";
import type { Office } from "../office";
import { coldPage, openOffice, sendOut, signAndSeal } from "../office";
import { openUntilShown } from "../page-shown";
import { childRunning, residentMemory, watchMemory } from "../processes";
import { longest, watchWaits } from "../watch-waits";

const rounds = 3;
const settled = 5_000;

type Weight = { readonly peak: number; readonly wait: number };

async function watched(pid: number, url: string, work: () => Promise<unknown>): Promise<Weight> {
  const endWaits = watchWaits(url);
  const endMemory = watchMemory(pid);
  await work();
  const peak = endMemory();
  return { peak, wait: longest(await endWaits()) };
}

/** The same 20 MB go to a bare server and are looked at in the same browser. */
async function bareDay(office: Office, bytes: Buffer): Promise<Weight> {
  const bare = await startBareServer();
  const page = await coldPage(office.browser, "desk");
  try {
    await bare.show(bytes);
    return await watched(bare.pid, `${bare.url}/health`, async () => {
      await fetch(`${bare.url}/upload`, { method: "POST", body: new Uint8Array(bytes) });
      await openUntilShown(page, bare.url);
    });
  } finally {
    await page.context().close();
    bare.stop();
  }
}

/** Right after a start, before anybody came. */
async function atRest(): Promise<readonly [ours: number, floor: number]> {
  const portal = await startPortal();
  const bare = await startBareServer();
  await sleep(settled);
  const pair = [
    residentMemory(childRunning("scripts/start.mjs")),
    residentMemory(bare.pid),
  ] as const;
  bare.stop();
  await portal.remove();
  return pair;
}

/** What 20 MB that are uploaded, sent, signed and sealed weigh on the machine and on other people. */
export async function measureWeight(): Promise<Figure[]> {
  const rest = await atRest();
  const bytes = makeContract({ totalBytes: 20 * MEGABYTE });
  const office = await openOffice();
  const health = `${office.portal.url}/api/health`;
  const ours: Weight[] = [];
  const floor: Weight[] = [];
  try {
    const idle = await watched(office.pid(), health, () => sleep(settled));
    for (let round = 0; round < rounds; round++) {
      const day = async () => signAndSeal(office, await sendOut(office, "20 MB", bytes));
      ours.push(await watched(office.pid(), health, day));
      floor.push(await bareDay(office, bytes));
    }
    const peaks = { ours: ours.map(({ peak }) => peak), floor: floor.map(({ peak }) => peak) };
    const waits = { ours: ours.map(({ wait }) => wait), floor: floor.map(({ wait }) => wait) };
    return [
      {
        name: "longest wait of another person while 20 MB are uploaded, sent and sealed",
        unit: "ms",
        ours: median(waits.ours),
        floor: median(waits.floor),
        samples: waits,
        floorIs: `node:http takes the same upload; idle portal ${idle.wait.toFixed(0)} ms`,
        mustReach: { most: 150 },
      },
      {
        name: "memory at rest",
        unit: "MiB",
        ours: rest[0],
        floor: rest[1],
        floorIs: "node:http + SQLite",
        mustReach: { most: 220 },
      },
      {
        name: "highest memory while 20 MB are uploaded, sent and sealed",
        unit: "MiB",
        ours: Math.max(...peaks.ours),
        floor: Math.max(...peaks.floor),
        samples: peaks,
        floorIs: "node:http + SQLite takes the same upload",
        mustReach: { most: 500 },
      },
    ];
  } finally {
    await office.close();
  }
}
