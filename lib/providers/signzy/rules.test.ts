import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type { SendRequest, Values } from "@/lib/provider-kit/contract";
import type { HttpAnswer } from "@/lib/provider-kit/http";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { sendThere } from "@/lib/provider-kit/testing";
import { formats } from "@/lib/recipients/formats";
import { isWanted } from "@/lib/vocabulary/capabilities";
import { signzy } from ".";
import type { Blamed } from "./mapping-blame";
import { blamedInputs, findBlamed } from "./mapping-blame";
import { stampVariables } from "./mapping-stamp";
import { bodyOf, challan, eStamp, request, withOptions } from "./mapping-testing";
import { createSignzySandbox } from "./sandbox";
import { rules } from "./sandbox-rules";

const pdf = readFileSync(path.join(import.meta.dirname, "fixtures/sandbox-contract.pdf"));
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSignzySandbox({ smallestBox: "enforced" });
});
afterAll(() => sandbox.close());

type Body = Record<string, unknown>;
const identified: SendRequest["recipients"] = request.recipients.map((one) => ({
  ...one,
  identity: { birth_year: "1987", gender: "female", id_last_four: "2346" },
}));
const whole: Values = {
  ...challan,
  checksName: true,
  matchesYearOfBirth: true,
  matchesGender: true,
  logoUrl: "https://office.example/logo.png",
  headerColour: "#FF0000",
  buttonColour: "#00FF00",
  isProtected: true,
  lifetimeDays: 14,
  executerName: "Office",
  hasStampText: true,
  stampText: stampVariables.map((name) => `{{${name}}}`).join(" "),
  stampReference: "L-17",
};

/** What the provider's page forbids, and everything that we send, written past our own checks. */
async function refusalOf(change: (body: Body) => void, options: Values = whole) {
  const body = {
    ...structuredClone(bodyOf({ ...withOptions(options), recipients: identified })),
    pdf: pdf.toString("base64"),
  } as Body;
  change(body);
  const response = await fetch(`${sandbox.url}/api/v3/contract/initiate`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: String(sandbox.settings.accessToken),
    },
    body: JSON.stringify(body),
  });
  const answer: HttpAnswer = {
    kind: "http",
    status: response.status,
    headers: {},
    body: new Uint8Array(await response.arrayBuffer()),
  };
  const found = signzy.interpret(answer);
  return found.outcome === "rejected" ? found.error.words : found;
}

const first = (body: Body): Body => (body.signerdetail as Body[])[0] ?? {};
const box = (body: Body): Body => (first(body).signatures as Body[])[0] ?? {};
const stamp = (body: Body): Body => body.estamp as Body;
const set =
  (of: (body: Body) => Body, name: string, value: unknown) =>
  (body: Body): void => {
    if (value === undefined) delete of(body)[name];
    else of(body)[name] = value;
  };
const top = (body: Body): Body => body;
const option = (name: string): Blamed => ({ at: "option", name });
const identity = (name: string): Blamed => ({ at: "identity", name });
const problems = (options: Values) => () =>
  signzy.checkOptions?.(withOptions({ ...whole, ...options }).options, request) ?? [];
const isRefused = (format: keyof typeof formats, text: string) => () =>
  formats[format](text).ok ? [] : [format];
/** Asked for in the review while the option is on. */
const isAskedFor = (part: string, name: string) => () =>
  signzy.capabilities.identity.filter(
    (asked) => asked.part === part && isWanted(asked, { [name]: true }) && !isWanted(asked, {}),
  );
/** Of an option that has no other choices. */
const isNoChoice = (name: string, value: unknown) => () =>
  signzy.options.safeParse({ [name]: value }).error?.issues ?? [];

type Row = readonly [
  what: string,
  change: (body: Body) => void,
  blamed: Blamed,
  /** How we say it before it is sent; null for what no person types. */
  saidBefore: (() => readonly unknown[]) | null,
];
const portal: Blamed = { at: "portal" };
const boxes: Blamed = { at: "boxes" };

