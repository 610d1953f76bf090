import { genders, locations, positions, signatureTypes, stateCodes } from "./sandbox-constants";
import type { Switches } from "./sandbox-switches";
import { findUnknownVariables } from "./sandbox-variables";

export type Body = Readonly<Record<string, unknown>>;
/** Where a value stands. */
export type Scene = {
  /** The object that it belongs to; that of a list for the list's items. */
  readonly parent: Body;
  readonly root: Body;
  readonly switches: Switches;
  /** Of the file to be signed; null while it was not read. */
  readonly pageCount: number | null;
};
type Condition = (scene: Scene) => boolean;
export type Rule = {
  /** `signerdetail[].signerName`; `[]` alone at the end is each item of a list. */
  readonly at: string;
  /** As Joi does, a number or a boolean may also come as text. */
  readonly kind: "text" | "number" | "boolean" | "list" | "object" | "any";
  readonly isNeeded?: true | Condition;
  /** The key may not be there. */
  readonly isBanned?: Condition;
  /** Compared without regard to case, except for codes. */
  readonly oneOf?: readonly string[];
  readonly isExact?: true;
  readonly form?: RegExp;
  /** @returns the whole message */
  readonly problem?: (value: never, path: string, scene: Scene) => string | undefined;
};

const isTrue = (value: unknown) => value === true || value === "true";
const says = (value: unknown, word: string) =>
  typeof value === "string" && value.toLowerCase() === word.toLowerCase();

const hasThreshold: Condition = ({ root }) => (root.nameMatchThreshold ?? "") !== "";
const isFlagIdle: Condition = (scene) =>
  scene.switches.flagsWithoutThreshold === "refused" && !hasThreshold(scene);
const isCustom: Condition = ({ parent }) =>
  Array.isArray(parent.signaturePosition) &&
  parent.signaturePosition.some((each) => says(each, "CUSTOMIZE"));
const isSized: Condition = (scene) => isCustom(scene) && scene.switches.customSize === "required";
const isChallan: Condition = ({ parent }) => says(parent.type, "eChallan");
const isStamp: Condition = ({ parent }) => says(parent.type, "eStamp");

const address = (value: string, path: string) =>
  /^https?:$/.test(URL.parse(value)?.protocol ?? "") ? undefined : `${path} must be a valid uri`;
const some = (value: readonly unknown[], path: string) =>
  value.length > 0 ? undefined : `${path} must contain at least 1 items`;
const amount = (value: number, path: string) =>
  value > 0 ? undefined : `${path} must be a positive number`;
const length = (wanted: number) => (value: string, path: string) =>
  value.length === wanted ? undefined : `${path} length must be ${wanted} characters long`;
const size =
  (smallest: number) =>
  (value: number, path: string, { switches }: Scene) => {
    if (!(value > 0)) return `${path} must be a positive number`;
    const isSmall = switches.smallestBox === "enforced" && value < smallest;
    return isSmall ? `${path} must be greater than or equal to ${smallest}` : undefined;
  };
const page = (value: unknown, path: string, { pageCount }: Scene) => {
  if (!Number.isInteger(value)) return `${path} must be an integer`;
  if (Number(value) < 1) return `${path} must be greater than or equal to 1`;
  const isBeyond = pageCount !== null && Number(value) > pageCount;
  return isBeyond ? `${path} must be less than or equal to ${pageCount}` : undefined;
};
const pageOrAll = (value: unknown, path: string, scene: Scene) => {
  if (says(value, "All")) return undefined;
  return typeof value === "number"
    ? page(value, path, scene)
    : `${path} must be one of [number, All]`;
};
const pairs = (value: readonly unknown[], _: string, { parent }: Scene) => {
  const other = parent.xCoordinate;
  if (Array.isArray(other) && other.length !== value.length)
    return "No. of xCoordinate and yCoordinate must be equal";
  return undefined;
};
/** A key that CUSTOMIZE needs may be there and empty for the other positions, as in the answer. */
const someIfCustom = (value: readonly unknown[], path: string, scene: Scene) =>
  isCustom(scene) ? some(value, path) : undefined;
const notNegative = (value: number, path: string) =>
  value >= 0 ? undefined : `${path} must be greater than or equal to 0`;

