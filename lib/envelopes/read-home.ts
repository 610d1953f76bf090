import "server-only";
import type { SQL } from "drizzle-orm";
import { and, asc, desc, eq, gt, isNotNull, lt, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { StatusCounts } from "./count-by-status";
import { countByStatus } from "./count-by-status";
import { markRehearsals } from "./list-envelopes";
import type { EnvelopeRow } from "./queries";
import { visibleBranches, visibleTo } from "./queries";

type Brief = Pick<EnvelopeRow, "id" | "title" | "status" | "updatedAt" | "expiresAt"> & {
  readonly isRehearsal: boolean;
};
export type OfficeHome = {
  readonly seesWholeOffice: boolean;
  readonly counts: StatusCounts;
  readonly drafts: readonly Brief[];
  /** Open envelopes that expire within three days, soonest first. */
  readonly expiring: readonly Brief[];
  /**
   * Open envelopes where nothing happened for three days, and those whose signed file does not come;
   * longest first.
   */
  readonly stuck: readonly Brief[];
  readonly finished: readonly Brief[];
};

const threeDays = 3 * 86_400_000;
const brief = {
  id: envelopes.id,
  title: envelopes.title,
  status: envelopes.status,
  updatedAt: envelopes.updatedAt,
  expiresAt: envelopes.expiresAt,
  connectionId: envelopes.connectionId,
};

const longest = 8;
const endings: readonly EnvelopeStatus[] = ["completed", "declined", "expired", "canceled"];
type Order = { readonly by: "updatedAt" | "expiresAt"; readonly isUp: boolean };

/**
 * The first few of each part, merged: parts as in `visibleBranches`, and one status in each, are
 * what an index gives in this order.
 */
async function topOf(db: Db, parts: readonly (SQL | undefined)[], { by, isUp }: Order) {
  const column = envelopes[by];
  const rows: (Omit<Brief, "isRehearsal"> & { connectionId: string })[] = [];
  for (const where of parts)
    rows.push(
      ...(await db
        .select(brief)
        .from(envelopes)
        .where(where)
        .orderBy(isUp ? asc(column) : desc(column))
        .limit(longest)),
    );
  const timeOf = (row: (typeof rows)[number]) => (row[by]?.getTime() ?? 0) * (isUp ? 1 : -1);
  const top = rows.toSorted((one, other) => timeOf(one) - timeOf(other)).slice(0, longest);
  return markRehearsals(db, top);
}

/** What needs somebody, and what has come to an end. */
export async function readHome(db: Db, actor: AccountActor, now: Date): Promise<OfficeHome> {
  const seen = visibleBranches(actor, "envelope.list");
  const each = (...conditions: readonly (SQL | undefined)[]) =>
    seen.flatMap((branch) => conditions.map((condition) => and(branch, condition)));
  const is = (status: EnvelopeStatus) => eq(envelopes.status, status);
  const isQuiet = lt(envelopes.updatedAt, new Date(now.getTime() - threeDays));
  return {
    seesWholeOffice: visibleTo(actor, "envelope.list") === undefined,
    counts: await countByStatus(db, actor),
    drafts: await topOf(db, each(is("draft")), { by: "updatedAt", isUp: false }),
    expiring: await topOf(
      db,
      each(
        and(
          is("in_progress"),
          lt(envelopes.expiresAt, new Date(now.getTime() + threeDays)),
          gt(envelopes.expiresAt, now),
        ),
      ),
      { by: "expiresAt", isUp: true },
    ),
    stuck: await topOf(
      db,
      each(
        and(is("in_progress"), isQuiet),
        and(is("needs_check"), isQuiet),
        and(is("completing"), or(isQuiet, isNotNull(envelopes.trouble))),
      ),
      { by: "updatedAt", isUp: true },
    ),
    finished: await topOf(db, each(...endings.map(is)), { by: "updatedAt", isUp: false }),
  };
}
