import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type { OptionProblem, Values } from "@/lib/provider-kit/contract";
import { activeOptions, describeInputs } from "@/lib/provider-kit/describe-inputs";
import { signzy } from ".";
import { stampVariables } from "./mapping-stamp";
import { challan, eStamp, request } from "./mapping-testing";
import { stateCodes } from "./options";

/** As the review asks: what does not count is left out. */
const problemsOf = (options: Values): readonly OptionProblem[] =>
  signzy.checkOptions?.(
    activeOptions(signzy.options, signzy.options.parse(options) as Values),
    request,
  ) ?? [];
const namesOf = (options: Values) =>
  problemsOf(options).map(({ option, problem, isDoubt }) =>
    isDoubt ? `${option} ${problem}?` : `${option} ${problem}`,
  );

describe("every rule of the provider's page is said before it is sent", () => {
  const rules: readonly (readonly [string, Values, readonly string[]])[] = [
    ["nothing is needed without a wish", {}, []],
    ["an e-challan with all it needs", challan, []],
    ["an e-stamp with all it needs", eStamp, []],
    [
      "an e-challan needs",
      { stamp: "e_challan" },
      ["State", "Article", "FirstParty", "SecondParty", "Purpose", "Amount"].map(
        (name) => `stamp${name} missing`,
      ),
    ],
    [
      "an e-stamp needs",
      { stamp: "e_stamp" },
      ["State", "Article", "FirstParty", "SecondParty", "Purpose", "Duty", "Price"].map(
        (name) => `stamp${name} missing`,
      ),
    ],
    ["an e-stamp needs no amount", { ...eStamp, stampAmount: "" }, []],
    ["an e-challan needs no duty", { ...challan, stampDuty: "", stampPrice: "x" }, []],
    ["an e-stamp has no text", { ...eStamp, hasStampText: true }, []],
    ["a text that is wanted", { ...challan, hasStampText: true }, ["stampText missing"]],
    ["a text that is not wanted", { ...challan, stampText: "{{x}}" }, []],
    [
      "an unknown variable",
      { ...challan, hasStampText: true, stampText: "{{amount}} {{secondParty}} {{ secondParty }}" },
      ["stampText variable"],
    ],
    [
      "an open variable",
      { ...challan, hasStampText: true, stampText: "{{amount} paid" },
      ["stampText braces"],
    ],
    [
      "all nine variables",
      {
        ...challan,
        hasStampText: true,
        stampText: stampVariables.map((name) => `{{${name}}}`).join(""),
      },
      [],
    ],
    [
      "an article of another state",
      { ...challan, stampState: "NL" },
      ["stampArticle article_state?"],
    ],
    ["an odd article", { ...challan, stampArticle: "5(h)" }, ["stampArticle article_shape?"]],
    ["an article in small letters", { ...challan, stampArticle: "ka001" }, []],
    ["no amount", { ...challan, stampAmount: "a lot" }, ["stampAmount amount"]],
    ["an amount of nothing", { ...eStamp, stampPrice: "0.00" }, ["stampPrice amount"]],
    ["a negative amount", { ...challan, stampAmount: "-5" }, ["stampAmount amount"]],
    ["a third decimal", { ...eStamp, stampDuty: "1.005" }, ["stampDuty amount"]],
    ["an amount as people write it", { ...challan, stampAmount: "₹ 1,00,000.50" }, []],
    ["an amount in other digits", { ...challan, stampAmount: "Rs. ५००" }, []],
    ["a page that is not there", { ...challan, stampPages: "4" }, ["stampPages pages"]],
    ["no pages", { ...challan, stampPages: "" }, ["stampPages pages"]],
    ["pages within the document", { ...challan, stampPages: "1-3" }, []],
    [
      "a threshold below all",
      { checksName: true, nameMatchThreshold: 0 },
      ["nameMatchThreshold threshold"],
    ],
    [
      "a threshold above all",
      { checksName: true, nameMatchThreshold: 1.01 },
      ["nameMatchThreshold threshold"],
    ],
    ["the smallest threshold", { checksName: true, nameMatchThreshold: 0.01 }, []],
    ["the largest threshold", { checksName: true, nameMatchThreshold: 1 }, []],
    ["a threshold that does not count", { nameMatchThreshold: 7 }, []],
    ["a colour by name", { headerColour: "red" }, ["headerColour colour"]],
    ["a short colour", { buttonColour: "#FFF" }, ["buttonColour colour"]],
    ["a colour", { headerColour: "#ff0000", buttonColour: "#00FF00" }, []],
    ["a colour that nobody shows", { eSignProvider: "nsdl", headerColour: "red" }, []],
    ["a logo that is no address", { logoUrl: "logo.png" }, ["logoUrl address"]],
    ["a logo that is a script", { logoUrl: "javascript:alert(1)" }, ["logoUrl address"]],
    ["a logo", { logoUrl: "https://office.example/logo.png" }, []],
    ["no lifetime", { lifetimeDays: 0 }, ["lifetimeDays lifetime"]],
    ["a lifetime of years", { lifetimeDays: 1_000 }, ["lifetimeDays lifetime"]],
    ["a lifetime", { lifetimeDays: 14 }, []],
  ];
  test.each(rules)("%s", (_, options, expected) => {
    expect(namesOf(options)).toEqual(expected);
  });

  test.each(stateCodes)("the state %s is known", (stampState) => {
    expect(namesOf({ ...challan, stampState, stampArticle: `${stampState}001` })).toEqual([]);
  });

  test("37 states are known, and no other", () => {
    expect(new Set(stateCodes).size).toBe(37);
    expect(signzy.options.safeParse({ stampState: "XX" }).success).toBe(false);
  });
});

