import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";

type Wanted = Readonly<Partial<Record<keyof EnvelopeListFilter, unknown>>>;

/** The filter as the query string of the list. */
export const toListQuery = (filter: Wanted): string =>
  new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value instanceof Date ? value.toISOString() : `${value}`]],
    ),
  ).toString();

/** The address of the list with this filter; a new filter starts at its newest page. */
export function toListAddress(filter: Wanted): string {
  const search = toListQuery(filter);
  return search === "" ? "/envelopes" : `/envelopes?${search}`;
}

/** The same list from its beginning. */
export const fromFirstPage = ({
  after: _after,
  before: _before,
  ...filter
}: EnvelopeListFilter): Omit<EnvelopeListFilter, "after" | "before"> => filter;
