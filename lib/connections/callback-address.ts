import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { linkTokens } from "@/db/schema/links";
import { derivedToken, tokenHash } from "@/lib/kernel/encryption";
import { localUrl, publicUrl } from "@/lib/kernel/env";
import { newId } from "@/lib/kernel/ids";
import { requireProvider } from "@/lib/providers/registry";
import { leadsToOwnSandbox } from "./find-sandbox";
import type { ConnectionRow } from "./seal-settings";

type Connection = Pick<ConnectionRow, "id" | "providerId">;

/** Whether its provider calls one address for all documents, which a person tells it. */
export const hasOwnAddress = ({ providerId }: Pick<ConnectionRow, "providerId">): boolean =>
  requireProvider(providerId).capabilities.callbacks.address === "per_connection";

const findToken = async (db: Db, connectionId: string): Promise<string | undefined> => {
  const [token] = await db
    .select({ id: linkTokens.id })
    .from(linkTokens)
    .where(
      and(
        eq(linkTokens.connectionId, connectionId),
        eq(linkTokens.kind, "callback"),
        isNull(linkTokens.revokedAt),
      ),
    )
    .orderBy(desc(linkTokens.createdAt))
    .limit(1);
  return token?.id;
};

/** Only the hash is kept; the token itself is made again from the row (`findCallbackAddress`). */
export async function insertCallbackToken(tx: Tx, connectionId: string, now: Date): Promise<void> {
  const id = newId(now.getTime());
  await tx.insert(linkTokens).values({
    id,
    hash: tokenHash(derivedToken("callback", id)),
    kind: "callback",
    connectionId,
    createdAt: now,
  });
}

/** Gives a connection the address that its provider calls, once, where there is one for all. */
export async function ensureCallbackAddress(tx: Tx, row: Connection, now: Date): Promise<void> {
  if (!hasOwnAddress(row) || (await findToken(tx, row.id))) return;
  await insertCallbackToken(tx, row.id, now);
}

/**
 * The address that a connection's provider calls for all documents; undefined where every document
 * has its own. A sandbox beside the portal is told where the portal listens: it may not reach the
 * public address.
 */
export async function findCallbackAddress(db: Db, row: Connection): Promise<string | undefined> {
  const token = await findToken(db, row.id);
  const origin = leadsToOwnSandbox(row) ? localUrl() : publicUrl();
  return token && `${origin}/api/callbacks/${row.providerId}/${derivedToken("callback", token)}`;
}
