import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { write } from "@/db/client";
import { linkTokens } from "@/db/schema/links";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { hasOwnAddress, insertCallbackToken } from "./callback-address";
import { leadsToOwnSandbox } from "./find-sandbox";
import { lockConnection } from "./queries";
import type { ConnectionInput } from "./schema";

/**
 * Takes the address away that a connection's provider calls, and makes another one. Until somebody
 * has told it to the provider, only the poller brings news.
 * @throws AppError `forbidden`, `not_found`, `conflict` where there is no such address, or where the
 * portal tells it itself
 */
export async function renewCallbackAddress(
  actor: AccountActor,
  { connectionId }: ConnectionInput,
  now: Date,
): Promise<void> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  await write(async (tx) => {
    const row = await lockConnection(tx, connectionId);
    if (!hasOwnAddress(row) || leadsToOwnSandbox(row)) throw new AppError("conflict");
    await tx
      .update(linkTokens)
      .set({ revokedAt: now })
      .where(
        and(
          eq(linkTokens.connectionId, connectionId),
          eq(linkTokens.kind, "callback"),
          isNull(linkTokens.revokedAt),
        ),
      );
    await insertCallbackToken(tx, connectionId, now);
    await recordAudit(tx, {
      action: "connection.address_renewed",
      actor,
      at: now,
      details: { connectionId, connection: row.name },
    });
  });
}
