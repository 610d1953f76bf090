import "server-only";
import { and, desc, eq, exists, isNotNull, ne, notExists } from "drizzle-orm";
import type { Db } from "@/db/client";
import { calibrations } from "@/db/schema/calibrations";
import { documents, envelopes, placements } from "@/db/schema/envelopes";
import { documentFacts } from "@/lib/documents/schema";
import type { Layout, LayoutBox } from "@/lib/placements/apply-layout";
import { pageSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { AccountActor } from "@/lib/vocabulary/actor";
import {
  placementsOf,
  recipientsOf,
  requireDocument,
  requireEnvelope,
  toPlacement,
  visibleTo,
} from "./queries";

/** How many of the newest envelopes are looked through, so that a large office waits no longer. */
const newest = 1_000;
/** How many with as many pages are looked at closely. */
const candidates = 12;
/** How many are offered. */
const offered = 5;

/**
 * Layouts of earlier envelopes that this person may see and whose pages are like those of this
 * draft, the newest first; the same layout only once.
 * @throws AppError `not_found`, `forbidden`
 */
export async function listLayouts(
  db: Db,
  actor: AccountActor,
  envelopeId: string,
): Promise<Layout[]> {
  const draft = await requireEnvelope(db, actor, envelopeId, "envelope.edit");
  const document = await requireDocument(db, draft.documentId);
  const { pages } = documentFacts.parse(document.facts);
  const layouts = new Map<string, Layout>();
  for (const { id, title, at, facts } of await findCandidates(db, actor, envelopeId, pages)) {
    if (layouts.size === offered) break;
    if (!arePagesAlike(documentFacts.parse(facts).pages, pages)) continue;
    const boxes = await boxesOf(db, id);
    const shape = JSON.stringify(boxes);
    if (boxes.length > 0 && !layouts.has(shape)) layouts.set(shape, { id, title, at, boxes });
  }
  return [...layouts.values()];
}

async function findCandidates(
  db: Db,
  actor: AccountActor,
  envelopeId: string,
  pages: readonly PageBox[],
) {
  const recent = db
    .select({
      id: envelopes.id,
      title: envelopes.title,
      documentId: envelopes.documentId,
      sentAt: envelopes.sentAt,
      updatedAt: envelopes.updatedAt,
    })
    .from(envelopes)
    .where(
      and(
        visibleTo(actor, "envelope.read"),
        ne(envelopes.id, envelopeId),
        isNotNull(envelopes.documentId),
      ),
    )
    .orderBy(desc(envelopes.updatedAt), desc(envelopes.id))
    .limit(newest)
    .as("recent");
  const ofRecent = (table: typeof placements | typeof calibrations) =>
    db.select({ id: table.envelopeId }).from(table).where(eq(table.envelopeId, recent.id));
  const rows = await db
    .select({
      id: recent.id,
      title: recent.title,
      sentAt: recent.sentAt,
      updatedAt: recent.updatedAt,
      facts: documents.facts,
    })
    .from(recent)
    .innerJoin(documents, eq(documents.id, recent.documentId))
    .where(
      and(
        eq(documents.pageCount, pages.length),
        exists(ofRecent(placements)),
        // The portal's own sheets of outlines are no contracts.
        notExists(ofRecent(calibrations)),
      ),
    )
    .orderBy(desc(recent.updatedAt), desc(recent.id))
    .limit(candidates);
  return rows.map(({ sentAt, updatedAt, ...row }) => ({ ...row, at: sentAt ?? updatedAt }));
}

/** Without the people's names: a layout tells only where the first, the second … signed. */
async function boxesOf(db: Db, envelopeId: string): Promise<LayoutBox[]> {
  const signers = (await recipientsOf(db, envelopeId)).filter(({ role }) => role === "signer");
  const numbers = new Map(signers.map(({ id }, index) => [id, index + 1]));
  const boxes = await placementsOf(db, envelopeId);
  return boxes
    .map(toPlacement)
    .flatMap(({ id: _, recipientId, ...place }) => {
      const number = numbers.get(recipientId);
      return number === undefined ? [] : [{ number, ...place }];
    })
    .sort((one, other) => one.page - other.page || other.y - one.y || one.x - other.x);
}

/** Points: what two programs make of the same paper. */
const tolerance = 1;

const arePagesAlike = (some: readonly PageBox[], others: readonly PageBox[]): boolean =>
  some.length === others.length &&
  some.every((page, index) => {
    const other = others[index];
    if (!other || page.rotation !== other.rotation) return false;
    const [one, two] = [pageSize(page), pageSize(other)];
    return (
      Math.abs(one.width - two.width) <= tolerance && Math.abs(one.height - two.height) <= tolerance
    );
  });