const rows: readonly Row[] = [
  ["no file", set(top, "pdf", undefined), { at: "document" }, null],
  [
    "a link that does not end in .pdf",
    set(top, "pdf", "https://muhr.example/1"),
    { at: "document" },
    null,
  ],
  ["an empty title", set(top, "contractName", ""), { at: "title" }, null],
  ["no way back", set(top, "successRedirectUrl", ""), portal, null],
  ["no way back from a failure", set(top, "failureRedirectUrl", undefined), portal, null],
  ["nowhere to call", set(top, "callbackUrl", ""), portal, null],
  ["an address that is none", set(top, "signerCallbackUrl", "muhr"), portal, null],
  ["an odd password", set(top, "persistAuthKey", "a b"), option("isProtected"), null],
  [
    "an empty name of the sender",
    set(top, "contractExecuterName", ""),
    option("executerName"),
    null,
  ],
  [
    "no lifetime",
    set(top, "contractTtl", 0),
    option("lifetimeDays"),
    problems({ lifetimeDays: 0 }),
  ],
  [
    "another eSign provider",
    set(top, "eSignProvider", "c-dac"),
    option("eSignProvider"),
    isNoChoice("eSignProvider", "c-dac"),
  ],
  [
    "a colour by name",
    (body) => set(() => body.emudhraCustomization as Body, "headerColour", "red")(body),
    option("headerColour"),
    problems({ headerColour: "red" }),
  ],
  [
    "a short colour",
    (body) => set(() => body.emudhraCustomization as Body, "buttonColour", "#FFF")(body),
    option("buttonColour"),
    problems({ buttonColour: "#FFF" }),
  ],
  [
    "a logo that is no address",
    (body) => set(() => body.emudhraCustomization as Body, "logoURL", "logo")(body),
    option("logoUrl"),
    problems({ logoUrl: "logo" }),
  ],
  ["a logo for NSDL", set(top, "eSignProvider", "nsdl"), option("logoUrl"), null],
  ["nobody", set(top, "signerdetail", []), { at: "people" }, null],
  ["a stamp that is none", set(top, "estamp", []), option("stamp"), null],
  ["a person without a name", set(first, "signerName", ""), identity("name"), null],
  ["another way to sign", set(first, "signatureType", "DSC"), identity("signature_type"), null],
  ["a gender of no name", set(first, "signerGender", "x"), identity("gender"), null],
  [
    "no gender where it is compared",
    set(first, "signerGender", undefined),
    identity("gender"),
    isAskedFor("gender", "matchesGender"),
  ],
  [
    "no year where it is compared",
    set(first, "signerYearOfBirth", undefined),
    identity("birth_year"),
    isAskedFor("birth_year", "matchesYearOfBirth"),
  ],
  [
    "a year that is none",
    set(first, "signerYearOfBirth", "0101"),
    identity("birth_year"),
    isRefused("birth_year", "0101"),
  ],
  [
    "five digits",
    set(first, "uidLastFourDigits", "12345"),
    identity("aadhaar_last_four"),
    isRefused("aadhaar_last_four", "12345"),
  ],
  [
    "letters for digits",
    set(first, "uidLastFourDigits", "12a4"),
    identity("aadhaar_last_four"),
    isRefused("aadhaar_last_four", "12a4"),
  ],
  ["nowhere to sign", set(first, "signatures", []), boxes, null],
  ["no page", set(box, "pageNo", undefined), boxes, null],
  ["a page that is not there", set(box, "pageNo", [9]), boxes, null],
  ["a place of no name", set(box, "signaturePosition", ["LEFT"]), boxes, null],
  ["no coordinates", set(box, "xCoordinate", undefined), boxes, null],
  ["coordinates that are no pairs", set(box, "yCoordinate", [1, 2]), boxes, null],
  ["a box without a height", set(box, "height", undefined), boxes, null],
  ["a box that is too narrow", set(box, "width", 100), boxes, null],
  [
    "a threshold with one decimal",
    set(top, "nameMatchThreshold", "0.9"),
    option("nameMatchThreshold"),
    null,
  ],
  [
    "a threshold of nothing",
    set(top, "nameMatchThreshold", "0.00"),
    option("nameMatchThreshold"),
    problems({ nameMatchThreshold: 0 }),
  ],
  [
    "a threshold above all",
    set(top, "nameMatchThreshold", "1.01"),
    option("nameMatchThreshold"),
    problems({ nameMatchThreshold: 1.01 }),
  ],
  [
    "a year to compare without a name",
    set(top, "nameMatchThreshold", undefined),
    option("matchesYearOfBirth"),
    null,
  ],
  [
    "a gender to compare without a name",
    (body) => {
      delete body.nameMatchThreshold;
      delete body.allowSignerYOBMatch;
    },
    option("matchesGender"),
    null,
  ],
  [
    "another kind of stamp",
    set(stamp, "type", "paper"),
    option("stamp"),
    isNoChoice("stamp", "paper"),
  ],
  [
    "another state",
    set(stamp, "stateCode", "XX"),
    option("stampState"),
    isNoChoice("stampState", "XX"),
  ],
  ...(
    [
      ["stateCode", "stampState"],
      ["firstPartyName", "stampFirstParty"],
      ["secondPartyName", "stampSecondParty"],
      ["purposeOfStampDuty", "stampPurpose"],
      ["articleCode", "stampArticle"],
      ["amount", "stampAmount"],
      ["message", "stampText"],
    ] as const
  ).map(
    ([key, name]): Row => [
      `an e-challan without ${key}`,
      set(stamp, key, undefined),
      option(name),
      problems({ [name]: undefined }),
    ],
  ),
  [
    "a stamp that nobody paid",
    set(stamp, "stampDutyPaidBy", undefined),
    option("stampPaidBy"),
    problems({ stampFirstParty: undefined }),
  ],
  [
    "an amount in words",
    set(stamp, "amount", "one"),
    option("stampAmount"),
    problems({ stampAmount: "one" }),
  ],
  [
    "an amount of nothing",
    set(stamp, "amount", "0"),
    option("stampAmount"),
    problems({ stampAmount: "0" }),
  ],
  [
    "a place at the right",
    set(stamp, "location", "topRight"),
    option("stampPlace"),
    isNoChoice("stampPlace", "top_right"),
  ],
  [
    "a stamp on a page that is not there",
    set(stamp, "pageNo", [9]),
    option("stampPages"),
    problems({ stampPages: "9" }),
  ],
  [
    "an unknown variable",
    set(stamp, "message", "{{x}}"),
    option("stampText"),
    problems({ stampText: "{{x}}" }),
  ],
  ["an odd wish for a text", set(stamp, "custmonDefacement", "x"), option("hasStampText"), null],
  ["an empty reference", set(stamp, "userReference", ""), option("stampReference"), null],
];