const initiate: readonly Rule[] = [
  { at: "pdf", kind: "text", isNeeded: true },
  {
    at: "persistAuthKey",
    kind: "text",
    problem: (value: string, path) =>
      /^[a-z0-9]+$/i.test(value) ? undefined : `${path} must only contain alpha-numeric characters`,
  },
  { at: "contractName", kind: "text" },
  { at: "contractExecuterName", kind: "text" },
  { at: "successRedirectUrl", kind: "text", isNeeded: true, problem: address },
  { at: "failureRedirectUrl", kind: "text", isNeeded: true, problem: address },
  { at: "contractTtl", kind: "number", problem: amount },
  { at: "callbackUrl", kind: "text", isNeeded: true, problem: address },
  { at: "callbackUrlAuthorizationHeader", kind: "text" },
  { at: "eSignProvider", kind: "text", oneOf: ["nsdl", "eMudhra"] },
  {
    at: "emudhraCustomization",
    kind: "object",
    isBanned: ({ root }) => says(root.eSignProvider, "nsdl"),
  },
  { at: "emudhraCustomization.logoURL", kind: "text", problem: address },
  { at: "emudhraCustomization.headerColour", kind: "text", form: /^#[0-9A-Fa-f]{6}$/ },
  { at: "emudhraCustomization.buttonColour", kind: "text", form: /^#[0-9A-Fa-f]{6}$/ },
  { at: "signerdetail", kind: "list", isNeeded: true, problem: some },
  { at: "signerdetail[]", kind: "object" },
  { at: "signerdetail[].signerName", kind: "text", isNeeded: true },
  {
    at: "signerdetail[].signatureType",
    kind: "text",
    isNeeded: true,
    oneOf: Object.keys(signatureTypes),
  },
  {
    at: "signerdetail[].signerGender",
    kind: "text",
    isNeeded: (scene) => hasThreshold(scene) && isTrue(scene.root.allowSignerGenderMatch),
    oneOf: genders,
  },
  {
    at: "signerdetail[].uidLastFourDigits",
    kind: "text",
    form: /^\d+$/,
    problem: length(4),
  },
  {
    at: "signerdetail[].signerYearOfBirth",
    kind: "text",
    isNeeded: (scene) => hasThreshold(scene) && isTrue(scene.root.allowSignerYOBMatch),
    form: /^(19|20)\d{2}$/,
  },
  { at: "signerdetail[].signatures", kind: "list", isNeeded: true, problem: some },
  { at: "signerdetail[].signatures[]", kind: "object" },
  { at: "signerdetail[].signatures[].pageNo", kind: "list", isNeeded: true, problem: some },
  { at: "signerdetail[].signatures[].pageNo[]", kind: "any", problem: pageOrAll },
  {
    at: "signerdetail[].signatures[].signaturePosition",
    kind: "list",
    isNeeded: true,
    problem: some,
  },
  {
    at: "signerdetail[].signatures[].signaturePosition[]",
    kind: "text",
    // With and without a hyphen, as the document itself writes them.
    oneOf: [...positions, ...positions.map((each) => each.replace(/(?<=TOP|MIDDLE|BOTTOM)/, "-"))],
  },
  {
    at: "signerdetail[].signatures[].xCoordinate",
    kind: "list",
    isNeeded: isCustom,
    problem: someIfCustom,
  },
  { at: "signerdetail[].signatures[].xCoordinate[]", kind: "number", problem: notNegative },
  {
    at: "signerdetail[].signatures[].yCoordinate",
    kind: "list",
    isNeeded: isCustom,
    problem: pairs,
  },
  { at: "signerdetail[].signatures[].yCoordinate[]", kind: "number", problem: notNegative },
  {
    at: "signerdetail[].signatures[].height",
    kind: "number",
    isNeeded: isSized,
    problem: size(70),
  },
  {
    at: "signerdetail[].signatures[].width",
    kind: "number",
    isNeeded: isSized,
    problem: size(130),
  },
  { at: "estamp", kind: "object" },
  { at: "estamp.type", kind: "text", isNeeded: true, oneOf: ["eChallan", "eStamp"] },
  { at: "estamp.stateCode", kind: "text", isNeeded: true, oneOf: stateCodes, isExact: true },
  { at: "estamp.firstPartyName", kind: "text", isNeeded: true },
  { at: "estamp.secondPartyName", kind: "text", isNeeded: true },
  { at: "estamp.purposeOfStampDuty", kind: "text", isNeeded: true },
  { at: "estamp.articleCode", kind: "text", isNeeded: true },
  { at: "estamp.stampDutyPaidBy", kind: "text", isNeeded: true },
  { at: "estamp.stampDutyValue", kind: "number", isNeeded: isStamp, problem: amount },
  { at: "estamp.considerationPrice", kind: "number", isNeeded: isStamp, problem: amount },
  { at: "estamp.amount", kind: "number", isNeeded: isChallan, problem: amount },
  { at: "estamp.location", kind: "text", oneOf: locations },
  { at: "estamp.pageNo", kind: "list" },
  { at: "estamp.pageNo[]", kind: "number", problem: page },
  {
    at: "estamp.custmonDefacement",
    kind: "boolean",
    problem: (value: boolean, path, scene) =>
      isTrue(value) && !isChallan(scene) ? `${path} is not allowed` : undefined,
  },
  {
    at: "estamp.message",
    kind: "text",
    isNeeded: ({ parent }) => isTrue(parent.custmonDefacement),
    problem(value: string, path, { switches }) {
      const [unknown] = findUnknownVariables(value);
      if (unknown === undefined || switches.unknownVariable === "left_alone") return undefined;
      return `${path} contains an unknown variable {{${unknown}}}`;
    },
  },
  { at: "estamp.userReference", kind: "text" },
  { at: "signerCallbackUrl", kind: "text", problem: address },
  {
    at: "signerCallbackUrlAuthorizationHeader",
    kind: "text",
    isBanned: ({ switches }) => switches.signerCallbackKey === "signerCallbackAuthorizationHeader",
  },
  {
    at: "signerCallbackAuthorizationHeader",
    kind: "text",
    // Nobody says what two values would mean.
    isBanned: ({ root, switches }) =>
      switches.signerCallbackKey === "signerCallbackUrlAuthorizationHeader" ||
      root.signerCallbackUrlAuthorizationHeader !== undefined,
  },
  { at: "nameMatchThreshold", kind: "text", form: /^(0\.(0[1-9]|[1-9][0-9])|1\.00)$/ },
  { at: "allowSignerYOBMatch", kind: "boolean", isBanned: isFlagIdle },
  { at: "allowSignerGenderMatch", kind: "boolean", isBanned: isFlagIdle },
];

const contractId: Rule = { at: "contractId", kind: "text", isNeeded: true, problem: length(36) };

/** Every rule of every call, in the order in which a body is read. */
export const rules = {
  initiate,
  pullData: [contractId],
  delete: [contractId],
  deleteSigner: [contractId, { at: "signerId", kind: "text", isNeeded: true, problem: length(36) }],
} satisfies Record<string, readonly Rule[]>;
export type Call = keyof typeof rules;
