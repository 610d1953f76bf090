import "server-only";
import type { Db } from "@/db/client";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { StatusCounts } from "./count-by-status";
import { countByStatus } from "./count-by-status";
import type { BoundedCount } from "./find-page";
import type { EnvelopeListRow } from "./list-envelopes";
import { listEnvelopes } from "./list-envelopes";
import type { EnvelopeListFilter } from "./list-filter";
import { visibleTo } from "./queries";

/** The first of a list, and the list that they are the first of. */
export type HomeList = {
  readonly filter: EnvelopeListFilter;
  readonly rows: readonly EnvelopeListRow[];
  readonly found: BoundedCount;
};

const longest = 8;

export type HomeListName =
  | "mine"
  | "needsCheck"
  | "badFiles"
  | "undelivered"
  | "expiring"
  | "drafts"
  | "finished";

export type OfficeHome = {
  readonly seesWholeOffice: boolean;
  readonly counts: StatusCounts;
  /** What waits for this person, what is in trouble, what runs out, and what has come to an end. */
  readonly lists: Readonly<Record<HomeListName, HomeList>>;
  /** What does not go on, the longest first. */
  readonly stuck: HomeList;
};

/** What needs somebody, and what has come to an end. @param email of the account, who may have to sign too */
export async function readHome(
  db: Db,
  actor: AccountActor,
  email: string,
  now: Date,
): Promise<OfficeHome> {
  const top = async (filter: EnvelopeListFilter): Promise<HomeList> => {
    const { rows, found } = await listEnvelopes(db, actor, filter, now, longest);
    return { filter, rows, found };
  };
  return {
    seesWholeOffice: visibleTo(actor, "envelope.list") === undefined,
    counts: await countByStatus(db, actor),
    lists: {
      mine: await top({ waitingFor: email }),
      needsCheck: await top({ status: ["needs_check"] }),
      badFiles: await top({ status: ["conflict"] }),
      undelivered: await top({ status: ["queued", "sending"] }),
      expiring: await top({ expiresWithin: 7 }),
      drafts: await top({ status: ["draft"] }),
      finished: await top({ status: ["completed", "declined", "expired", "canceled"] }),
    },
    stuck: await top({ stuck: "yes" }),
  };
}
