import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { meta } from "@/db/schema/system";
import { derivedToken, tokenHash } from "@/lib/kernel/encryption";
import { publicUrl } from "@/lib/kernel/env";
import { newId } from "@/lib/kernel/ids";

/** The row of `meta` that holds the hash of the set-up token while there is no account. */
export const setUpMeta = "set_up_token_hash";
/** What the token is made from again, so that a second start prints the same link. */
export const setUpSeedMeta = "set_up_seed";

const hasAccount = async (db: Db): Promise<boolean> =>
  (await db.select({ id: accounts.id }).from(accounts).limit(1)).length > 0;

/** The one-time link to print at start; undefined once somebody has an account. */
export async function ensureSetUpLink(): Promise<string | undefined> {
  if (await read(hasAccount)) return undefined;
  const token = await write(async (tx) => {
    await tx.insert(meta).values({ id: setUpSeedMeta, value: newId() }).onConflictDoNothing();
    const [seed] = await tx.select().from(meta).where(eq(meta.id, setUpSeedMeta));
    const made = derivedToken("set-up", seed?.value ?? "");
    const value = tokenHash(made);
    await tx
      .insert(meta)
      .values({ id: setUpMeta, value })
      .onConflictDoUpdate({ target: meta.id, set: { value } });
    return made;
  });
  return `${publicUrl()}/set-up/${token}`;
}

/** Whether this is the token of the printed link and nobody has used it. Changes nothing. */
export const isSetUpToken = (token: string): Promise<boolean> =>
  read(async (db) => {
    const [row] = await db.select().from(meta).where(eq(meta.id, setUpMeta));
    return row?.value === tokenHash(token) && !(await hasAccount(db));
  });
