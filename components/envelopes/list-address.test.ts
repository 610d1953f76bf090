import { expect, test } from "vitest";
import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";
import { datesOf, toFilteredAddress } from "./filter-answers";
import { toFilterParts, withoutParts } from "./filter-parts";
import { fromFirstPage, toListAddress } from "./list-address";
import { keepColumns, listColumns, toColumns } from "./list-columns";
import { toSortAddress } from "./sort-address";

/** The schema's own result names every key. */
const filterOf = (some: Partial<EnvelopeListFilter>) => some as EnvelopeListFilter;
const addressOf = (answers: Record<string, string | string[]>, before = filterOf({})) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(answers))
    for (const each of [value].flat()) form.append(name, each);
  const [path, query] = toFilteredAddress(form, before, "Asia/Tehran").split("?");
  expect(path).toBe("/envelopes");
  return Object.fromEntries(new URLSearchParams(query));
};

test("an address says each thing that a filter asks, and nothing else", () => {
  expect(toListAddress({ q: undefined })).toBe("/envelopes");
  const sentFrom = new Date("2026-03-20T20:30:00Z");
  expect(toListAddress({ status: ["draft", "failed"], sentFrom })).toBe(
    "/envelopes?status=draft%2Cfailed&sentFrom=2026-03-20T20%3A30%3A00.000Z",
  );
  expect(fromFirstPage(filterOf({ q: "lease", after: "0_1_a" }))).toEqual({ q: "lease" });
});

test("each part of a filter can be taken out alone", () => {
  const filter = filterOf({
    status: ["draft", "failed"],
    owner: ["one"],
    recipient: "Ali",
    sentTo: new Date("2026-03-21T20:30:00Z"),
    expiresWithin: 7,
    q: "lease",
    sort: "sent",
    before: "0_1_a",
  });
  const parts = toFilterParts(filter);
  expect(parts.map(({ kind }) => kind)).toEqual([
    ...["status", "status", "owner", "recipient", "sent", "expiresWithin"],
  ]);
  expect(parts.map(({ without }) => toFilterParts(without).length)).toEqual([5, 5, 5, 5, 5, 5]);
  expect(parts[0]?.without.status).toEqual(["failed"]);
  expect(parts[2]?.without.owner).toBeUndefined();
  expect(parts.every(({ without }) => without.q === "lease" && !without.before)).toBe(true);
  expect(parts.find(({ kind }) => kind === "sent")).toMatchObject({
    until: new Date("2026-03-21T20:29:59.999Z"),
  });
  expect(toListAddress(withoutParts(filter))).toBe("/envelopes?q=lease&sort=sent");
});

test("the days of the form begin and end where the reader is", () => {
  const days = { date: "ended", from: "2026-03-21", until: "2026-03-21" };
  expect(addressOf(days)).toEqual({
    endedFrom: "2026-03-20T20:30:00.000Z",
    endedTo: "2026-03-21T20:30:00.000Z",
  });
  const read = filterOf({ endedTo: new Date("2026-03-21T20:30:00Z") });
  expect(datesOf(read)).toEqual({
    date: "ended",
    from: undefined,
    until: new Date("2026-03-21T20:29:59.999Z"),
  });
});

test("the form takes several answers, and keeps what it does not ask", () => {
  const before = filterOf({ q: "lease", waitingFor: "Ali", status: ["failed"], recipient: "Sara" });
  const answers = { status: ["draft", "queued"], recipient: "", expiresWithin: "7", order: "" };
  expect(addressOf(answers, before)).toEqual({
    ...{ status: "draft,queued", q: "lease", waitingFor: "Ali", expiresWithin: "7" },
  });
});

test("a heading asks for its order, and pressed again for the other way round", () => {
  const filter = filterOf({ q: "lease", after: "0_1_a" });
  const now = { by: "updated", order: "desc" } as const;
  expect(toSortAddress(filter, now, "sent")).toBe("/envelopes?q=lease&sort=sent");
  expect(toSortAddress(filter, now, "updated")).toBe("/envelopes?q=lease&sort=updated&order=asc");
  expect(toSortAddress(filter, now, "status")).toBe("/envelopes?q=lease&sort=status");
  const byStatus = { by: "status", order: "desc" } as const;
  expect(toSortAddress(filter, byStatus, "status")).toBe("/envelopes?q=lease");
});

test("columns are kept, and those that nobody offers are not shown", () => {
  expect(toColumns(undefined, listColumns, "updated")).toEqual(["waiting", "owner", "updated"]);
  expect(toColumns("rubbish", ["waiting", "sent"], "updated")).toEqual(["waiting"]);
  expect(toColumns("sent.owner", ["waiting", "sent"], "updated")).toEqual(["sent"]);
  expect(toColumns(keepColumns(["team", "sent"]), listColumns, "sent")).toEqual(["team", "sent"]);
});

test("the date that orders the list is always shown", () => {
  expect(toColumns(keepColumns([]), listColumns, "status")).toEqual(["updated"]);
  expect(toColumns(keepColumns(["team"]), listColumns, "expiry")).toEqual(["team", "expiry"]);
});
