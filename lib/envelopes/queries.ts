import "server-only";
import type { SQL } from "drizzle-orm";
import { and, asc, eq, ne, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { lockRows } from "@/db/differences";
import { accounts } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { artifacts, documents, envelopes, placements, recipients } from "@/db/schema/envelopes";
import { auditEvents } from "@/db/schema/system";
import type { dailyTotals } from "@/db/schema/totals";
import { factWords } from "@/db/spell-words";
import { AppError } from "@/lib/kernel/errors";
import type { PlacementInput } from "@/lib/placements/schema";
import type { Permission } from "@/lib/policy/can";
import { can, reachOf } from "@/lib/policy/can";
import { requireProvider } from "@/lib/providers/registry";
import type { SearchTerm } from "@/lib/recipients/search-words";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Capabilities } from "@/lib/vocabulary/capabilities";

export type EnvelopeRow = typeof envelopes.$inferSelect;
export type RecipientRow = typeof recipients.$inferSelect;
export type PlacementRow = typeof placements.$inferSelect;
export type ArtifactRow = typeof artifacts.$inferSelect;
export type DocumentRow = typeof documents.$inferSelect;

/** Envelopes, and whatever else belongs to an owner and a team. */
type Owned =
  | Pick<typeof envelopes, "ownerId" | "teamId">
  | Pick<typeof dailyTotals, "ownerId" | "teamId">;

/**
 * The rows that this actor may see, as conditions that have no row in common, each of which an index
 * answers; undefined is all of them. Every list and count goes through this or `visibleTo`.
 */
export function visibleBranches(
  actor: AccountActor,
  permission: Permission,
  of: Owned = envelopes,
): readonly (SQL | undefined)[] {
  const scope = reachOf(actor, permission);
  if (scope === "any") return [undefined];
  if (scope === "none") return [];
  const own = eq(of.ownerId, actor.accountId);
  const others = ne(of.ownerId, actor.accountId);
  const teamIds = scope === "team" ? (actor.teamIds ?? []) : [];
  return [own, ...teamIds.map((teamId) => and(eq(of.teamId, teamId), others))];
}

/** The same as words of the index, of which a row has one; undefined is all rows. */
export function visibleWords(
  actor: AccountActor,
  permission: Permission,
): readonly SearchTerm[] | undefined {
  const scope = reachOf(actor, permission);
  if (scope === "any") return undefined;
  const teamIds = scope === "team" ? (actor.teamIds ?? []) : [];
  const own = scope === "none" ? [] : [factWords.owner(actor.accountId)];
  return [...own, ...teamIds.map(factWords.team)];
}

/** The same as one condition. */
export function visibleTo(
  actor: AccountActor,
  permission: Permission,
  of: Owned = envelopes,
): SQL | undefined {
  const branches = visibleBranches(actor, permission, of);
  return branches.length === 0 ? sql`1 = 0` : or(...branches);
}

/** @throws AppError `not_found` also for a foreign envelope: nobody learns that it exists. */
export async function requireEnvelope(
  db: Db,
  actor: AccountActor,
  envelopeId: string,
  permission: Permission,
): Promise<EnvelopeRow> {
  const [row] = await db
    .select()
    .from(envelopes)
    .where(and(eq(envelopes.id, envelopeId), visibleTo(actor, "envelope.read")))
    .limit(1);
  if (!row) throw new AppError("not_found");
  if (!can(actor, permission, row)) throw new AppError("forbidden");
  return row;
}

/** The envelope, held until the transaction ends, so that two people's acts follow each other. */
export async function lockEnvelope(tx: Tx, envelopeId: string): Promise<EnvelopeRow> {
  const [row] = await lockRows(tx.select().from(envelopes).where(eq(envelopes.id, envelopeId)));
  if (!row) throw new AppError("not_found");
  return row;
}

export const recipientsOf = (db: Db, envelopeId: string): Promise<RecipientRow[]> =>
  db
    .select()
    .from(recipients)
    .where(eq(recipients.envelopeId, envelopeId))
    .orderBy(asc(recipients.position));

