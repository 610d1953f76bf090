import { expect, test } from "vitest";
import { describeHealth } from "./describe-health";
import { describeSettings } from "./describe-settings";
import { post } from "./testing";
import { untilSomebodyActs } from "./trip-breaker";

const settings = { address: "https://one.example/", user: "office", mode: "loud", isFormal: true };
const viewOf = (stored: Record<string, unknown>) =>
  Object.fromEntries(describeSettings(post, stored).map((each) => [each.name, each]));

test("what is no secret is shown, with its kind of input", () => {
  const view = viewOf({ ...settings, password: "x" });
  expect(view.address).toMatchObject({ value: "https://one.example/", isAddress: true });
  expect(view.mode).toMatchObject({ value: "loud", choices: ["calm", "loud"] });
  expect(view.copies).toMatchObject({ value: 2, type: "integer", isRequired: false });
  expect(view.isFormal).toMatchObject({ value: true, type: "boolean" });
});

test("a secret is never in a view; of a long one the last four letters", () => {
  const password = "quiet river 1234";
  const view = viewOf({ ...settings, password, key: "elevenchars" });
  expect(view.password).toMatchObject({ value: undefined, stored: { ending: "1234" } });
  expect(view.key).toMatchObject({ value: undefined, stored: { ending: null } });
  expect(JSON.stringify(view)).not.toMatch(/quiet|river|eleven/);
});

test("a secret that is not there is not said to be", () => {
  const view = viewOf({ ...settings, password: "" });
  expect([view.password?.stored, view.key?.stored]).toEqual([null, null]);
  expect(describeSettings(post, undefined).every(({ stored }) => stored === null)).toBe(true);
});

test("a connection is well, doubtful, untested, or paused until a time or until somebody acts", () => {
  const now = new Date("2030-01-01T00:00:00Z");
  const soon = new Date("2030-01-01T00:05:00Z");
  const there = { hosted: "there" } as const;
  const free = { breakerUntil: null, breakerReason: null };
  const paused = { breakerUntil: soon, breakerReason: "timeout" };
  const refused = { breakerUntil: untilSomebodyActs, breakerReason: "rejected_credentials" };
  const good = { status: 200 };
  expect(describeHealth(free, there, good, now)).toEqual({ state: "well" });
  // A service may refuse one request and be well, as when it is asked for a document that nobody has.
  for (const status of [400, 404, 422])
    expect(describeHealth(free, there, { status }, now)).toEqual({ state: "well" });
  for (const status of [401, 403, 407, 408, 429, 500, 503, null])
    expect(describeHealth(free, there, { status }, now)).toEqual({ state: "doubtful" });
  expect(describeHealth(free, there, null, now)).toEqual({ state: "untested" });
  expect(describeHealth(free, { hosted: "here" }, null, now)).toEqual({ state: "well" });
  expect(describeHealth(paused, there, good, now)).toEqual({
    state: "paused",
    until: soon,
    reason: "timeout",
  });
  expect(describeHealth(paused, there, good, soon)).toEqual({ state: "well" });
  expect(describeHealth(refused, there, good, now)).toMatchObject({ state: "paused", until: null });
});
