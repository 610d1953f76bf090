import { expect, test } from "vitest";
import { beginningsOf, phoneWords, toSearchQuery, toSearchWords } from "./search-words";

test.each([
  ["Persian and Arabic keyboards", "علي رضايي", "علی رضایی"],
  ["digits of four scripts", "۱۲ ٣٤ ५६ 78", "12 34 56 78"],
  ["Uzbek apostrophes of all kinds, and none", "Oʻktam Gʼulom oʻ", "Oktam G'ulom o"],
  ["Uzbek in Cyrillic and Latin", "Ўктам Ғуломов Қодир Ҳасан", "Oʻktam Gʻulomov Qodir Hasan"],
  ["Russian in Cyrillic and Latin", "Сергей Хасанов Жуков Елена", "Sergey Khasanov Zhukov Yelena"],
  ["Hindi with a dot below, and none", "क़ुरैशी गुड़िया", "कुरैशी गुडिया"],
  ["Hindi nasals of all kinds", "हिन्दी चाँद कम्पनी", "हिंदी चांद कंपनी"],
  ["Hindi with joiners", "क्\u200dया", "क्या"],
  ["Arabic marks, and none", "مُحَمَّد", "محمد"],
  ["a joiner and a space", "می‌خواهم", "می خواهم"],
  ["signs and spaces", "K7Q2X-4PDM9", "k7q2x 4pdm9"],
])("%s are the same words", (_, one, other) => {
  expect(toSearchWords(one)).toEqual(toSearchWords(other));
  expect(toSearchWords(one)).not.toEqual([]);
});

test("different words stay different", () => {
  expect(toSearchWords("Lease 12")).not.toEqual(toSearchWords("Lease 21"));
  expect(toSearchWords("علی")).not.toEqual(toSearchWords("رضا"));
  expect(toSearchWords("राम")).not.toEqual(toSearchWords("रमा"));
  expect(toSearchWords("कर्म")).not.toEqual(toSearchWords("करम"));
});

const noHash = () => "0".repeat(64);
const isFoundBy = (words: readonly string[], typed: string) =>
  toSearchQuery(typed, noHash).every((terms) =>
    terms.some(({ text, isBeginning }) =>
      words.some((word) => (isBeginning ? word.startsWith(text) : word === text)),
    ),
  );

test.each(["+98 912 345 67 89", "09123456789", "۰۹۱۲۳۴۵۶۷۸۹", "3456789", "345 67 89", "98912"])(
  "a telephone number is found by %s",
  (typed) => expect(isFoundBy(phoneWords("+98 (912) 345-6789"), typed)).toBe(true),
);

test.each(["456789", "9123456780", "1234567"])("and not by %s", (typed) =>
  expect(isFoundBy(phoneWords("+989123456789"), typed)).toBe(false),
);

test("only the last word may be unfinished", () => {
  expect(isFoundBy(toSearchWords("Lease of flat twelve"), "lease tw")).toBe(true);
  expect(isFoundBy(toSearchWords("Lease of flat twelve"), "tw lease")).toBe(false);
  expect(isFoundBy(toSearchWords("Lease of flat twelve"), "fla tw")).toBe(false);
});

test("a word of Hindi is one word, with its vowels", () => {
  expect(toSearchWords("श्री रमेश कुमार")).toEqual(["श्री", "रमेश", "कुमार"]);
});

test("beginnings are kept as words: of letters ten, of digits four, of what is a person’s too", () => {
  expect(beginningsOf("ali")).toEqual(["@ba", "@bal", "@bali"]);
  expect(beginningsOf("p@rezo")).toEqual(["@bp@r", "@bp@re", "@bp@rez", "@bp@rezo"]);
  expect(beginningsOf("998901")).toEqual(["@b9", "@b99", "@b998", "@b9989"]);
  expect(beginningsOf("abdurahmonov").at(-1)).toBe("@babdurahmon");
  expect(beginningsOf("xonqul7x")).toEqual(beginningsOf("xonqul"));
});

test("an identity number is asked for by its hash, whole and only whole", () => {
  const asked: string[] = [];
  toSearchQuery("۰۰۸۴ ۵۷۵ ۹۴۸", (digits) => {
    asked.push(digits);
    return "f".repeat(64);
  });
  expect(asked).toEqual(["0084575948"]);
});

test("a reference code is found without what stands in its middle", () => {
  const noHash = (digits: string) => digits;
  const termsOf = (text: string) => toSearchQuery(text, noHash).map(([term]) => term?.text);
  expect(termsOf("8qz8pcct48")).toEqual(termsOf("8QZ8P-CCT48"));
  expect(termsOf("Lease 8QZ8PCCT48")).toEqual(["lease", "8qz8p", "cct48"]);
  expect(termsOf("abdullayev")).toEqual(["abdullayev"]);
  expect(termsOf("9123456789")).toHaveLength(1);
});