const eStampRows: readonly Row[] = (
  [
    ["stampDutyValue", "stampDuty"],
    ["considerationPrice", "stampPrice"],
  ] as const
).map(([key, name]) => [
  `an e-stamp without ${key}`,
  set(stamp, key, undefined),
  option(name),
  problems({ ...eStamp, [name]: undefined }),
]);

describe("what the provider's page forbids is refused, and blamed on the input that is wrong", () => {
  const isSaid = async ([, change, blamed, saidBefore]: Row, options?: Values) => {
    const words = await refusalOf(change, options);
    expect(words).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    const code = "code" in words ? String(words.code) : "";
    expect(blamedInputs[code]).toEqual(blamed);
    for (const locale of locales)
      expect(messagesFor(locale).providers.signzy.errors).toHaveProperty(code);
    if (saidBefore) expect(saidBefore()).not.toEqual([]);
  };
  test.each(rows)("%s", (...row) => isSaid(row));
  test.each(eStampRows)("%s", (...row) =>
    isSaid(row, { ...whole, ...eStamp, hasStampText: false }),
  );

  test("by whichever rule of the page it is", () => {
    for (const { at } of rules.initiate) {
      const said = at.replaceAll("[]", "[0]");
      for (const words of ["is required", "is not allowed to be empty", "must be a string"])
        expect(findBlamed(`${said} ${words}`), at).toBeDefined();
    }
  });

  test("a key of which nobody has heard, too", async () => {
    expect(await refusalOf(set(top, "workflow", true))).toEqual({
      message: "workflow is not allowed",
    });
  });
});

describe("what our own checks let through is taken", () => {
  const settings = () => signzy.settings.parse(sandbox.settings) as Values;
  const send = (change: Partial<SendRequest>, also: Values = {}) =>
    sendThere(signzy, { ...settings(), ...also }, { ...request, ...change }, pdf);

  const cases: readonly (readonly [string, Values])[] = [
    ["nothing but what is needed", {}],
    ["everything at once", whole],
    ["an e-stamp", eStamp],
    ["an e-challan", challan],
    ["an amount as people write it", { ...challan, stampAmount: "Rs. 1,00,000.50" }],
    ["the smallest threshold", { checksName: true, nameMatchThreshold: 0.01 }],
    ["the largest threshold", { checksName: true, nameMatchThreshold: 1 }],
    ["NSDL, with a logo that does not count", { eSignProvider: "nsdl", logoUrl: "x" }],
    ["a lifetime", { lifetimeDays: 1 }],
    ["a password", { isProtected: true }],
  ];
  test.each(cases)("%s", async (_, options) => {
    const change = { ...withOptions(options), recipients: identified };
    expect(signzy.checkOptions?.(change.options, request)).toEqual([]);
    expect(await send(change)).toMatchObject({ outcome: "accepted" });
  });

  test("a deadline, every place and every page", async () => {
    const { positions } = signzy.capabilities.boxes;
    const placements = (positions?.names ?? []).flatMap((position) =>
      [1, 2, 3].map((page) => ({
        id: `${position} ${page}`,
        recipientId: "r1",
        page,
        rect: { space: "pdf", x: 36, y: 36, width: 130, height: 70 } as const,
        position,
      })),
    );
    const others = request.placements.filter(({ recipientId }) => recipientId === "r2");
    expect(
      await send({
        placements: [...placements, ...others],
        expiresAt: new Date(Date.now() + 86_400_000),
      }),
    ).toMatchObject({ outcome: "accepted" });
  });

  test.each([
    ["signerCallbackUrlAuthorizationHeader", "signerCallbackUrlAuthorizationHeader", "accepted"],
    ["signerCallbackUrlAuthorizationHeader", "signerCallbackAuthorizationHeader", "rejected"],
    ["signerCallbackAuthorizationHeader", "signerCallbackAuthorizationHeader", "accepted"],
    ["signerCallbackAuthorizationHeader", "signerCallbackUrlAuthorizationHeader", "rejected"],
  ])("an account that knows %s and gets %s: %s", async (signerCallbackKey, key, outcome) => {
    sandbox.switch({ signerCallbackKey });
    const made = await send({}, { signerHeaderKey: key });
    sandbox.switch({ signerCallbackKey: "either" });
    expect(made.outcome).toBe(outcome);
    if (made.outcome === "rejected")
      expect(blamedInputs[String(made.error.words.code)]).toEqual({
        at: "setting",
        name: "signerHeaderKey",
      });
  });
});
