import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { AttemptState } from "@/lib/vocabulary/delivery";
import type { AttemptRow } from "./find-attempt";

/** Of one attempt at a provider where every create costs money. */
export type AttemptCost = {
  readonly number: number;
  readonly at: Date;
  readonly cost: "certain" | "possible" | "none";
};

const free: readonly AttemptState[] = ["prepared", "rejected", "not_sent"];

const costOf = ({ state, externalId }: AttemptRow): AttemptCost["cost"] => {
  if (state === "accepted" || externalId !== null) return "certain";
  return free.includes(state) ? "none" : "possible";
};

/** Oldest first; none where a second create by mistake would cost no money. */
export async function listCosts(
  db: Db,
  envelopeId: string,
  { costOfCreate }: Capabilities,
): Promise<AttemptCost[]> {
  if (costOfCreate !== "money") return [];
  const rows = await db
    .select()
    .from(attempts)
    .where(eq(attempts.envelopeId, envelopeId))
    .orderBy(asc(attempts.number));
  return rows.map((row) => ({
    number: row.number,
    at: row.sentAt ?? row.startedAt,
    cost: costOf(row),
  }));
}
