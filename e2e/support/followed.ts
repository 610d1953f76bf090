import path from "node:path";
import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import { makeContract } from "../fixtures/make-pdfs";
import type { Person } from "./office";
import { upload } from "./office";
import type { Portal } from "./portal";
import { startPortal } from "./portal";

/** Another process on the same data. */
export const startBeside = (portal: Portal): Promise<Portal> =>
  startPortal({
    DATA_DIR: portal.dataFolder,
    MUHR_SECRETS_FILE: path.join(path.dirname(portal.dataFolder), "secrets"),
  });

export const makeDraft = (person: Person, title: string): Promise<string> =>
  upload(person, `${title}.pdf`, makeContract());

/** When the portal made the draft, by the clock that this process reads too. */
function madeAt(portal: Portal, title: string): number {
  const database = new Database(path.join(portal.dataFolder, "muhr.db"), { readonly: true });
  const statement = "select created_at as at from envelopes where title = ?";
  const { at } = database.prepare(statement).get(title) as { at: number };
  database.close();
  return at;
}

/** When a link of that name is on the screen, by the screen's own clock. */
export const seenAt = (page: Page, title: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const isThere = [...document.links].some((link) => link.textContent?.trim() === name);
          if (isThere) resolve(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    title,
  );

/**
 * One makes a draft; the others get it on their screens.
 * @returns after how many milliseconds each of them has it
 */
export async function makeFollowed(
  by: Person,
  portal: Portal,
  title: string,
  watching: readonly Page[],
): Promise<number[]> {
  const [times] = await Promise.all([
    Promise.all(watching.map((page) => seenAt(page, title))),
    makeDraft(by, title),
  ]);
  return times.map((time) => time - madeAt(portal, title));
}
