import "server-only";
import { asc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { write } from "@/db/client";
import { lockRows } from "@/db/differences";
import { envelopes } from "@/db/schema/envelopes";
import { meta } from "@/db/schema/system";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { refreshMany } from "./refresh-search";

/** Goes up when the same facts make other words: what is there is then made anew once. */
const version = "2";
const mark = "search_words";
const batch = 250;

const payload = z.object({ after: z.string() });
export const fillSearch: Job<z.infer<typeof payload>> = { name: "fill-search", payload };

let isFilled = false;

/** Whether the index has all envelopes. Once it has, every write keeps it so. */
export async function searchIsFilled(db: Db): Promise<boolean> {
  if (isFilled) return true;
  const [row] = await db.select().from(meta).where(eq(meta.id, mark));
  isFilled = row?.value === version;
  return isFilled;
}

/** At start: when the words in the database are of an older kind, they are made anew by and by. */
export const requestFilledSearch = (now: Date): Promise<void> =>
  write(async (tx) => {
    const [row] = await tx.select().from(meta).where(eq(meta.id, mark));
    if (row?.value === version) return;
    await enqueue(tx, fillSearch, { after: "" }, { now, key: version });
  });

/** The `fill-search` job: one batch, and a job for the next, so that it goes on after a restart. */
export async function runFillSearch({ after }: z.infer<typeof payload>, now: Date): Promise<void> {
  await write(async (tx) => {
    const rows = await lockRows(
      tx
        .select({ id: envelopes.id })
        .from(envelopes)
        .where(gt(envelopes.id, after))
        .orderBy(asc(envelopes.id))
        .limit(batch),
    );
    const ids = rows.map(({ id }) => id);
    await refreshMany(tx, ids);
    const last = ids.at(-1);
    if (last) return enqueue(tx, fillSearch, { after: last }, { now, key: version });
    await tx
      .insert(meta)
      .values({ id: mark, value: version })
      .onConflictDoUpdate({ target: meta.id, set: { value: version } });
  });
}
