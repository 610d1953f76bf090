import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { wordsOfEveryPage } from "./words";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const isInBrowser = (source: string) => /^"use client"/.test(source);

/** Every file below app and components that this one imports with its values, also later. */
function importsOf(file: string): string[] {
  const source = read(file).replace(/^(import|export) type [^;]*;/gm, "");
  const named = source.matchAll(/(?:\bfrom |\bimport\()"([^"]+)"/g);
  return [...named].flatMap(([, name = ""]) => {
    const base = name.startsWith("@/")
      ? name.slice(2)
      : name.startsWith(".")
        ? path.join(path.dirname(file), name)
        : "";
    if (!/^(app|components)\//.test(base)) return [];
    return [`${base}.tsx`, `${base}.ts`].filter((each) => existsSync(path.join(root, each)));
  });
}

/** The files that run in the browser when this one is rendered on the server. */
function browserFilesOf(file: string, isBelow = false, seen = new Set<string>()): Set<string> {
  const runsThere = isBelow || isInBrowser(read(file));
  const key = `${file} ${runsThere}`;
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of importsOf(file)) browserFilesOf(next, runsThere, seen);
  return seen;
}

/** The rooms of the message files whose words this source says. */
function roomsSaid(source: string): string[] {
  const named = [...source.matchAll(/(?:useTranslations\(\s*"|useMessages\(\)\.)([a-zA-Z]+)/g)];
  const all = /useTranslations\(\s*\)/.test(source)
    ? [...source.matchAll(/\bt(?:\.rich)?\(\s*["`]([a-zA-Z]+)\./g)]
    : [];
  return [...named, ...all].map(([, room = ""]) => room);
}

const pages = globSync("app/{(auth),(portal)}/**/{page,layout}.tsx", { cwd: root }).sort();

test("there are pages to look at", () => expect(pages.length).toBeGreaterThan(10));

test.each(pages)("%s sends the browser every word that it says there, and no room more", (page) => {
  const needed = [...browserFilesOf(page)]
    .filter((key) => key.endsWith(" true"))
    .flatMap((key) => roomsSaid(read(key.slice(0, -" true".length))))
    .filter((room) => !wordsOfEveryPage.some((each) => each === room));
  const sent = /<Words\s+of=\{\[([^\]]*)\]\}/.exec(read(page))?.[1] ?? "";
  expect([...sent.matchAll(/"([a-zA-Z]+)"/g)].map(([, room]) => room)).toEqual(
    [...new Set(needed)].sort(),
  );
});
