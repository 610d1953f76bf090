/** The table "estamping details", in its order. */
export const stateCodes = [
  ..."KA MH GJ AP AN AS BR CT CH DN DD DL HP JK JH LA OR PY RJ TN".split(" "),
  ..."TR UP UT PB WB GA HR KL MN ML MZ NL LD SK AR TG MP".split(" "),
];

const rows = ["TOP", "MIDDLE", "BOTTOM"] as const;
const columns = ["LEFT", "CENTER", "RIGHT"] as const;
export type Row = (typeof rows)[number];
export type Column = (typeof columns)[number];
type Place = `${Row}${Column}`;
export type Position = Place | "CUSTOMIZE";
export const positions: readonly Position[] = [
  ...rows.flatMap((row) => columns.map((column): Place => `${row}${column}`)),
  "CUSTOMIZE",
];
/** The document writes `TOP-LEFT`, `TOPLEFT` and `BottomLeft`. */
export const toPosition = (text: string): Position | undefined =>
  positions.find((each) => each === text.replaceAll("-", "").toUpperCase());
/** @param place any position but CUSTOMIZE, in whatever case */
export const splitPlace = (place: string): { readonly row: Row; readonly column: Column } => {
  const upper = place.toUpperCase();
  return {
    row: rows.find((row) => upper.startsWith(row)) ?? "BOTTOM",
    column: columns.find((column) => upper.endsWith(column)) ?? "LEFT",
  };
};

/** Of the eStamp: no right ones, "as there can be space issue". */
export const locations = [
  "topLeft",
  "topCenter",
  "middleLeft",
  "middleCenter",
  "bottomLeft",
  "bottomCenter",
];

export const signatureTypes = {
  "AADHAARESIGN-OTP": "OTP",
  "AADHAARESIGN-FINGERPRINT": "fingerprint",
  "AADHAARESIGN-FACEAUTH": "face",
} as const;
export type SignatureType = keyof typeof signatureTypes;

export const genders = ["male", "female", "transgender"];

/** What every telephone here receives. */
export const practiceCode = "123456";
/** 14 days. */
export const usualTtl = 1_209_600_000;
