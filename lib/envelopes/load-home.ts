import "server-only";
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { requireSession } from "@/lib/accounts/require-session";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { StatusCounts } from "./count-by-status";
import { countByStatus } from "./count-by-status";
import { markRehearsals } from "./list-envelopes";
import type { EnvelopeRow } from "./queries";
import { visibleTo } from "./queries";

type Brief = Pick<EnvelopeRow, "id" | "title" | "status" | "updatedAt" | "expiresAt"> & {
  readonly isRehearsal: boolean;
};
export type Home = {
  readonly personName: string;
  readonly seesWholeOffice: boolean;
  readonly mayCreate: boolean;
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

export async function loadHome(): Promise<Home> {
  const { actor, account } = await requireSession();
  const office = await read((db) => readHome(db, actor, new Date()));
  return { ...office, personName: account.name, mayCreate: can(actor, "envelope.create") };
}

/** What needs somebody, and what has come to an end. */
export async function readHome(
  db: Db,
  actor: AccountActor,
  at: Date,
): Promise<Omit<Home, "personName" | "mayCreate">> {
  const now = at.getTime();
  const seen = visibleTo(actor, "envelope.list");
  const top = async (where: ReturnType<typeof and>, order: ReturnType<typeof desc>) =>
    markRehearsals(
      db,
      await db.select(brief).from(envelopes).where(and(seen, where)).orderBy(order).limit(8),
    );
  return {
    seesWholeOffice: seen === undefined,
    counts: await countByStatus(db, actor),
    drafts: await top(eq(envelopes.status, "draft"), desc(envelopes.updatedAt)),
    expiring: await top(
      and(
        eq(envelopes.status, "in_progress"),
        lt(envelopes.expiresAt, new Date(now + threeDays)),
        gt(envelopes.expiresAt, new Date(now)),
      ),
      asc(envelopes.expiresAt),
    ),
    stuck: await top(
      or(
        and(
          inArray(envelopes.status, ["in_progress", "completing", "needs_check"]),
          lt(envelopes.updatedAt, new Date(now - threeDays)),
        ),
        and(eq(envelopes.status, "completing"), isNotNull(envelopes.trouble)),
      ),
      asc(envelopes.updatedAt),
    ),
    finished: await top(
      inArray(envelopes.status, ["completed", "declined", "expired", "canceled"]),
      desc(envelopes.endedAt),
    ),
  };
}
