import fc from "fast-check";
import { expect, test } from "vitest";
import { recipientStatuses } from "@/lib/vocabulary/envelope";
import type { Known, KnownPerson } from "./join-snapshot";
import { joinKnown, progressOf } from "./join-snapshot";

const time = fc.option(fc.date({ min: new Date(0), max: new Date(1e12), noInvalidDate: true }));
const at = fc.integer({ min: 0, max: 3 });
const person = fc.record<KnownPerson>({
  status: fc.constantFrom(...recipientStatuses),
  times: fc.record({ sent: time, seen: time, filled: time, acted: time }),
  latest: fc.record({
    recipientId: fc.constant("r"),
    name: fc.constantFrom("Sara", "Sara A."),
    isTheirTurn: fc.constantFrom(true, false, null),
    rawState: fc.constantFrom("1", "2", "Signed"),
    facts: fc.constantFrom({}, { isLegal: true }),
    at,
  }),
});
const value = {
  group: "document" as const,
  recipientId: null,
  name: "n",
  title: "",
  rule: "",
  value: "1",
};
const known = fc.record<Known>({
  isSigned: fc.boolean(),
  ended: fc.constantFrom(null, "canceled", "expired", "declined"),
  people: fc.dictionary(fc.constantFrom("a", "b", "c"), person, { noNullPrototype: true }),
  latest: fc.record({
    values: fc.constantFrom([], [value]),
    title: fc.constantFrom("Lease", "Lease 2"),
    rawState: fc.constantFrom("2", "3"),
    at,
  }),
});

test("the order of two looks does not matter", () => {
  fc.assert(
    fc.property(known, known, (one, other) => {
      expect(joinKnown(one, other)).toEqual(joinKnown(other, one));
    }),
  );
});

test("a look that comes twice changes nothing", () => {
  fc.assert(
    fc.property(known, known, (one, other) => {
      const both = joinKnown(one, other);
      expect(joinKnown(both, other)).toEqual(both);
      expect(joinKnown(one, one)).toEqual(one);
    }),
  );
});

test("any order of any looks, with duplicates, ends in the same", () => {
  fc.assert(
    fc.property(
      fc.array(known, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (looks, random) => {
        const reduce = (list: readonly Known[]) => list.reduce(joinKnown);
        const numbers = random[Symbol.iterator]();
        const shuffled = [...looks, ...looks]
          .map((look) => ({ look, at: numbers.next().value as number }))
          .sort((one, other) => one.at - other.at)
          .map(({ look }) => look);
        expect(reduce(shuffled)).toEqual(reduce(looks));
      },
    ),
  );
});

test("nobody moves back, and what has ended stays ended", () => {
  fc.assert(
    fc.property(known, known, (one, other) => {
      const both = joinKnown(one, other);
      for (const [key, before] of Object.entries(one.people))
        expect(progressOf(both.people[key]?.status ?? "waiting")).toBeGreaterThanOrEqual(
          progressOf(before.status),
        );
      if (one.ended) expect(both.ended).not.toBeNull();
      if (one.isSigned) expect(both.isSigned).toBe(true);
    }),
  );
});
