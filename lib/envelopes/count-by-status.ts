import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import type { BoundedCount } from "./find-page";
import { countBranches, toBounded } from "./find-page";
import { visibleBranches } from "./queries";

/** A status that does not occur is left out. */
export type StatusCounts = Readonly<Partial<Record<EnvelopeStatus, BoundedCount>>>;

export async function countByStatus(db: Db, actor: AccountActor): Promise<StatusCounts> {
  const seen = visibleBranches(actor, "envelope.list");
  const counts: Partial<Record<EnvelopeStatus, BoundedCount>> = {};
  for (const status of envelopeStatuses) {
    const is = eq(envelopes.status, status);
    const counted = await countBranches(
      db,
      seen.map((where) => ({ where: and(where, is), status })),
    );
    if (counted > 0) counts[status] = toBounded(counted);
  }
  return counts;
}
