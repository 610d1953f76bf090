import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { leadsToOwnSandbox } from "./find-sandbox";
import { lockConnection } from "./queries";
import type { SwitchConnectionInput } from "./schema";

/**
 * Says whether new envelopes may choose it; those under way go on either way.
 * @throws AppError `forbidden`, `not_found`, `conflict` for a sandbox beside the portal
 */
export async function switchConnection(
  actor: AccountActor,
  { connectionId, isEnabled }: SwitchConnectionInput,
  now: Date,
): Promise<void> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  await write(async (tx) => {
    const row = await lockConnection(tx, connectionId);
    // It would lead nowhere while the sandboxes do not run: `switchRehearsal` switches both.
    if (leadsToOwnSandbox(row)) throw new AppError("conflict");
    if (row.isEnabled === isEnabled) return;
    await tx
      .update(connections)
      .set({ isEnabled, updatedAt: now })
      .where(eq(connections.id, connectionId));
    await recordAudit(tx, {
      action: isEnabled ? "connection.enabled" : "connection.disabled",
      actor,
      at: now,
      details: { connectionId, connection: row.name },
    });
  });
}
