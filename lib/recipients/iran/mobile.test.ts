import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { expect, test } from "vitest";
import { readMobile, toDialledMobile } from "./mobile";

const forms = ["09123456789", "+989123456789", "00989123456789", "989123456789", "9123456789"];

test.each([...forms, "۰۹۱۲ ۳۴۵ ۶۷۸۹", "+98 (0)912-345-6789", "\u202a٠٩١٢٣٤٥٦٧٨٩\u202c"])(
  "%s is +989123456789",
  (text) => {
    expect(readMobile(text)).toEqual({ ok: true, value: "+989123456789" });
  },
);

test("it is dialled with a zero", () => {
  expect(toDialledMobile("+989123456789")).toBe("09123456789");
});

test.each([
  ["02188776655", "iran_mobile_landline", {}],
  ["+98 21 8877 6655", "iran_mobile_landline", {}],
  ["2188776655", "iran_mobile_start", {}],
  ["+998901234567", "iran_mobile_foreign", {}],
  ["00905321234567", "iran_mobile_foreign", {}],
  ["0912345678", "iran_mobile_short", { missing: 1 }],
  ["+98912345", "iran_mobile_short", { missing: 4 }],
  ["98912345678", "iran_mobile_short", { missing: 1 }],
  ["091234567890", "iran_mobile_long", { extra: 1 }],
  ["+98912345678900", "iran_mobile_long", { extra: 2 }],
  ["0912 ali 6789", "iran_mobile_characters", { character: "a" }],
  ["0912+3456789", "iran_mobile_characters", { character: "+" }],
  ["", "empty", {}],
])("%j is refused as %s", (text, problem, values) => {
  expect(readMobile(text)).toMatchObject({ ok: false, problem, values });
});

const anyNumber = fc
  .tuple(
    fc.constantFrom("", "0", "+98", "0098", "98", "+980"),
    fc.oneof(fc.stringMatching(/^9[0-9]{9}$/), fc.stringMatching(/^[1-8][0-9]{9}$/)),
  )
  .map((parts) => parts.join(""));

test("libphonenumber agrees: its mobiles are taken in its form, its landlines are refused", () => {
  fc.assert(
    fc.property(anyNumber, (text) => {
      const known = parsePhoneNumberFromString(text, "IR");
      const type = known?.getType();
      if (type === "MOBILE") expect(readMobile(text)).toEqual({ ok: true, value: known?.number });
      // A few numbers behind 094 are fixed lines over radio; prefixes are not looked up here.
      if (type === "FIXED_LINE" && !known?.number.startsWith("+989"))
        expect(readMobile(text).ok).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});
