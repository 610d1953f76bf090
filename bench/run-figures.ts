import { mkdirSync, writeFileSync } from "node:fs";
import type { Measured } from "./figure";
import { measure } from "./figure";
import { measureEditor } from "./figures/editor";
import { measureFreshStart } from "./figures/fresh-start";
import { measureLink } from "./figures/link";
import { measureList } from "./figures/list";
import { measureSeal } from "./figures/seal";
import { measureSign } from "./figures/sign";
import { measureWeight } from "./figures/weight";
import { toDocument, toPlainTable } from "./write-table";

/** In this order: first what needs a quiet process, last what fills the database. */
const rooms = {
  sign: measureSign,
  weight: measureWeight,
  seal: measureSeal,
  link: measureLink,
  editor: measureEditor,
  list: measureList,
};

/**
 * @param words names of figures (none means all), `--fresh`, `--write`
 * @returns the exit code; a missed target is told, not punished
 */
export async function runFigures(words: readonly string[]): Promise<number> {
  const named = words.filter((word) => !word.startsWith("--"));
  const all: Measured[] = [];
  for (const [room, run] of Object.entries(rooms)) {
    if (named.length > 0 && !named.includes(room)) continue;
    all.push(await announce(room, run));
  }
  if (words.includes("--fresh")) all.push(await announce("fresh-start", measureFreshStart));
  const at = new Date();
  console.log(`\n${toPlainTable(all)}\n`);
  mkdirSync("bench/results", { recursive: true });
  const file = `bench/results/${at.toISOString().replace(/[:.]/g, "-")}.json`;
  writeFileSync(file, JSON.stringify({ at, node: process.versions.node, all }, undefined, 2));
  console.log(`Kept in ${file}.`);
  if (words.includes("--write")) writeFileSync("docs/performance.md", toDocument(all, at));
  return all.length === 0 ? 1 : 0;
}

async function announce(room: string, run: Parameters<typeof measure>[1]): Promise<Measured> {
  console.log(`── ${room}`);
  const measured = await measure(room, run);
  console.log(`── ${room}: ${measured.took.toFixed(0)} s`);
  return measured;
}
