import { toLatinDigits } from "@/lib/i18n/digits";
import { readPageRange } from "@/lib/placements/page-range";
import type { Values } from "@/lib/provider-kit/contract";
import type { SignzyOptions } from "./options";
import { stampLocations } from "./options";

/** What may stand in double braces in a stamp's own text. */
export const stampVariables = [
  "challanNo",
  "challanDate",
  "stateCode",
  "firstParty",
  "articleCode",
  "amount",
  "secondPartyName",
  "purposeOfStampDuty",
  "stampDutyPaidBy",
] as const;
export type StampVariable = (typeof stampVariables)[number];

/** An amount of rupees above zero, as a person typed it; undefined where it is none. */
export function readRupees(typed: string | undefined): string | undefined {
  const amount = toLatinDigits(typed ?? "").replace(/^\s*(?:₹|Rs\.?|INR)|[\s,٬]/giu, "");
  return /^\d{1,13}(?:\.\d{1,2})?$/.test(amount) && Number(amount) > 0 ? amount : undefined;
}

/** Who paid, by name. */
export const payerOf = ({
  stampPaidBy,
  stampFirstParty,
  stampSecondParty,
}: SignzyOptions): string | undefined =>
  stampPaidBy === "first" ? stampFirstParty : stampSecondParty;

/** `estamp` of a create, after the review has found nothing wrong. @param pageCount of the document */
export function toStamp(options: SignzyOptions, pageCount: number): Values | undefined {
  const { stamp } = options;
  if (stamp === "none") return undefined;
  const amounts =
    stamp === "e_stamp"
      ? {
          stampDutyValue: readRupees(options.stampDuty),
          considerationPrice: readRupees(options.stampPrice),
        }
      : { amount: readRupees(options.stampAmount) };
  return {
    type: stamp === "e_stamp" ? "eStamp" : "eChallan",
    stateCode: options.stampState,
    firstPartyName: options.stampFirstParty,
    secondPartyName: options.stampSecondParty,
    purposeOfStampDuty: options.stampPurpose,
    articleCode: options.stampArticle?.toUpperCase(),
    stampDutyPaidBy: payerOf(options),
    ...amounts,
    location: stampLocations[options.stampPlace],
    pageNo: readPageRange(options.stampPages, pageCount) ?? [1],
    ...(stamp === "e_challan" &&
      options.hasStampText && { custmonDefacement: "true", message: options.stampText }),
    userReference: options.stampReference,
  };
}
