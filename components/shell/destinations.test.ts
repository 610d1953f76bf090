import { expect, test } from "vitest";
import { currentDestination, destinationsFor } from "./destinations";

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
