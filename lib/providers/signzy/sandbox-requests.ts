import type { Column, Row, SignatureType } from "./sandbox-constants";
import { splitPlace, toPosition, usualTtl } from "./sandbox-constants";
import type { Body } from "./sandbox-rules";
import type { Switches } from "./sandbox-switches";

/** In the unit and from the origin of the request. */
export type CustomBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type SignaturePlan = {
  /** 1-based. */
  readonly pages: "all" | readonly number[];
  readonly places: readonly { readonly row: Row; readonly column: Column }[];
  /** Of CUSTOMIZE. */
  readonly boxes: readonly CustomBox[];
};
export type SignerDraft = {
  readonly name: string;
  readonly type: SignatureType;
  readonly gender: string | null;
  readonly lastFour: string | null;
  readonly yearOfBirth: string | null;
  readonly plans: readonly SignaturePlan[];
  /** As it came, for the answer. */
  readonly sent: Body;
};
export type StampDraft = {
  readonly isChallan: boolean;
  readonly stateCode: string;
  readonly firstPartyName: string;
  readonly secondPartyName: string;
  readonly purposeOfStampDuty: string;
  readonly articleCode: string;
  readonly stampDutyPaidBy: string;
  /** Rupees: of an eChallan its amount, of an eStamp the duty. */
  readonly duty: string;
  readonly place: { readonly row: Row; readonly column: Column };
  /** 1-based. */
  readonly pages: readonly number[];
  /** null for the usual text. */
  readonly message: string | null;
  readonly sent: Body;
};
export type ContractDraft = {
  readonly name: string;
  readonly executer: string;
  readonly successRedirectUrl: string;
  readonly failureRedirectUrl: string;
  readonly callbackUrl: string;
  readonly callbackHeader: string | null;
  readonly signerCallbackUrl: string | null;
  readonly signerCallbackHeader: string | null;
  readonly provider: string;
  readonly customization: Body | null;
  /** Opens the signed file. */
  readonly password: string | null;
  readonly ttl: number;
  readonly threshold: number | null;
  readonly isYearMatched: boolean;
  readonly isGenderMatched: boolean;
  readonly signers: readonly SignerDraft[];
  readonly stamp: StampDraft | null;
};

/** The smallest box of the sister API, where CUSTOMIZE says none and for the named places. */
export const usualBox = { width: 130, height: 70 };

const text = (value: unknown): string | null =>
  value === undefined || value === "" ? null : String(value);
const isTrue = (value: unknown) => value === true || value === "true";
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** @param body that passed `validate` */
export function toDraft(body: Body, switches: Switches): ContractDraft {
  const threshold = text(body.nameMatchThreshold);
  return {
    name: text(body.contractName) ?? "",
    executer: text(body.contractExecuterName) ?? "",
    successRedirectUrl: String(body.successRedirectUrl),
    failureRedirectUrl: String(body.failureRedirectUrl),
    callbackUrl: String(body.callbackUrl),
    callbackHeader: text(body.callbackUrlAuthorizationHeader),
    signerCallbackUrl: text(body.signerCallbackUrl),
    signerCallbackHeader: text(
      body.signerCallbackUrlAuthorizationHeader ?? body.signerCallbackAuthorizationHeader,
    ),
    provider: text(body.eSignProvider) ?? "EMUDHRA",
    customization: (body.emudhraCustomization as Body | undefined) ?? null,
    password: text(body.persistAuthKey),
    ttl: Number(text(body.contractTtl) ?? usualTtl),
    threshold: threshold === null ? null : Number(threshold),
    isYearMatched: threshold !== null && isTrue(body.allowSignerYOBMatch),
    isGenderMatched: threshold !== null && isTrue(body.allowSignerGenderMatch),
    signers: list(body.signerdetail).map((each) => toSigner(each as Body, switches)),
    stamp: body.estamp === undefined ? null : toStamp(body.estamp as Body),
  };
}

const toSigner = (sent: Body, switches: Switches): SignerDraft => ({
  name: String(sent.signerName),
  type: String(sent.signatureType).toUpperCase() as SignatureType,
  gender: text(sent.signerGender)?.toLowerCase() ?? null,
  lastFour: text(sent.uidLastFourDigits),
  yearOfBirth: text(sent.signerYearOfBirth),
  plans: list(sent.signatures).map((each) => toPlan(each as Body, switches)),
  sent,
});

/**
 * Several pages, places and coordinates in one object: nothing is said of what they mean together.
 * Here every page gets every named place and, once CUSTOMIZE is among them, a box at every pair of
 * coordinates.
 */
function toPlan(sent: Body, { unitsPerPoint }: Switches): SignaturePlan {
  const positions = list(sent.signaturePosition).map((each) => toPosition(String(each)));
  const usual = (side: number) => side * unitsPerPoint;
  const width = Number(text(sent.width) ?? usual(usualBox.width));
  const height = Number(text(sent.height) ?? usual(usualBox.height));
  const ys = list(sent.yCoordinate).map(Number);
  const boxes = list(sent.xCoordinate).map((x, index) => ({
    x: Number(x),
    y: ys[index] ?? 0,
    width,
    height,
  }));
  const pages = list(sent.pageNo);
  return {
    pages: pages.some((each) => typeof each === "string") ? "all" : pages.map(Number),
    places: positions.flatMap((each) =>
      each === undefined || each === "CUSTOMIZE" ? [] : [splitPlace(each)],
    ),
    boxes: positions.includes("CUSTOMIZE") ? boxes : [],
  };
}

function toStamp(sent: Body): StampDraft {
  const isChallan = String(sent.type).toLowerCase() === "echallan";
  const pages = list(sent.pageNo).map(Number);
  return {
    isChallan,
    stateCode: String(sent.stateCode),
    firstPartyName: String(sent.firstPartyName),
    secondPartyName: String(sent.secondPartyName),
    purposeOfStampDuty: String(sent.purposeOfStampDuty),
    articleCode: String(sent.articleCode),
    stampDutyPaidBy: String(sent.stampDutyPaidBy),
    duty: String(isChallan ? sent.amount : sent.stampDutyValue),
    place: splitPlace(text(sent.location) ?? "bottomLeft"),
    pages: pages.length > 0 ? pages : [1],
    message: isTrue(sent.custmonDefacement) ? text(sent.message) : null,
    sent,
  };
}
