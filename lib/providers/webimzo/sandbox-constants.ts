/** "Constants" of the document: SignDataTypeIdConst. */
export const signDataTypes = [1, 2, 3, 4, 5];

/** SignatureMethodIdConst. */
export const methodNames = { 1: "E_IMZO", 2: "STYX_IMZO", 3: "SMS_CODE" } as const;
export type MethodId = keyof typeof methodNames;
export const isMethodId = (value: unknown): value is MethodId =>
  typeof value === "number" && value in methodNames;
export const smsMethod: MethodId = 3;

/** LanguageCodeConst, each with its "Localize Value"; Karakalpak has the code QR. */
export const locales = {
  UZ_LATN: "uz-Latn",
  UZ_CYRL: "uz-Cyrl",
  RU: "ru-RU",
  EN: "en-US",
  QR: "kaa",
} as const;
export type LanguageCode = keyof typeof locales;
export const languageCodes = Object.keys(locales) as readonly LanguageCode[];
export const isLanguageCode = (value: unknown): value is LanguageCode =>
  typeof value === "string" && Object.hasOwn(locales, value);

/** Whatever anybody types here is what the SMS says. */
export const practiceCode = "123456";