export const placementsOf = (db: Db, envelopeId: string): Promise<PlacementRow[]> =>
  db
    .select()
    .from(placements)
    .where(eq(placements.envelopeId, envelopeId))
    .orderBy(asc(placements.page), asc(placements.id));

/** A box as the editor has it, and as it is copied. */
export const toPlacement = ({
  id,
  recipientId,
  page,
  x,
  y,
  width,
  height,
  position,
}: PlacementRow): PlacementInput => ({
  id,
  recipientId,
  page,
  x,
  y,
  width,
  height,
  ...(position && { position }),
});

export const artifactsOf = (db: Db, envelopeId: string): Promise<ArtifactRow[]> =>
  db.select().from(artifacts).where(eq(artifacts.envelopeId, envelopeId));

/** @throws AppError `not_found`, also for an envelope that was made from a template */
export async function requireDocument(db: Db, documentId: string | null): Promise<DocumentRow> {
  const [row] = await db
    .select()
    .from(documents)
    .where(eq(documents.id, documentId ?? ""))
    .limit(1);
  if (!row) throw new AppError("not_found");
  return row;
}

export async function requireConnection(db: Db, connectionId: string) {
  const [row] = await db
    .select()
    .from(connections)
    .where(eq(connections.id, connectionId))
    .limit(1);
  if (!row) throw new Error("An envelope names a connection that is gone");
  return row;
}

/** Whose capabilities say how an envelope's people are served. */
export const providerOf = async (db: Db, { connectionId }: EnvelopeRow) =>
  requireProvider((await requireConnection(db, connectionId)).providerId);

/** A way that a new document may go out, as its screen shows it. */
export type ConnectionOffer = {
  readonly id: string;
  readonly name: string;
  readonly hosted: Capabilities["hosted"];
  /** Whether people come to the provider's page by a link of the portal's. */
  readonly launch: boolean;
  readonly hasBoxes: boolean;
  readonly isRehearsal: boolean;
};

/** Connections that are switched on, and the one that is chosen already. */
export async function connectionOffers(db: Db, chosenId: string): Promise<ConnectionOffer[]> {
  const rows = await db.select().from(connections).orderBy(asc(connections.createdAt));
  return rows
    .filter(({ id, isEnabled }) => isEnabled || id === chosenId)
    .map(({ id, name, providerId, isRehearsal }) => {
      const { hosted, launch, boxes } = requireProvider(providerId).capabilities;
      return { id, name, hosted, launch, hasBoxes: boxes.count !== "none", isRehearsal };
    });
}

export type TimelineEvent = {
  readonly sequence: number;
  readonly action: string;
  readonly at: Date;
  readonly actorKind: string;
  /** Name of the account or recipient; null for the portal itself. */
  readonly actorName: string | null;
  readonly recipientId: string | null;
  readonly recipientName: string | null;
  readonly address: string | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
};

/** Everything that happened to an envelope, oldest first. */
export async function timelineOf(db: Db, envelopeId: string): Promise<TimelineEvent[]> {
  const people = await recipientsOf(db, envelopeId);
  const events = await db
    .select({
      sequence: auditEvents.sequence,
      action: auditEvents.action,
      at: auditEvents.at,
      actorKind: auditEvents.actorKind,
      actorId: auditEvents.actorId,
      accountName: accounts.name,
      recipientId: auditEvents.recipientId,
      address: auditEvents.address,
      details: auditEvents.details,
    })
    .from(auditEvents)
    .leftJoin(accounts, eq(accounts.id, auditEvents.actorId))
    .where(eq(auditEvents.envelopeId, envelopeId))
    .orderBy(asc(auditEvents.sequence));
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? null;
  return events.map(({ actorId, accountName, recipientId, details, ...event }) => ({
    ...event,
    recipientId,
    actorName: accountName ?? nameOf(actorId),
    recipientName: nameOf(recipientId),
    details: JSON.parse(details),
  }));
}
