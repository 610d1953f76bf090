import { expect, test } from "vitest";
import { requireGoodPassword } from "./check-password";

const own = ["sara.karimi@noor-legal.example", "Sara Karimi", "Noor Legal"];
const refusal = (password: string): string | undefined => {
  try {
    requireGoodPassword(password, own);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test("between 12 and 128 characters, counted as people count them", () => {
  expect(refusal("kw9 vRtzbqx")).toBe("password_too_short");
  expect(refusal("kw9 vRtzbqxm")).toBeUndefined();
  expect(refusal("👩🏽‍🚒".repeat(2))).toBe("password_too_short");
  const long = Array.from({ length: 129 }, (_, index) =>
    String.fromCharCode(97 + ((index * index * 7 + index * 3) % 26)),
  );
  expect(refusal(long.slice(0, 128).join(""))).toBeUndefined();
  expect(refusal(long.join(""))).toBe("password_too_long");
});

test.each([
  "password1234",
  "Passw0rd!!!!",
  "123456789012",
  "۱۲۳۴۵۶۷۸۹۰۱۲",
  "qwertyuiop12",
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "administrator1",
  "Welcome2026!!",
  "letmeinletmein",
  "zxcvbnmasdfg",
  "0987654321098",
  "Sara.Karimi99",
  "noor-legal-2026",
  "karimisara!!",
])("%s is refused because it is easy to guess", (password) => {
  expect(refusal(password)).toBe("password_too_common");
});

test.each([
  "quiet river under stones",
  "رودخانه آرام زیر سنگ",
  "kw9vRt zbqx 44!",
  "correct horse battery staple",
])("%s is accepted without rules of composition", (password) => {
  expect(refusal(password)).toBeUndefined();
});
