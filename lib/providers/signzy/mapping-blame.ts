/** What a person changes to mend a refusal. */
export type Blamed =
  | { readonly at: "option" | "setting"; readonly name: string }
  /** Of a recipient. */
  | { readonly at: "identity"; readonly name: string }
  | { readonly at: "title" | "document" | "people" | "boxes" }
  /** Nothing that is typed: an address or a secret that the portal makes. */
  | { readonly at: "portal" };

const option = (name: string): Blamed => ({ at: "option", name });
const identity = (name: string): Blamed => ({ at: "identity", name });
const boxes: Blamed = { at: "boxes" };
const portal: Blamed = { at: "portal" };

/** The provider's keys, which its messages name, and the input behind each. */
export const blamedInputs: Readonly<Record<string, Blamed>> = {
  pdf: { at: "document" },
  persistAuthKey: option("isProtected"),
  contractName: { at: "title" },
  contractExecuterName: option("executerName"),
  successRedirectUrl: portal,
  failureRedirectUrl: portal,
  callbackUrl: portal,
  callbackUrlAuthorizationHeader: portal,
  signerCallbackUrl: portal,
  signerCallbackUrlAuthorizationHeader: { at: "setting", name: "signerHeaderKey" },
  signerCallbackAuthorizationHeader: { at: "setting", name: "signerHeaderKey" },
  contractTtl: option("lifetimeDays"),
  eSignProvider: option("eSignProvider"),
  emudhraCustomization: option("logoUrl"),
  logoURL: option("logoUrl"),
  headerColour: option("headerColour"),
  buttonColour: option("buttonColour"),
  signerdetail: { at: "people" },
  signerName: identity("name"),
  signatureType: identity("signature_type"),
  signerGender: identity("gender"),
  uidLastFourDigits: identity("aadhaar_last_four"),
  signerYearOfBirth: identity("birth_year"),
  signatures: boxes,
  pageNo: boxes,
  signaturePosition: boxes,
  xCoordinate: boxes,
  yCoordinate: boxes,
  height: boxes,
  width: boxes,
  nameMatchThreshold: option("nameMatchThreshold"),
  allowSignerYOBMatch: option("matchesYearOfBirth"),
  allowSignerGenderMatch: option("matchesGender"),
  estamp: option("stamp"),
  estampType: option("stamp"),
  stateCode: option("stampState"),
  firstPartyName: option("stampFirstParty"),
  secondPartyName: option("stampSecondParty"),
  purposeOfStampDuty: option("stampPurpose"),
  articleCode: option("stampArticle"),
  stampDutyPaidBy: option("stampPaidBy"),
  stampDutyValue: option("stampDuty"),
  considerationPrice: option("stampPrice"),
  amount: option("stampAmount"),
  location: option("stampPlace"),
  estampPageNo: option("stampPages"),
  custmonDefacement: option("hasStampText"),
  message: option("stampText"),
  userReference: option("stampReference"),
};

/** What a message means that names no key. */
const inOtherWords: readonly (readonly [RegExp, string])[] = [
  [/invalid url extension|pdf/i, "pdf"],
  [/e-?challan/i, "estampType"],
  [/page/i, "pageNo"],
];

const keys = new Map(Object.keys(blamedInputs).map((key) => [key.toLowerCase(), key]));
/** Of a stamp, where the last part of the way is also the name of something else. */
const ofStamp: Readonly<Record<string, string>> = { type: "estampType", pageno: "estampPageNo" };

/**
 * The key that a refusal is about: messages begin with it, in quotes or not, perhaps with the way to
 * it (`signerdetail[1].signerName`). Undefined when it names none.
 */
export function findBlamed(message: string): string | undefined {
  for (const path of message.toLowerCase().match(/[a-z][\w.[\]]*/g) ?? []) {
    const last = path.split(".").at(-1)?.replace(/\W.*$/, "") ?? "";
    const key = (path.startsWith("estamp.") && ofStamp[last]) || keys.get(last);
    if (key) return key;
  }
  return inOtherWords.find(([words]) => words.test(message))?.[1];
}

/** Nothing that may be a part of an Aadhaar number or a year of birth is kept. */
export const hideDigits = (message: string): string =>
  message.replace(/(with value )"[^"]*"/gi, '$1"…"').replace(/\d(?:[\s-]?\d){3,}/g, "…");
