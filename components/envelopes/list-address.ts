import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";

/** The address of the list with this filter; a new filter starts at its newest page. */
export function toListAddress(filter: EnvelopeListFilter): string {
  const search = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value instanceof Date ? value.toISOString() : `${value}`]],
    ),
  ).toString();
  return search === "" ? "/envelopes" : `/envelopes?${search}`;
}
