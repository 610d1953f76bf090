import { expect, test } from "vitest";
import { currentDestination, destinationsFor, prefetchOn } from "./destinations";

const all = destinationsFor({ mayInvite: true });

test("a page belongs to the most exact destination above it", () => {
  expect(currentDestination("/", all)).toBe("/");
  expect(currentDestination("/envelopes/abc", all)).toBe("/envelopes");
  expect(currentDestination("/settings/people", all)).toBe("/settings/people");
  expect(currentDestination("/settings/profile", all)).toBe("/settings");
  expect(currentDestination("/elsewhere", all)).toBeUndefined();
});

test("people are shown only to those who may invite", () => {
  expect(destinationsFor({ mayInvite: false }).map(({ words }) => words)).not.toContain("people");
});

test("links fetch ahead, except beside a document that is being opened", () => {
  expect(prefetchOn("/envelopes/0190/boxes")).toBe(false);
  for (const path of ["/", "/envelopes", "/envelopes/0190/review"])
    expect(prefetchOn(path)).toBeNull();
});