describe("what somebody is asked for", () => {
  const shapes = describeInputs(signzy.options);
  const askedWith = (options: Values) =>
    Object.keys(activeOptions(signzy.options, { ...presets, ...options })).filter((name) =>
      name.startsWith("stamp"),
    );
  const presets = Object.fromEntries(shapes.map(({ name, preset }) => [name, preset]));
  const common = [
    ...["stamp", "stampState", "stampArticle", "stampFirstParty", "stampSecondParty"],
    "stampPurpose",
  ];
  const rest = ["stampPaidBy", "stampReference", "stampPlace", "stampPages"];

  test.each([
    ["none", false, ["stamp"]],
    ["e_stamp", true, [...common, "stampDuty", "stampPrice", ...rest]],
    ["e_challan", false, [...common, "stampAmount", ...rest]],
    ["e_challan", true, [...common, "stampAmount", ...rest, "stampText"]],
  ])("with the stamp %s and the wish for a text %s", (stamp, hasStampText, names) => {
    expect(askedWith({ stamp, hasStampText })).toEqual(names);
  });

  test("of Aadhaar and of eMudhra only where it counts", () => {
    const has = (name: string, options: Values) =>
      name in activeOptions(signzy.options, { ...presets, ...options });
    for (const name of ["nameMatchThreshold", "matchesYearOfBirth", "matchesGender"])
      expect([has(name, { checksName: false }), has(name, { checksName: true })]).toEqual([
        false,
        true,
      ]);
    for (const name of ["logoUrl", "headerColour", "buttonColour"])
      expect([has(name, { eSignProvider: "nsdl" }), has(name, {})]).toEqual([false, true]);
  });
});

describe.each(locales)("in %s", (locale) => {
  const { signzy: words } = messagesFor(locale).providers;
  const t = createTranslator({
    locale,
    messages: messagesFor(locale),
    namespace: "providers.signzy.problems",
    onError: (error) => {
      throw error;
    },
  });
  const found = [
    ...problemsOf({ stamp: "e_challan", stampPages: "9", stampAmount: "x" }),
    ...problemsOf({ ...challan, stampState: "NL" }),
    ...problemsOf({ ...challan, stampArticle: "5" }),
    ...problemsOf({ ...challan, hasStampText: true, stampText: "{{x}} {{" }),
    ...problemsOf({
      ...{ checksName: true, nameMatchThreshold: 0, headerColour: "red" },
      ...{ logoUrl: "x", lifetimeDays: -1 },
    }),
  ];

  test("every problem is said in a whole sentence", () => {
    const known = Object.keys(words.problems) as (keyof typeof words.problems)[];
    expect([...new Set(found.map(({ problem }) => problem))].sort()).toEqual([...known].sort());
    for (const { problem, values } of found) {
      const key = known.find((each) => each === problem);
      expect(key && t(key, values as Record<string, string>)).toMatch(/^[^{}]+\.$/);
    }
  });

  test("every variable, group and choice of a person has its words", () => {
    expect(Object.keys(words.variables.stampText)).toEqual([...stampVariables]);
    const groups = describeInputs(signzy.options).flatMap(({ group }) => group ?? []);
    expect(Object.keys(words.groups).sort()).toEqual([...new Set(groups)].sort());
    const { identity } = signzy.capabilities;
    for (const { part, choices = [] } of identity)
      for (const choice of choices)
        expect(Object.entries(words.choices).find(([name]) => name === part)?.[1]).toHaveProperty(
          choice,
        );
  });
});
