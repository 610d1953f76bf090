import "server-only";
import type { Tx } from "@/db/client";
import { AppError } from "@/lib/kernel/errors";
import { log } from "@/lib/kernel/log";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { BulkOutcome } from "@/lib/vocabulary/bulk";
import { bulkOutcomes } from "@/lib/vocabulary/bulk";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { assignEnvelope } from "./assign-envelope";
import { takeBack } from "./cancel-envelope";
import { moveEnd } from "./extend-envelope";
import { remindAll } from "./remind-recipient";
import type { KeptOrder } from "./schema";
import { whyNotOpen } from "./state";

/** One envelope of many. Whatever is not `done` has changed nothing. @throws what the act throws */
export async function actOnRow(
  tx: Tx,
  actor: AccountActor,
  envelopeId: string,
  order: KeptOrder,
  now: Date,
): Promise<BulkOutcome> {
  switch (order.act) {
    case "remind":
      return remindAll(tx, actor, envelopeId, now);
    case "extend":
      await moveEnd(tx, actor, { envelopeId, expiresAt: order.expiresAt }, now);
      return "done";
    case "cancel":
      await takeBack(tx, actor, { envelopeId, reason: order.reason }, now);
      return "done";
    case "assign":
      return assignEnvelope(tx, actor, envelopeId, order, now);
  }
}

/** As `toOutcome`; a row that stumbles over a bug is said to have failed, and holds up no other. */
export function outcomeOf(error: unknown, envelopeId: string): BulkOutcome {
  try {
    return toOutcome(error);
  } catch {
    log.error("A row of an act on many failed", { envelopeId, error });
    return "failed";
  }
}

/** What a refusal is called in a table of outcomes. @throws `error` itself when it is none */
function toOutcome(error: unknown): BulkOutcome {
  if (!(error instanceof AppError)) throw error;
  // An act that came too late or too early says where the envelope stood.
  const status = envelopeStatuses.find((one) => one === error.values.status);
  const why = status && error.code === "conflict" ? whyNotOpen(status) : undefined;
  const known = bulkOutcomes.find((outcome) => outcome === (why ?? error.code));
  if (!known) throw error;
  return known;
}
