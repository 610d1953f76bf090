import "server-only";
import { eq } from "drizzle-orm";
import { read } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { openConnection } from "@/lib/connections/open-connection";
import { isForcedAttempt } from "./find-attempt";
import { requireContent } from "./load-content";
import { prepareRequest } from "./prepare-request";
import type { EnvelopeRow } from "./queries";
import { placementsOf, recipientsOf, requireConnection } from "./queries";

/**
 * Everything that a try to send works on, read before it begins.
 * @param number of the attempt; the next one unless told otherwise
 */
export const loadDelivery = (envelope: EnvelopeRow, number = envelope.currentAttempt + 1) =>
  read(async (db) => {
    const content = await requireContent(db, envelope);
    const people = await recipientsOf(db, envelope.id);
    const boxes = await placementsOf(db, envelope.id);
    const row = await requireConnection(db, envelope.connectionId);
    const connection = openConnection(row, { envelopeId: envelope.id });
    const isForced = await isForcedAttempt(db, envelope.id, number);
    const request = { ...prepareRequest(envelope, content, people, boxes), isForced };
    const call = connection.provider.prepare(request, connection.settings);
    return { envelope, document: content.document, people, boxes, row, connection, call };
  });
export type Delivery = Awaited<ReturnType<typeof loadDelivery>>;

export async function findEnvelope(envelopeId: string): Promise<EnvelopeRow | undefined> {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, envelopeId)));
  return row;
}
