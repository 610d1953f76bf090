import type { EnvelopeListFilter } from "@/lib/envelopes/schema";

/** The address of the list with this filter; a new filter starts at its newest page. */
export function toListAddress(filter: EnvelopeListFilter): string {
  const search = new URLSearchParams(
    Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1])),
  ).toString();
  return search === "" ? "/envelopes" : `/envelopes?${search}`;
}
