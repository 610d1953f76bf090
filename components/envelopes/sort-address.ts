import type { EnvelopeListFilter, ListSort } from "@/lib/envelopes/list-filter";
import { fromFirstPage, toListAddress } from "./list-address";

export type ListOrder = { readonly by: ListSort; readonly order: "asc" | "desc" };

/**
 * Where the heading of a column leads: its own order first, then the other way round. Statuses have
 * one order, that of an envelope's life, so theirs leads back to the usual list.
 */
export function toSortAddress(filter: EnvelopeListFilter, now: ListOrder, by: ListSort): string {
  const turned = now.order === "asc" ? "desc" : "asc";
  const isSorted = now.by === by;
  return toListAddress({
    ...fromFirstPage(filter),
    sort: isSorted && by === "status" ? undefined : by,
    order: isSorted && by !== "status" ? turned : undefined,
  });
}
