import { z } from "zod";
import type { OnlyWith } from "@/lib/vocabulary/input-shape";

/** `stateCode`: all that the provider's page names. */
export const stateCodes = [
  ...["KA", "MH", "GJ", "AP", "AN", "AS", "BR", "CT", "CH", "DN", "DD", "DL", "HP", "JK", "JH"],
  ...["LA", "OR", "PY", "RJ", "TN", "TR", "UP", "UT", "PB", "WB", "GA", "HR", "KL", "MN", "ML"],
  ...["MZ", "NL", "LD", "SK", "AR", "TG", "MP"],
] as const;

/** Where a stamp's text may stand, and `location` there. None is at the right: it might not fit. */
export const stampLocations = {
  top_left: "topLeft",
  top_center: "topCenter",
  middle_left: "middleLeft",
  middle_center: "middleCenter",
  bottom_left: "bottomLeft",
  bottom_center: "bottomCenter",
} as const;
export type StampPlace = keyof typeof stampLocations;
const stampPlaces = Object.keys(stampLocations) as StampPlace[];

// A draft is saved half filled: what is missing or does not fit is said by `findOptionProblems`.
const text = z.string().trim().max(200).optional();
const onlyWith = (option: string, ...choices: OnlyWith["choices"]) => ({
  onlyWith: { option, choices } satisfies OnlyWith,
});
const matching = { group: "matching", ...onlyWith("checksName", true) };
const branding = { group: "branding", ...onlyWith("eSignProvider", "emudhra") };
const anyStamp = { group: "stamp", ...onlyWith("stamp", "e_stamp", "e_challan") };
const eStamp = { group: "stamp", ...onlyWith("stamp", "e_stamp") };
const eChallan = { group: "stamp", ...onlyWith("stamp", "e_challan") };

/** Of one envelope. */
export const signzyOptions = z.strictObject({
  /** Compares the name in the recipient's Aadhaar with the one given. */
  checksName: z.boolean().default(false).meta({ group: "matching" }),
  /** How alike the two names have to be. */
  nameMatchThreshold: z
    .number()
    .default(0.9)
    .meta({ look: "share", ...matching }),
  matchesYearOfBirth: z.boolean().default(false).meta(matching),
  matchesGender: z.boolean().default(false).meta(matching),
  eSignProvider: z.enum(["emudhra", "nsdl"]).default("emudhra"),
  logoUrl: z
    .string()
    .trim()
    .max(500)
    .optional()
    .meta({ paints: "logo", ...branding }),
  headerColour: text.meta({ look: "colour", paints: "header", ...branding }),
  buttonColour: text.meta({ look: "colour", paints: "button", ...branding }),
  /** The signed file opens only with a password that is made for it. */
  isProtected: z.boolean().default(false),
  /** Instead of the envelope's own deadline. */
  lifetimeDays: z.number().optional().meta({ rare: true }),
  /** Instead of the connection's. */
  executerName: text.meta({ rare: true }),
  stamp: z.enum(["none", "e_stamp", "e_challan"]).default("none").meta({ group: "stamp" }),
  stampState: z
    .enum(stateCodes)
    .optional()
    .meta({ needed: true, ...anyStamp }),
  stampArticle: text.meta({ needed: true, ...anyStamp }),
  stampFirstParty: text.meta({ person: 1, needed: true, ...anyStamp }),
  stampSecondParty: text.meta({ person: 2, needed: true, ...anyStamp }),
  stampPurpose: text.meta({ needed: true, ...anyStamp }),
  stampDuty: text.meta({ needed: true, ...eStamp }),
  stampPrice: text.meta({ needed: true, ...eStamp }),
  stampAmount: text.meta({ needed: true, ...eChallan }),
  stampPaidBy: z.enum(["first", "second"]).default("first").meta(anyStamp),
  stampReference: text.meta(anyStamp),
  stampPlace: z.enum(stampPlaces).default("bottom_left").meta(anyStamp),
  stampPages: z
    .string()
    .trim()
    .max(200)
    .default("1")
    .meta({ look: "pages", ...anyStamp }),
  hasStampText: z.boolean().default(false).meta(eChallan),
  stampText: z
    .string()
    .trim()
    .max(1_000)
    .optional()
    .meta({ look: "lines", needed: true, group: "stamp", ...onlyWith("hasStampText", true) }),
});
export type SignzyOptions = z.infer<typeof signzyOptions>;
