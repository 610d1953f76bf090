import "server-only";
import type { SQL } from "drizzle-orm";
import { and, count, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes } from "@/db/schema/envelopes";
import { teams } from "@/db/schema/teams";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { hasEnded } from "./state";

const isOpen = inArray(
  envelopes.status,
  envelopeStatuses.filter((status) => !hasEnded(status)),
);

type OpenCounts = ReadonlyMap<string, number>;
type Counted = { readonly id: string; readonly open: number };
const toCounts = (rows: readonly Counted[]): OpenCounts =>
  new Map(rows.map(({ id, open }) => [id, open]));

/** Of every account; those that have ended are not looked at, an index has the others. */
export const countOpenByOwner = async (db: Db): Promise<OpenCounts> =>
  toCounts(
    await db
      .select({ id: accounts.id, open: count(envelopes.id) })
      .from(accounts)
      .leftJoin(envelopes, and(eq(envelopes.ownerId, accounts.id), isOpen))
      .groupBy(accounts.id),
  );

/** Of every team. */
export const countOpenByTeam = async (db: Db): Promise<OpenCounts> =>
  toCounts(
    await db
      .select({ id: teams.id, open: count(envelopes.id) })
      .from(teams)
      .leftJoin(envelopes, and(eq(envelopes.teamId, teams.id), isOpen))
      .groupBy(teams.id),
  );

/** Those that no team has: all of them, and those among them that have not ended. */
export async function countWithoutTeam(db: Db): Promise<{ all: number; open: number }> {
  const countOf = async (which: SQL | undefined): Promise<number> => {
    const [row] = await db.select({ rows: count() }).from(envelopes).where(which);
    return row?.rows ?? 0;
  };
  const isTeamless = isNull(envelopes.teamId);
  return { all: await countOf(isTeamless), open: await countOf(and(isTeamless, isOpen)) };
}

/** Whose they are. */
export const countWithoutTeamByOwner = (db: Db): Promise<{ id: string; count: number }[]> =>
  db
    .select({ id: envelopes.ownerId, count: count() })
    .from(envelopes)
    .where(isNull(envelopes.teamId))
    .groupBy(envelopes.ownerId);
