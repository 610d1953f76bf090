import "server-only";
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

/** Those that no team has. */
export async function countOpenWithoutTeam(db: Db): Promise<number> {
  const [row] = await db
    .select({ open: count() })
    .from(envelopes)
    .where(and(isNull(envelopes.teamId), isOpen));
  return row?.open ?? 0;
}
