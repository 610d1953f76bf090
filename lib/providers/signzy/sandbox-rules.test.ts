import { describe, expect, test } from "vitest";
import { positions, stateCodes } from "./sandbox-constants";
import type { Call, Rule } from "./sandbox-rules";
import { rules } from "./sandbox-rules";
import { createSwitches } from "./sandbox-switches";
import { validate } from "./sandbox-validate";

type Tree = { [name: string]: unknown };

/** Every key of the table, in a body that is right. */
const whole = (): Tree => ({
  pdf: "JVBERi0=",
  persistAuthKey: "Abc123",
  contractName: "Lease",
  contractExecuterName: "Bahaar Homes",
  successRedirectUrl: "https://office.example.org/good",
  failureRedirectUrl: "https://office.example.org/bad",
  contractTtl: 10_000,
  callbackUrl: "https://office.example.org/callback",
  callbackUrlAuthorizationHeader: "one",
  eSignProvider: "EMUDHRA",
  emudhraCustomization: {
    logoURL: "https://office.example.org/logo.png",
    headerColour: "#FF0000",
    buttonColour: "#00ff00",
  },
  signerdetail: [
    {
      signerName: "Aarav Sharma",
      signatureType: "AADHAARESIGN-OTP",
      signerGender: "male",
      uidLastFourDigits: "1345",
      signerYearOfBirth: "1987",
      signatures: [
        {
          pageNo: [1],
          signaturePosition: ["CUSTOMIZE"],
          xCoordinate: [300],
          yCoordinate: [400],
          height: 70,
          width: 130,
        },
      ],
    },
  ],
  estamp: {
    type: "eChallan",
    stateCode: "KA",
    firstPartyName: "Bahaar Homes",
    secondPartyName: "Aarav Sharma",
    purposeOfStampDuty: "Lease",
    articleCode: "KA001",
    stampDutyPaidBy: "Bahaar Homes",
    stampDutyValue: "100",
    considerationPrice: "1000",
    amount: 100,
    location: "middleCenter",
    pageNo: [1],
    custmonDefacement: true,
    message: "Rs. {{amount}} by {{firstParty}}",
    userReference: "MUHR-7K2Q",
  },
  signerCallbackUrl: "https://office.example.org/signers",
  signerCallbackUrlAuthorizationHeader: "two",
  nameMatchThreshold: "0.90",
  allowSignerYOBMatch: true,
  allowSignerGenderMatch: "true",
});
const withoutFlags = (): Tree => {
  const { allowSignerYOBMatch: _, allowSignerGenderMatch: __, ...rest } = whole();
  return rest;
};
const withOtherSpelling = (): Tree => {
  const { signerCallbackUrlAuthorizationHeader: _, ...rest } = whole();
  return { ...rest, signerCallbackAuthorizationHeader: "two" };
};
const eStamp = (): Tree => ({
  ...whole(),
  estamp: {
    ...(whole().estamp as Tree),
    type: "eStamp",
    custmonDefacement: false,
  },
});
const ids = (): Tree => ({
  contractId: "e6b9bf89-5725-4331-9efd-0ff53b914764",
  signerId: "3bd160a3-5e52-4ea8-9819-c1fc1e1bd838",
});
const bodyOf = (call: Call, { at }: Pick<Rule, "at">): Tree => {
  if (call === "deleteSigner") return ids();
  if (call !== "initiate") return { contractId: ids().contractId };
  if (at === "signerCallbackAuthorizationHeader") return withOtherSpelling();
  // Without it the flags may not be there.
  if (at === "nameMatchThreshold") return withoutFlags();
  return /stampDutyValue|considerationPrice/.test(at) ? eStamp() : whole();
};

/** The same body with something else at a place of the table; undefined takes the key away. */
function change(body: Tree, at: string, value: unknown): Tree {
  const copy = structuredClone(body);
  const steps = at.replaceAll("[]", ".0").split(".");
  let place = copy as Tree;
  for (const step of steps.slice(0, -1)) place = place[step] as Tree;
  const last = steps.at(-1) ?? "";
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}
const pathOf = (at: string) => at.replaceAll("[]", "[0]");

