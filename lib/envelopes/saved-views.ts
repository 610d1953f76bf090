import "server-only";
import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { write } from "@/db/client";
import { savedViews } from "@/db/schema/teams";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { reachesOthers } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { envelopeListFilter } from "./list-filter";
import type { SavedViewIdInput, SaveViewInput } from "./schema";

export type SavedView = Pick<
  typeof savedViews.$inferSelect,
  "id" | "name" | "filter" | "sharedWith" | "teamId"
> & { readonly isOwn: boolean };

/** Their own, those of their teams and those of the office, by name. A view shows nobody more than a list does. */
export async function listViews(db: Db, actor: AccountActor): Promise<SavedView[]> {
  const teamIds = [...(actor.teamIds ?? [])];
  const ofTeams = and(eq(savedViews.sharedWith, "team"), inArray(savedViews.teamId, teamIds));
  const rows = await db
    .select()
    .from(savedViews)
    .where(
      or(
        eq(savedViews.ownerId, actor.accountId),
        eq(savedViews.sharedWith, "office"),
        teamIds.length > 0 ? ofTeams : undefined,
      ),
    )
    .orderBy(asc(savedViews.name), asc(savedViews.id));
  return rows.map(({ id, name, filter, sharedWith, teamId, ownerId }) => ({
    ...{ id, name, filter, sharedWith, teamId },
    isOwn: ownerId === actor.accountId,
  }));
}

/**
 * Keeps a filter under a name; a manager may share it with one of their teams or the office.
 * @throws AppError `forbidden`
 */
export async function saveView(
  actor: AccountActor,
  { name, filter, sharedWith, teamId }: SaveViewInput,
  now: Date,
): Promise<{ viewId: string }> {
  const mayShare = reachesOthers(actor, "envelope.list");
  const isTheirTeam = sharedWith !== "team" || Boolean(teamId && actor.teamIds?.includes(teamId));
  if (sharedWith !== "nobody" && !(mayShare && isTheirTeam)) throw new AppError("forbidden");
  const viewId = newId(now.getTime());
  const {
    after: _after,
    before: _before,
    ...kept
  } = Object.fromEntries(new URLSearchParams(filter));
  const known = Object.keys(envelopeListFilter.parse(kept));
  const clean = new URLSearchParams(Object.entries(kept).filter(([key]) => known.includes(key)));
  await write(async (tx) => {
    await tx.insert(savedViews).values({
      id: viewId,
      ownerId: actor.accountId,
      name,
      filter: clean.toString(),
      sharedWith,
      teamId: sharedWith === "team" ? teamId : null,
      createdAt: now,
    });
  });
  return { viewId };
}

/** Only its owner deletes a view. @throws AppError `not_found` */
export const deleteView = (actor: AccountActor, { viewId }: SavedViewIdInput): Promise<void> =>
  write(async (tx) => {
    const gone = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.id, viewId), eq(savedViews.ownerId, actor.accountId)))
      .returning({ id: savedViews.id });
    if (gone.length === 0) throw new AppError("not_found");
  });
