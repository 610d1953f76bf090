import type { EnvelopeListFilter, ListSort } from "@/lib/envelopes/list-filter";
import { fromFirstPage, toListAddress } from "./list-address";

export type ListOrder = { readonly by: ListSort; readonly order: "asc" | "desc" };

/** Where the heading of a column leads: its own order first, then the other way round. */
export function toSortAddress(filter: EnvelopeListFilter, now: ListOrder, by: ListSort): string {
  const turned = now.order === "asc" ? "desc" : "asc";
  return toListAddress({
    ...fromFirstPage(filter),
    sort: by,
    order: now.by === by ? turned : undefined,
  });
}
