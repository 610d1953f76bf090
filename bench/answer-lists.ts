import { closeDatabase, openDatabase, read } from "@/db/client";
import type { Answer } from "./list-works";
import { worksHere } from "./list-works";

/**
 * A process of its own beside one seeded database: it tells the names of what it can do, and for
 * each name that it is sent does that once and answers with an `Answer`.
 */
const rowsIn = (found: unknown): number | undefined =>
  found !== null && typeof found === "object" && "rows" in found && Array.isArray(found.rows)
    ? found.rows.length
    : undefined;

await openDatabase();
const works = await worksHere();
process.on("message", async (name: string) => {
  const work = works.get(name);
  if (!work) throw new Error(`No work is called ${name}`);
  const start = performance.now();
  const found = await read(work);
  const took = performance.now() - start;
  process.send?.({ took, rows: rowsIn(found) } satisfies Answer);
});
process.on("disconnect", closeDatabase);
process.send?.([...works.keys()]);
