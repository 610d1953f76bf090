import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeRow } from "./queries";
import { visibleTo } from "./queries";

export type RelatedEnvelope = Pick<EnvelopeRow, "id" | "referenceCode" | "status">;
export type EnvelopeCopies = {
  readonly earlier: RelatedEnvelope | null;
  readonly later: readonly RelatedEnvelope[];
};

const most = 20;

/** What an envelope was copied from and what was copied from it, as far as this actor may see them. */
export async function findCopies(
  db: Db,
  actor: AccountActor,
  { id, copyOfId }: Pick<EnvelopeRow, "id" | "copyOfId">,
): Promise<EnvelopeCopies> {
  const { referenceCode, status } = envelopes;
  const related = () =>
    db.select({ id: envelopes.id, referenceCode, status }).from(envelopes).$dynamic();
  const mine = visibleTo(actor, "envelope.read");
  const [earlier = null] = copyOfId
    ? await related().where(and(eq(envelopes.id, copyOfId), mine))
    : [];
  const later = await related()
    .where(and(eq(envelopes.copyOfId, id), mine))
    .orderBy(asc(envelopes.createdAt), asc(envelopes.id))
    .limit(most);
  return { earlier, later };
}
