import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";
import { startOfDay } from "@/lib/i18n/end-of-day";
import type { ListDate } from "./filter-parts";
import { listDates } from "./filter-parts";
import { toListAddress } from "./list-address";

/**
 * The address that the answers of the filter form ask for. What the form does not ask stays as it was.
 * @param timeZone in which its days begin and end
 */
export function toFilteredAddress(
  answers: FormData,
  { q, connection, waitingFor }: EnvelopeListFilter,
  timeZone: string,
): string {
  const text = (name: string): string | undefined => String(answers.get(name) ?? "") || undefined;
  const many = (name: string) => answers.getAll(name).join(",") || undefined;
  const date = listDates.find((name) => name === text("date")) ?? "sent";
  return toListAddress({
    status: many("status"),
    q,
    provider: many("provider"),
    connection,
    owner: many("owner"),
    team: many("team"),
    recipient: text("recipient"),
    waitingFor,
    rehearsal: text("rehearsal"),
    [`${date}From`]: startOfDay(text("from") ?? "", timeZone) ?? undefined,
    [`${date}To`]: startOfDay(text("until") ?? "", timeZone, 1) ?? undefined,
    expiresWithin: text("expiresWithin"),
    sort: text("sort"),
    order: text("order"),
  });
}

/** The dates that the form shows: the first that the filter asks. */
export function datesOf(filter: EnvelopeListFilter): {
  readonly date: ListDate;
  readonly from: Date | undefined;
  readonly until: Date | undefined;
} {
  const date = listDates.find((name) => filter[`${name}From`] ?? filter[`${name}To`]) ?? "sent";
  const to = filter[`${date}To`];
  return { date, from: filter[`${date}From`], until: to && new Date(to.getTime() - 1) };
}
