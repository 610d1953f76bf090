import "server-only";
import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { onCommit } from "@/db/client";
import { publish } from "@/db/events";
import { meta } from "@/db/schema/system";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";

const rehearsalMeta = "rehearsal";

/** Whether the office wants sandboxes of the providers beside its portal. */
export async function isRehearsalOn(db: Db | Tx): Promise<boolean> {
  const [row] = await db.select().from(meta).where(eq(meta.id, rehearsalMeta));
  return row !== undefined;
}

/** Notes what the office wants. Wanting the same again changes nothing. */
export async function chooseRehearsal(
  tx: Tx,
  actor: AccountActor,
  isOn: boolean,
  now: Date,
): Promise<void> {
  const changed = isOn
    ? await tx
        .insert(meta)
        .values({ id: rehearsalMeta, value: now.toISOString() })
        .onConflictDoNothing()
        .returning({ id: meta.id })
    : await tx.delete(meta).where(eq(meta.id, rehearsalMeta)).returning({ id: meta.id });
  if (changed.length === 0) return;
  const action = isOn ? "rehearsal.switched_on" : "rehearsal.switched_off";
  await recordAudit(tx, { action, actor, at: now });
  onCommit(() => publish({ kind: "rehearsal_changed" }));
}
