import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lockRows } from "@/db/differences";
import { teams } from "@/db/schema/teams";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";

/** @throws AppError `forbidden` */
export function requireTeamManager(actor: AccountActor): void {
  if (!can(actor, "team.manage")) throw new AppError("forbidden");
}

/** The team, locked, for an actor who may change it. @throws AppError `forbidden`, `not_found` */
export async function requireTeam(tx: Tx, actor: AccountActor, teamId: string) {
  requireTeamManager(actor);
  const [team] = await lockRows(tx.select().from(teams).where(eq(teams.id, teamId)));
  if (!team) throw new AppError("not_found");
  return team;
}
