import type { Page } from "@playwright/test";
import { newId } from "@/lib/kernel/ids";
import { makeContract } from "../../e2e/fixtures/make-pdfs";
import type { BareServer } from "../bare-server";
import { startBareServer } from "../bare-server";
import type { Figure } from "../figure";
import { median } from "../figure";
import type { Office } from "../office";
import { coldPage, draft, openData, openOffice } from "../office";
import { heapOf, jumpToEnd, openUntilShown } from "../page-shown";

const lengths = [3, 200, 500] as const;
const rounds = 7;

type Visit = { readonly first: number; readonly jump: number; readonly heap: number };

async function visit(page: Page, url: string, pages: number): Promise<Visit> {
  const first = (await openUntilShown(page, url)) / 1000;
  const jump = (await jumpToEnd(page, pages)) / 1000;
  const heap = await heapOf(page);
  await page.context().close();
  return { first, jump, heap };
}

async function takeTurns(office: Office, bare: BareServer, url: string, pages: number) {
  const ours: Visit[] = [];
  const floor: Visit[] = [];
  // As in `interleave`, the first round is not counted: a server compiles what it does first.
  for (let round = 0; round <= rounds; round++) {
    const page = await coldPage(office.browser, "desk", office.sender.context);
    const pair = [
      await visit(page, url, pages),
      await visit(await coldPage(office.browser, "desk"), bare.url, pages),
    ] as const;
    if (round === 0) continue;
    ours.push(pair[0]);
    floor.push(pair[1]);
  }
  const of = (key: keyof Visit) => {
    const samples = { ours: ours.map((each) => each[key]), floor: floor.map((each) => each[key]) };
    return { ours: median(samples.ours), floor: median(samples.floor), samples };
  };
  return { first: of("first"), jump: of("jump"), heap: of("heap") };
}

/** Puts a hundred boxes on page 1, as if they had been drawn. */
function fillWithBoxes({ portal }: Office, envelopeId: string): void {
  const database = openData(portal.dataFolder);
  const recipientId = database
    .prepare("select id from recipients where envelope_id = ?")
    .pluck()
    .get(envelopeId);
  const insert = database.prepare(
    "insert into placements (id, envelope_id, recipient_id, page, x, y, width, height) values (?, ?, ?, 1, ?, ?, 90, 28)",
  );
  for (let at = 0; at < 100; at++)
    insert.run(
      newId(Date.now()),
      envelopeId,
      recipientId,
      40 + (at % 5) * 105,
      40 + Math.floor(at / 5) * 38,
    );
  database.close();
}

/** Sixty moves of one box. @returns the longest time between two frames, in milliseconds */
async function worstFrame(page: Page, url: string): Promise<number> {
  await openUntilShown(page, url);
  const box = page.locator("[data-box]").nth(40);
  await box.waitFor();
  await page.waitForTimeout(1_500);
  const at = await box.boundingBox();
  if (!at) throw new Error("The box is not on the screen");
  const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const worst = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let [last, longest] = [performance.now(), 0];
        const end = last + 1_500;
        const look = (now: number) => {
          longest = Math.max(longest, now - last);
          last = now;
          if (now < end) requestAnimationFrame(look);
          else resolve(longest);
        };
        requestAnimationFrame(look);
      }),
  );
  for (let step = 1; step <= 60; step++) await page.mouse.move(x + step * 2, y + step);
  const longest = await worst;
  await page.mouse.up();
  await page.context().close();
  return longest;
}

/** A draft of so many pages in the editor beside the same file in a bare pdf.js page. */
async function measureLength(office: Office, bare: BareServer, pages: number): Promise<Figure[]> {
  const bytes = makeContract({ pages: Array.from({ length: pages }, () => ({})) });
  await bare.show(bytes);
  const id = await draft(office, `${pages} pages`, bytes);
  const url = `${office.portal.url}/envelopes/${id}/boxes`;
  const { first, jump, heap } = await takeTurns(office, bare, url, pages);
  const floorIs = "bare pdf.js page";
  const called = `editor, ${pages} pages`;
  return [
    {
      name: `${called}: page 1 is shown`,
      unit: "s",
      ...first,
      floorIs,
      mustReach: { times: 2.5 },
    },
    {
      name: `${called}: jump to page ${pages}`,
      unit: "s",
      ...jump,
      floorIs,
      mustReach: { times: 5 },
    },
    {
      name: `${called}: script memory after the jump`,
      unit: "MiB",
      ...heap,
      floorIs,
      mustReach: { most: 12 },
    },
  ];
}

export async function measureEditor(): Promise<Figure[]> {
  const office = await openOffice();
  const bare = await startBareServer();
  try {
    const byLength: Figure[] = [];
    for (const pages of lengths) byLength.push(...(await measureLength(office, bare, pages)));
    const crowded = await draft(office, "100 boxes", makeContract());
    fillWithBoxes(office, crowded);
    const frames: number[] = [];
    for (let round = 0; round < 3; round++) {
      const page = await coldPage(office.browser, "desk", office.sender.context);
      frames.push(await worstFrame(page, `${office.portal.url}/envelopes/${crowded}/boxes`));
    }
    return [
      ...byLength,
      {
        name: "editor: worst frame while one of 100 boxes is dragged",
        unit: "ms",
        ours: median(frames),
        floor: 1000 / 60,
        floorIs: "one frame of a 60 Hz screen",
        mustReach: { most: 50 },
      },
    ];
  } finally {
    bare.stop();
    await office.close();
  }
}
