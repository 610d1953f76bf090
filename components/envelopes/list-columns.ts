import type { ListSort } from "@/lib/envelopes/list-filter";

/** What the list can show beside title and status, in the order in which it stands there. */
export const listColumns = [
  "waiting",
  "people",
  "service",
  "owner",
  "team",
  "sent",
  "expiry",
  "ended",
  "updated",
] as const;
export type ListColumn = (typeof listColumns)[number];

const usual: readonly ListColumn[] = ["waiting", "owner", "updated"];
const none = "none";

/** The date that orders the list is always shown. */
export const keyColumnOf = (by: ListSort): ListColumn => (by === "status" ? "updated" : by);

/** @param kept what the browser keeps; whatever is not offered is left out */
export function toColumns(
  kept: string | undefined,
  offered: readonly ListColumn[],
  by: ListSort,
): readonly ListColumn[] {
  const words = kept?.split(".") ?? [];
  const known = words.some((word) => word === none || listColumns.some((name) => name === word));
  const chosen = known ? words : usual;
  return offered.filter((name) => name === keyColumnOf(by) || chosen.some((word) => word === name));
}

/** What the browser keeps. */
export const keepColumns = (columns: readonly ListColumn[]): string =>
  columns.length === 0 ? none : columns.join(".");
