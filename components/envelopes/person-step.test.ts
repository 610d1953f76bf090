import { expect, test } from "vitest";
import { adviceFor, isLeftOut, personStepOf } from "./person-step";

const now = new Date("2026-03-10T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const ali = {
  id: "a",
  name: "Ali",
  role: "signer",
  status: "sent",
  sentAt: daysAgo(3),
  seenAt: null,
  isTheirTurn: true,
  hasPageHere: true,
  isAskedThere: false,
} as const;
const about = { status: "in_progress", isSequential: true, isSeeingTold: true, now } as const;
const stepOf = (
  person: Parameters<typeof personStepOf>[0],
  also: Partial<Parameters<typeof personStepOf>[2]> = {},
) => personStepOf(person, [person], { ...about, ...also });

test("how long somebody has not opened it, or has opened it and not acted, in whole days", () => {
  expect(stepOf(ali)).toEqual({ kind: "notOpened", days: 3 });
  expect(stepOf({ ...ali, sentAt: daysAgo(0.9) })).toEqual({ kind: "notOpened", days: 0 });
  expect(stepOf({ ...ali, status: "seen", seenAt: daysAgo(1) })).toEqual({
    kind: "openedSigner",
    days: 1,
  });
  expect(stepOf({ ...ali, status: "seen", role: "approver", seenAt: null })).toEqual({
    kind: "openedApprover",
    days: 3,
  });
});

test("nobody says that it was not opened where nobody can know it", () => {
  const there = { ...ali, hasPageHere: false };
  expect(stepOf(there, { isSeeingTold: false })?.kind).toBe("asked");
  expect(stepOf({ ...ali, isAskedThere: true }, { isSeeingTold: false })?.kind).toBe("asked");
  expect(stepOf(ali, { isSeeingTold: false })?.kind).toBe("notOpened");
});

test("who waits is told for whom, as long as the order is known here", () => {
  const sara = { ...ali, id: "s", name: "Sara", status: "waiting", isTheirTurn: false } as const;
  const read = { ...ali, id: "r", role: "viewer" } as const;
  const people = [{ ...ali, status: "signed" } as const, { ...ali, id: "b" }, read, sara];
  expect(personStepOf(sara, people, about)).toEqual({ kind: "waitsFor", names: ["Ali"] });
  expect(personStepOf(sara, people, { ...about, isSequential: false })).toEqual({ kind: "waits" });
});

test("who has acted, who only reads, and what has ended has no step", () => {
  for (const status of ["signed", "approved", "declined"] as const)
    expect(stepOf({ ...ali, status })).toBeUndefined();
  expect(stepOf({ ...ali, role: "viewer" })).toBeUndefined();
  expect(stepOf(ali, { status: "expired" })).toBeUndefined();
});

test("after an end nobody is left waiting: who had not acted has not signed", () => {
  expect(isLeftOut("declined", ali)).toBe(true);
  expect(isLeftOut("canceled", { ...ali, status: "canceled" })).toBe(true);
  expect(isLeftOut("failed", { ...ali, status: "waiting" })).toBe(true);
  expect(isLeftOut("expired", { ...ali, status: "signed" })).toBe(false);
  expect(isLeftOut("declined", { ...ali, status: "declined" })).toBe(false);
  expect(isLeftOut("declined", { ...ali, role: "viewer" })).toBe(false);
  expect(isLeftOut("in_progress", ali)).toBe(false);
});

test("advice names only what can be done", () => {
  const all = { mayRemind: true, mayHaveLink: true };
  const link = { mayRemind: false, mayHaveLink: true };
  const nothing = { mayRemind: false, mayHaveLink: false };
  expect(adviceFor(ali, all)).toBe("remindOrLink");
  expect(adviceFor(ali, link)).toBe("handOver");
  expect(adviceFor(ali, nothing)).toBeUndefined();
  expect(adviceFor({ ...ali, isAskedThere: true }, link)).toBe("askedThereOrLink");
  expect(adviceFor({ ...ali, hasPageHere: false }, nothing)).toBe("askedThere");
  expect(adviceFor({ ...ali, isTheirTurn: false }, all)).toBeUndefined();
});
