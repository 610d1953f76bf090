import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { fromFirstPage } from "./list-address";

/** Names of the four dates of an envelope by which a list can be narrowed. */
export const listDates = ["sent", "ended", "updated", "expires"] as const;
export type ListDate = (typeof listDates)[number];

/** One thing that a filter asks, and the filter without it. */
export type FilterPart = { readonly without: EnvelopeListFilter } & (
  | { readonly kind: "status"; readonly value: EnvelopeStatus }
  | {
      readonly kind:
        | "provider"
        | "connection"
        | "owner"
        | "team"
        | "recipient"
        | "waitingFor"
        | "rehearsal";
      readonly value: string;
    }
  | { readonly kind: "expiresWithin"; readonly days: number }
  | {
      readonly kind: ListDate;
      /** At least one of the two; `until` is the last moment, not the one after it. */
      readonly from: Date | undefined;
      readonly until: Date | undefined;
    }
);

/** The words of the search are no part: they stand in their own input. */
export function toFilterParts(whole: EnvelopeListFilter): FilterPart[] {
  const filter = fromFirstPage(whole);
  const left = <Value>(values: readonly Value[], value: Value) => {
    const rest = values.filter((each) => each !== value);
    return rest.length > 0 ? rest : undefined;
  };
  const statuses = (filter.status ?? []).map((value, _, all) => ({
    kind: "status" as const,
    value,
    without: { ...filter, status: left(all, value) },
  }));
  const many = (["provider", "connection", "owner", "team"] as const).flatMap((kind) =>
    (filter[kind] ?? []).map((value, _, all) => ({
      kind,
      value,
      without: { ...filter, [kind]: left(all, value) },
    })),
  );
  const single = (["recipient", "waitingFor", "rehearsal"] as const).flatMap((kind) => {
    const value = filter[kind];
    return value === undefined ? [] : [{ kind, value, without: { ...filter, [kind]: undefined } }];
  });
  const dates = listDates.flatMap((kind) => {
    const [from, to] = [filter[`${kind}From`], filter[`${kind}To`]];
    if (!from && !to) return [];
    const without = { ...filter, [`${kind}From`]: undefined, [`${kind}To`]: undefined };
    return [{ kind, from, until: to && new Date(to.getTime() - 1), without }];
  });
  const { expiresWithin: days } = filter;
  const soon = days
    ? [{ kind: "expiresWithin" as const, days, without: { ...filter, expiresWithin: undefined } }]
    : [];
  return [...statuses, ...many, ...single, ...dates, ...soon];
}

/** Only the words and the order are left. */
export const withoutParts = ({ q, sort, order }: EnvelopeListFilter): EnvelopeListFilter => ({
  q,
  sort,
  order,
});