function refusal(call: Call, body: unknown, switches = createSwitches()): string | undefined {
  try {
    validate(call, body, switches, 3);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const rows = Object.entries(rules).flatMap(([call, table]) =>
  table.map((rule: Rule) => ({ call: call as Call, rule, name: `${call} ${rule.at}` })),
);
const wrongKinds = {
  text: [7, "must be a string"],
  number: ["many", "must be a number"],
  boolean: ["perhaps", "must be a boolean"],
  list: ["one", "must be an array"],
  object: ["one", "must be of type object"],
  any: [{}, "must be one of [number, All]"],
} as const;

test("a body with every key is right, and so are the least ones", () => {
  for (const { call, rule } of rows) expect(refusal(call, bodyOf(call, rule))).toBe(undefined);
});

test.each(rows)("$name has one type", ({ call, rule }) => {
  const { at, kind, oneOf } = rule;
  const [wrong, words] = wrongKinds[kind];
  const said = oneOf ? `must be one of [${oneOf.join(", ")}]` : words;
  const body = change(bodyOf(call, rule), at, wrong);
  expect(refusal(call, body)).toBe(`${pathOf(at)} ${said}`);
});

test.each(rows)("$name is never null", ({ call, rule }) => {
  const body = change(bodyOf(call, rule), rule.at, null);
  expect(refusal(call, body)).toMatch(/ must be /);
});

test.each(rows.filter(({ rule }) => rule.kind === "text"))(
  "$name is never empty",
  ({ call, rule }) => {
    const body = change(bodyOf(call, rule), rule.at, "");
    expect(refusal(call, body)).toBe(`${pathOf(rule.at)} is not allowed to be empty`);
  },
);

test.each(rows.filter(({ rule }) => !rule.at.endsWith("[]")))(
  "$name may be left out, unless it is needed",
  ({ call, rule }) => {
    const body = change(bodyOf(call, rule), rule.at, undefined);
    const said = rule.isNeeded ? `${pathOf(rule.at)} is required` : undefined;
    expect(refusal(call, body)).toBe(said);
  },
);

test.each(rows.filter(({ rule }) => rule.oneOf))("$name is one of a list", ({ call, rule }) => {
  const body = bodyOf(call, rule);
  const choices = rule.oneOf ?? [];
  for (const each of choices)
    expect(refusal(call, change(body, rule.at, each)) ?? "").not.toContain("must be one of");
  const said = `${pathOf(rule.at)} must be one of [${choices.join(", ")}]`;
  expect(refusal(call, change(body, rule.at, "something else"))).toBe(said);
});

test.each(rows.filter(({ rule }) => rule.kind === "object"))(
  "$name knows no other keys",
  ({ call, rule }) => {
    const more = change(bodyOf(call, rule), `${rule.at}.another`, 1);
    expect(refusal(call, more)).toBe(`${pathOf(rule.at)}.another is not allowed`);
  },
);

test.each(Object.keys(rules) as Call[])("%s knows no other keys, and is an object", (call) => {
  const body = bodyOf(call, { at: "" });
  expect(refusal(call, { ...body, workflow: true })).toBe("workflow is not allowed");
  expect(refusal(call, [])).toBe("value must be of type object");
});

const signature = "signerdetail[].signatures[]";
const threshold = String.raw`fails to match the required pattern: /^(0\.(0[1-9]|[1-9][0-9])|1\.00)$/`;
const wrongs: [string, unknown, string][] = [
  ["persistAuthKey", "with space", "persistAuthKey must only contain alpha-numeric characters"],
  ["successRedirectUrl", "javascript:1", "successRedirectUrl must be a valid uri"],
  ["failureRedirectUrl", "nowhere", "failureRedirectUrl must be a valid uri"],
  ["callbackUrl", "ftp://example.org", "callbackUrl must be a valid uri"],
  ["signerCallbackUrl", "/callbacks", "signerCallbackUrl must be a valid uri"],
  ["contractTtl", 0, "contractTtl must be a positive number"],
  ["emudhraCustomization.logoURL", "logo.png", "emudhraCustomization.logoURL must be a valid uri"],
  [
    "emudhraCustomization.headerColour",
    "red",
    'emudhraCustomization.headerColour with value "red" fails to match the required pattern: /^#[0-9A-Fa-f]{6}$/',
  ],
  [
    "emudhraCustomization.buttonColour",
    "#FFF",
    'emudhraCustomization.buttonColour with value "#FFF" fails to match the required pattern: /^#[0-9A-Fa-f]{6}$/',
  ],
  ["signerdetail", [], "signerdetail must contain at least 1 items"],
  [
    "signerdetail[].uidLastFourDigits",
    "234123412346",
    "signerdetail[0].uidLastFourDigits length must be 4 characters long",
  ],
  [
    "signerdetail[].uidLastFourDigits",
    "13a5",
    String.raw`signerdetail[0].uidLastFourDigits with value "13a5" fails to match the required pattern: /^\d+$/`,
  ],
  [
    "signerdetail[].signerYearOfBirth",
    "0101",
    String.raw`signerdetail[0].signerYearOfBirth with value "0101" fails to match the required pattern: /^(19|20)\d{2}$/`,
  ],
  ["signerdetail[].signatures", [], "signerdetail[0].signatures must contain at least 1 items"],
  [`${signature}.pageNo`, [], "signerdetail[0].signatures[0].pageNo must contain at least 1 items"],
  [
    `${signature}.pageNo`,
    [1, 4],
    "signerdetail[0].signatures[0].pageNo[1] must be less than or equal to 3",
  ],
  [
    `${signature}.pageNo`,
    [0],
    "signerdetail[0].signatures[0].pageNo[0] must be greater than or equal to 1",
  ],
  [`${signature}.pageNo`, [1.5], "signerdetail[0].signatures[0].pageNo[0] must be an integer"],
  [
    `${signature}.signaturePosition`,
    [],
    "signerdetail[0].signatures[0].signaturePosition must contain at least 1 items",
  ],
  [`${signature}.xCoordinate`, [1, 2], "No. of xCoordinate and yCoordinate must be equal"],
  [`${signature}.yCoordinate`, [], "No. of xCoordinate and yCoordinate must be equal"],
  [
    `${signature}.xCoordinate`,
    [],
    "signerdetail[0].signatures[0].xCoordinate must contain at least 1 items",
  ],
  [
    `${signature}.xCoordinate[]`,
    -1,
    "signerdetail[0].signatures[0].xCoordinate[0] must be greater than or equal to 0",
  ],
  [
    `${signature}.yCoordinate[]`,
    -1,
    "signerdetail[0].signatures[0].yCoordinate[0] must be greater than or equal to 0",
  ],
  [`${signature}.height`, 0, "signerdetail[0].signatures[0].height must be a positive number"],
  [`${signature}.width`, -5, "signerdetail[0].signatures[0].width must be a positive number"],
  ["estamp.stateCode", "ka", `estamp.stateCode must be one of [${stateCodes.join(", ")}]`],
  ["estamp.amount", 0, "estamp.amount must be a positive number"],
  ["estamp.pageNo", [4], "estamp.pageNo[0] must be less than or equal to 3"],
  ["estamp.message", "{{bank}}", "estamp.message contains an unknown variable {{bank}}"],
  ["nameMatchThreshold", "0.9", `nameMatchThreshold with value "0.9" ${threshold}`],
  ["nameMatchThreshold", "0.00", `nameMatchThreshold with value "0.00" ${threshold}`],
  ["nameMatchThreshold", "1.01", `nameMatchThreshold with value "1.01" ${threshold}`],
];
test.each(wrongs)("%s as %j: %s", (at, value, said) => {
  expect(refusal("initiate", change(whole(), at, value))).toBe(said);
});

test("every rule of initiate that says more than a type has an example here", () => {
  const shown = new Set(wrongs.map(([at]) => at));
  const rest = rules.initiate.filter(
    ({ at, form, problem }: Rule) => (form || problem) && !shown.has(at),
  );
  // These have tests of their own below, and each item of a list one with its list.
  expect(rest.map(({ at }) => at)).toEqual([
    `${signature}.pageNo[]`,
    "estamp.stampDutyValue",
    "estamp.considerationPrice",
    "estamp.pageNo[]",
    "estamp.custmonDefacement",
  ]);
});

test.each(["pullData", "delete", "deleteSigner"] as const)(
  "a number of %s has 36 signs",
  (call) => {
    const said = "contractId length must be 36 characters long";
    expect(refusal(call, { ...bodyOf(call, { at: "" }), contractId: "17" })).toBe(said);
  },
);

test.each([
  ["stampDutyValue", "100"],
  ["considerationPrice", "1000"],
])("%s belongs to an eStamp, which needs it and no amount", (name) => {
  const noAmount = change(eStamp(), "estamp.amount", undefined);
  expect(refusal("initiate", noAmount)).toBe(undefined);
  expect(refusal("initiate", change(whole(), `estamp.${name}`, undefined))).toBe(undefined);
  const none = refusal("initiate", change(noAmount, `estamp.${name}`, 0));
  expect(none).toBe(`estamp.${name} must be a positive number`);
});

test("a defacement of one's own is for an eChallan, and needs its message", () => {
  const other = change(eStamp(), "estamp.custmonDefacement", "true");
  expect(refusal("initiate", other)).toBe("estamp.custmonDefacement is not allowed");
  const usual = change(whole(), "estamp.custmonDefacement", false);
  expect(refusal("initiate", change(usual, "estamp.message", undefined))).toBe(undefined);
});

test("what is to match must be there, where there is a threshold", () => {
  for (const name of ["signerGender", "signerYearOfBirth"])
    expect(refusal("initiate", change(withoutFlags(), `signerdetail[].${name}`, undefined))).toBe(
      undefined,
    );
  const unheld = change(whole(), "nameMatchThreshold", undefined);
  expect(refusal("initiate", unheld)).toBe("allowSignerYOBMatch is not allowed");
  const lenient = { ...createSwitches(), flagsWithoutThreshold: "ignored" as const };
  const nobody = change(unheld, "signerdetail[].signerGender", undefined);
  expect(refusal("initiate", nobody, lenient)).toBe(undefined);
});

test("colours and a logo are for eMudhra", () => {
  const other = change(whole(), "eSignProvider", "NSDL");
  expect(refusal("initiate", other)).toBe("emudhraCustomization is not allowed");
});

test("places are taken with a hyphen, without one, and in any case", () => {
  const places = ["BottomLeft", "TOP-CENTER", "middleright", ...positions];
  for (const place of places) {
    const body = change(whole(), `${signature}.signaturePosition`, [place]);
    expect(refusal("initiate", body)).toBe(undefined);
  }
});

test("only CUSTOMIZE needs coordinates and a size", () => {
  const named = { pageNo: ["ALL"], signaturePosition: ["TOPLEFT"] };
  expect(refusal("initiate", change(whole(), signature, named))).toBe(undefined);
  const empty = { ...named, xCoordinate: [], yCoordinate: [] };
  expect(refusal("initiate", change(whole(), signature, empty))).toBe(undefined);
});

describe("what the document leaves open is a switch", () => {
  test.each([
    ["either", undefined, undefined],
    ["signerCallbackUrlAuthorizationHeader", undefined, "signerCallbackAuthorizationHeader"],
    ["signerCallbackAuthorizationHeader", "signerCallbackUrlAuthorizationHeader", undefined],
  ] as const)("the header's key: %s", (signerCallbackKey, first, second) => {
    const switches = { ...createSwitches(), signerCallbackKey };
    const no = (key: string | undefined) => key && `${key} is not allowed`;
    expect(refusal("initiate", whole(), switches)).toBe(no(first));
    expect(refusal("initiate", withOtherSpelling(), switches)).toBe(no(second));
    const both = { ...whole(), signerCallbackAuthorizationHeader: "two" };
    expect(refusal("initiate", both, switches)).toMatch(/ is not allowed$/);
  });

  test("empty optional texts", () => {
    const switches = { ...createSwitches(), emptyText: "absent" as const };
    const optional = ["persistAuthKey", "signerdetail[].uidLastFourDigits"];
    for (const at of optional)
      expect(refusal("initiate", change(whole(), at, ""), switches)).toBe(undefined);
    const needed = change(whole(), "callbackUrl", "");
    expect(refusal("initiate", needed, switches)).toBe("callbackUrl is not allowed to be empty");
  });

  test("the size of a box", () => {
    const none = change(whole(), `${signature}.height`, undefined);
    const optional = { ...createSwitches(), customSize: "optional" as const };
    expect(refusal("initiate", none, optional)).toBe(undefined);
    const enforced = { ...createSwitches(), smallestBox: "enforced" as const };
    const path = "signerdetail[0].signatures[0]";
    for (const [name, least] of [
      ["height", 70],
      ["width", 130],
    ] as const) {
      const small = change(whole(), `${signature}.${name}`, least - 1);
      const said = `${path}.${name} must be greater than or equal to ${least}`;
      expect(refusal("initiate", small, enforced)).toBe(said);
      expect(refusal("initiate", small)).toBe(undefined);
    }
  });

  test("unknown variables", () => {
    const switches = { ...createSwitches(), unknownVariable: "left_alone" as const };
    const body = change(whole(), "estamp.message", "{{bank}}");
    expect(refusal("initiate", body, switches)).toBe(undefined);
  });
});
