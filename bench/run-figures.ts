import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Measured } from "./figure";
import { measure } from "./figure";
import { measureDelivery } from "./figures/delivery";
import { measureEditor } from "./figures/editor";
import { measureFreshStart } from "./figures/fresh-start";
import { measureLink } from "./figures/link";
import { measureList } from "./figures/list";
import { measureLists } from "./figures/lists";
import { measureLive } from "./figures/live";
import { measureSeal } from "./figures/seal";
import { measureSign } from "./figures/sign";
import { measureWeight } from "./figures/weight";
import { toDocument, toPlainTable } from "./write-table";

const folder = "bench/results";
const freshStart = "fresh-start";

/** In this order: first what needs a quiet process, last what fills the database. */
const rooms = {
  sign: measureSign,
  weight: measureWeight,
  seal: measureSeal,
  delivery: measureDelivery,
  link: measureLink,
  editor: measureEditor,
  live: measureLive,
  list: measureList,
  lists: measureLists,
};

/**
 * @param words names of figures (none means all); `--fresh` adds the fresh start, `--write` renews
 * docs/performance.md from the newest results of each
 * @returns the exit code; a missed target is told, not punished
 */
export async function runFigures(words: readonly string[]): Promise<number> {
  const named = words.filter((word) => !word.startsWith("--"));
  const all: Measured[] = [];
  for (const [room, run] of Object.entries(rooms)) {
    if (named.length > 0 && !named.includes(room)) continue;
    all.push(await measureAndKeep(room, run));
  }
  if (words.includes("--fresh")) all.push(await measureAndKeep(freshStart, measureFreshStart));
  console.log(`\n${toPlainTable(all)}\n`);
  if (words.includes("--write"))
    writeFileSync("docs/performance.md", toDocument(keptBefore(), new Date()));
  return all.length === 0 ? 1 : 0;
}

const fileOf = (room: string): string => `${folder}/${room}.json`;

/** The last results of every room that was ever measured here. */
const keptBefore = (): Measured[] =>
  [...Object.keys(rooms), freshStart]
    .filter((room) => existsSync(fileOf(room)))
    .map((room) => JSON.parse(readFileSync(fileOf(room), "utf8")));

/** Kept at once: what goes wrong in a later room costs nothing of this one. */
async function measureAndKeep(room: string, run: Parameters<typeof measure>[1]): Promise<Measured> {
  console.log(`── ${room}`);
  const measured = await measure(room, run);
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(room), JSON.stringify(measured, undefined, 2));
  console.log(`── ${room}: ${measured.took.toFixed(0)} s, kept in ${fileOf(room)}`);
  return measured;
}
