import { closeDatabase, openDatabase, read } from "@/db/client";
import { worksHere } from "./list-works";

/**
 * A process of its own beside one seeded database: it tells the names of what it can do, and for
 * each name that it is sent does that once and answers how long it took, in milliseconds.
 */
await openDatabase();
const works = await worksHere();
process.on("message", async (name: string) => {
  const work = works.get(name);
  if (!work) throw new Error(`No work is called ${name}`);
  const start = performance.now();
  await read(work);
  process.send?.(performance.now() - start);
});
process.on("disconnect", closeDatabase);
process.send?.([...works.keys()]);
