import fc from "fast-check";
import { expect, test } from "vitest";
import { endOfDay, toDay } from "@/lib/i18n/end-of-day";
import type { Draft, DraftEvent } from "./draft-state";
import { faultsOf, newPerson, nextDraft, toOneLine, toSaving, withoutFaults } from "./draft-state";

const empty: Draft = {
  title: "",
  message: "",
  signingOrder: "sequential",
  expiresAt: null,
  options: {},
  recipients: [],
};
const after = (...events: DraftEvent[]): Draft => events.reduce(nextDraft, empty);
const add = (id: string) => ({ type: "added", id, role: "signer", language: "en" }) as const;
const order = (draft: Draft) => draft.recipients.map(({ id }) => id).join("");

test("people keep the order in which they were added, until they are moved", () => {
  expect(order(after(add("a"), add("b"), add("c")))).toBe("abc");
  expect(order(after(add("a"), add("b"), add("c"), { type: "moved", id: "c", to: 0 }))).toBe("cab");
  expect(order(after(add("a"), add("b"), { type: "removed", id: "a" }))).toBe("b");
});

test("moving never loses or doubles anybody", () => {
  const begun = after(add("a"), add("b"), add("c"), add("d"));
  const moves = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "x"), fc.nat(6)));
  fc.assert(
    fc.property(moves, (list) => {
      const draft = list.reduce(
        (now, [id, to]) => nextDraft(now, { type: "moved", id, to }),
        begun,
      );
      expect([...order(draft)].sort().join("")).toBe("abcd");
    }),
  );
});

test("an e-mail address may be missing but not wrong", () => {
  const person = newPerson("a", "signer", "en");
  expect(faultsOf(person)).toEqual([]);
  expect(faultsOf({ ...person, email: " ali@example.org " })).toEqual([]);
  expect(faultsOf({ ...person, email: "ali@" })).toEqual(["email_wrong"]);
});

test("a code is judged only where it is asked for", () => {
  const person = { ...newPerson("a", "signer", "en"), senderCode: "12" };
  expect(faultsOf(person)).toEqual([]);
  expect(faultsOf({ ...person, identification: "sender_code" })).toEqual(["code_too_short"]);
});

test("what is wrong is held back, and all else can be kept", () => {
  const change = (id: string, change: object) => ({ type: "changed", id, change }) as DraftEvent;
  const known = after(add("a"), change("a", { email: "ali@example.org" }));
  const typed = after(
    add("a"),
    change("a", { name: "Ali", email: "ali@", identification: "sender_code", senderCode: "12" }),
    add("b"),
    change("b", { name: "Sara", email: "sara@" }),
  );
  expect(withoutFaults(typed, known).recipients).toMatchObject([
    { name: "Ali", email: "ali@example.org", senderCode: "" },
    { name: "Sara", email: "" },
  ]);
  const sound = after(add("a"), change("a", { email: "ali@example.net" }));
  expect(withoutFaults(sound, known)).toEqual(sound);
});

test("a kept code is forgotten, a newer one is not", () => {
  const change = { senderCode: "1234", identification: "sender_code" } as const;
  const kept = { type: "codes_kept", codes: new Map([["a", "1234"]]) } as const;
  const typed = after(add("a"), { type: "changed", id: "a", change });
  expect(nextDraft(typed, kept).recipients[0]).toMatchObject({
    senderCode: "",
    hasSenderCode: true,
  });
  const newer = nextDraft(typed, { type: "changed", id: "a", change: { senderCode: "12345" } });
  expect(nextDraft(newer, kept).recipients[0]?.senderCode).toBe("12345");
});

test("what is kept has no spaces around it, and no code that is not asked for", () => {
  const draft = after(add("a"), {
    type: "changed",
    id: "a",
    change: { name: " Ali ", senderCode: "1234" },
  });
  expect(toSaving(draft).recipients[0]).toMatchObject({ name: "Ali", senderCode: "" });
  expect(toSaving(draft).recipients[0]).not.toHaveProperty("hasSenderCode");
  expect(toOneLine("Ali\tRezaei\n")).toBe("Ali Rezaei ");
});

test("the last day ends at midnight where the office is, also when clocks change", () => {
  expect(endOfDay("2026-12-31", "Asia/Tehran")?.toISOString()).toBe("2026-12-31T20:29:59.000Z");
  expect(endOfDay("2026-12-31", "UTC")?.toISOString()).toBe("2026-12-31T23:59:59.000Z");
  // Egypt's clocks go forward at this very midnight.
  expect(endOfDay("2026-04-23", "Africa/Cairo")?.toISOString()).toBe("2026-04-23T21:59:59.000Z");
  expect(endOfDay("", "UTC")).toBeNull();
});

test("a day that was chosen is the day that is shown", () => {
  const zones = fc.constantFrom("Asia/Tehran", "Asia/Kolkata", "UTC", "America/New_York");
  const days = fc.date({
    min: new Date("2026-01-01"),
    max: new Date("2040-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, zones, (date, zone) => {
      const day = date.toISOString().slice(0, 10);
      expect(toDay(endOfDay(day, zone) ?? new Date(0), zone)).toBe(day);
    }),
  );
});

test("a whole number typed where only its end is asked for never leaves the browser", () => {
  const endingOf = (typed: string) =>
    toSaving({
      ...empty,
      recipients: [{ ...newPerson("a", "signer", "en"), identity: { id_last_four: typed } }],
    }).recipients[0]?.identity.id_last_four;
  expect(endingOf("1234")).toBe("1234");
  for (const typed of ["123456789012", "1234 5678 9012", "۱۲۳۴ ۵۶۷۸ ۹۰۱۲", "12345"])
    expect(endingOf(typed)).toBe("");
});
