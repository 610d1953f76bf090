import { describe, expect, test } from "vitest";
import { matchPerson } from "./match-people";
import type { Party } from "./party-words";
import { parties, partyWords } from "./party-words";
import { readLabel } from "./read-words";
import { pageLanguages } from "./signature-words";

const ali = { id: "ali", name: "علی رضایی" };
const ivanov = { id: "ivanov", name: "Иван Петрович Иванов", title: "Директор" };
const match = (
  nearby: readonly string[],
  signers: Parameters<typeof matchPerson>[1],
  party?: Party,
) => matchPerson({ party, nearby, words: "" }, signers);

describe("a party is known by its word in every language", () => {
  test.each(
    parties.flatMap((party) =>
      pageLanguages.flatMap((language) =>
        partyWords[party][language].map((word) => [language, party, word] as const),
      ),
    ),
  )("%s %s: %s", (_, party, word) => {
    expect(readLabel(`${word}:`).parties).toEqual([party]);
  });

  test.each([
    ["Buyer's signature", "buyer"],
    ["امضای فروشنده", "seller"],
    ["Buyurtmachining imzosi", "client"],
    ["Буюртмачининг имзоси", "client"],
    ["Satıwshınıń qolı", "seller"],
    ["Подпись арендатора", "tenant"],
    ["क्रेता के हस्ताक्षर", "buyer"],
    ["مستاجر", "tenant"],
    ["طرف\u200cاول", "first"],
    // As PDFs hold Devanagari: in the order in which it is drawn, or without what has no letter.
    ["कमर्चारी", "employee"],
    ["कमचारी", "employee"],
    ["आपूितर्कतार्", "supplier"],
    ["िद्वतीय पक्ष", "second"],
    ["तीय पक्ष", "second"],
  ])("%s", (text, party) => expect(readLabel(text).parties).toEqual([party]));
});

describe("a place is somebody's", () => {
  test("when their name stands there, however it is typed", () => {
    expect(match(["علي رضايي"], [ali, ivanov])).toBe("ali");
    expect(match(["/Иванов И.П./"], [ali, ivanov])).toBe("ivanov");
    expect(match(["ИВАНОВ Иван Петрович"], [ali, ivanov])).toBe("ivanov");
  });
  test("when their title stands there, or is the party's", () => {
    expect(match(["Директор"], [ali, ivanov])).toBe("ivanov");
    const tenant = { id: "tenant", name: "Sara Ahmadi", title: "مستأجر" };
    expect(match([], [ali, tenant], "tenant")).toBe("tenant");
  });
  test("when only one person signs, and no party is named", () => {
    expect(match(["Signature"], [ali])).toBe("ali");
    expect(match(["Buyer"], [ali], "buyer")).toBeUndefined();
  });
  test("when it is the first or the second party's, by the order of the envelope", () => {
    expect(match([], [ali, ivanov], "first")).toBe("ali");
    expect(match([], [ali, ivanov], "second")).toBe("ivanov");
    expect(match(["علی رضایی"], [ivanov, ali], "first")).toBe("ali");
  });
});

describe("a place is left open", () => {
  test("when names share what is printed, or two of them stand there", () => {
    const karimi = { id: "karimi", name: "علی کریمی" };
    expect(match(["علی"], [ali, karimi])).toBeUndefined();
    expect(match(["علی رضایی و علی کریمی"], [ali, karimi])).toBeUndefined();
  });
  test("when the party says nothing of these people, or there is no second", () => {
    expect(match([], [ali, ivanov], "buyer")).toBeUndefined();
    expect(match([], [ali], "second")).toBeUndefined();
    expect(match(["Signature"], [ali, ivanov])).toBeUndefined();
  });
});
