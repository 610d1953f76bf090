import "server-only";
import { read } from "@/db/client";
import { requireSession } from "@/lib/accounts/require-session";
import { can } from "@/lib/policy/can";
import type { BulkAct } from "@/lib/vocabulary/bulk";
import { bulkActs } from "@/lib/vocabulary/bulk";
import type { Assignees } from "./assign-envelope";
import { assigneesFor } from "./assign-envelope";
import type { StatusCounts } from "./count-by-status";
import { countByStatus } from "./count-by-status";
import { isHeld } from "./hold-delivery";
import type { ListChoices } from "./list-choices";
import { listChoices } from "./list-choices";
import type { EnvelopePage } from "./list-envelopes";
import { listEnvelopes } from "./list-envelopes";
import type { EnvelopeListFilter, ListSort } from "./list-filter";
import { envelopeListFilter, sortOf } from "./list-filter";
import { hasRuns } from "./read-bulk";
import type { SavedView } from "./saved-views";
import { listViews } from "./saved-views";

export type EnvelopeList = EnvelopePage & {
  readonly filter: EnvelopeListFilter;
  readonly sort: { readonly by: ListSort; readonly order: "asc" | "desc" };
  readonly counts: StatusCounts;
  readonly choices: ListChoices;
  readonly views: readonly ListView[];
  readonly mayCreate: boolean;
  /** What this person may do to chosen rows. */
  readonly acts: readonly BulkAct[];
  readonly assignees: Assignees;
  /** Whether they have done so before. */
  readonly hasRuns: boolean;
  /** Whether there is anything to choose rows for. */
  readonly isSelectable: boolean;
};
export type ListView = Omit<SavedView, "filter"> & { readonly filter: EnvelopeListFilter };

/** @param search the page's query string as Next hands it over. */
export async function loadEnvelopeList(
  search: Record<string, string | string[] | undefined>,
): Promise<EnvelopeList> {
  const { actor } = await requireSession();
  const filter = envelopeListFilter.parse(search);
  const acts = bulkActs.filter((act) => can(actor, `envelope.${act}`));
  return read(async (db) => ({
    ...(await listEnvelopes(db, actor, filter, new Date())),
    filter,
    sort: sortOf(filter),
    counts: await countByStatus(db, actor),
    choices: await listChoices(db, actor),
    views: (await listViews(db, actor)).map((view) => ({
      ...view,
      filter: envelopeListFilter.parse(Object.fromEntries(new URLSearchParams(view.filter))),
    })),
    mayCreate: can(actor, "envelope.create"),
    assignees: await assigneesFor(db, actor),
    hasRuns: await hasRuns(db, actor),
    acts,
    isSelectable: acts.length > 0 || can(actor, "envelope.download"),
  }));
}

/** Whether sending is held back after a backup was put back; null when it is not. */
export async function loadHold(): Promise<{ readonly mayRelease: boolean } | null> {
  const { actor } = await requireSession();
  return (await read(isHeld)) ? { mayRelease: can(actor, "delivery.release") } : null;
}
