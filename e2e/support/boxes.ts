import path from "node:path";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import Database from "better-sqlite3";

export type Rect = readonly [x: number, y: number, width: number, height: number];
/** A placement as the database has it. */
export type Row = {
  page: number;
  recipient_id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  position?: string | null;
};

/** By page; straight from the file, as nobody else reads it. */
export const savedBoxes = (dataFolder: string, envelopeId: string): Row[] => {
  const database = new Database(path.join(dataFolder, "muhr.db"), { readonly: true });
  try {
    return database
      .prepare("select * from placements where envelope_id = ? order by page")
      .all(envelopeId) as Row[];
  } finally {
    database.close();
  }
};

/** As if they had been chosen: what they lead to is the same for the editor. */
export function saveOptions(
  dataFolder: string,
  envelopeId: string,
  options: Readonly<Record<string, unknown>>,
): void {
  const database = new Database(path.join(dataFolder, "muhr.db"));
  try {
    database
      .prepare("update envelopes set provider_options = ? where id = ?")
      .run(JSON.stringify(options), envelopeId);
  } finally {
    database.close();
  }
}

/** The largest difference of any side, in points. */
export const farthest = (row: Row, [x, y, width, height]: Rect): number =>
  Math.max(
    Math.abs(row.x - x),
    Math.abs(row.y - y),
    Math.abs(row.width - width),
    Math.abs(row.height - height),
  );

export async function allSaved(page: Page): Promise<void> {
  // A change waits 600 ms before it is sent.
  await page.waitForTimeout(700);
  await expect(page.locator("[data-save=saved]")).toBeVisible();
}

export async function dragBy(
  page: Page,
  x: number,
  y: number,
  dx: number,
  dy: number,
): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 3, y + dy / 3);
  await page.mouse.move(x + dx, y + dy, { steps: 3 });
  await page.mouse.up();
}
