import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deserialize, serialize } from "node:v8";

type Kept = { readonly id: string; readonly created: Date };
export type Keep<T extends Kept> = {
  load(): T[];
  save(document: T): void;
};

/** Another number for another shape of a document: what an older version kept is left alone. */
const suffix = ".document-1";

/**
 * Keeps each document in a file of its own (V8's structured clone), so that what is under way
 * outlives the process. @param folder without one, nothing is kept
 */
export function createKeep<T extends Kept>(folder: string | undefined): Keep<T> {
  if (folder === undefined) return { load: () => [], save: () => {} };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    load: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith(suffix))
        .map((name): T => deserialize(readFileSync(path.join(folder, name))))
        .sort((a, b) => a.created.getTime() - b.created.getTime()),
    save(document) {
      const file = path.join(folder, `${document.id}${suffix}`);
      // A process that is killed while it writes leaves the former file whole.
      writeFileSync(`${file}.new`, serialize(document), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
