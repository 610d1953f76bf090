import { readEmail, readWebAddress } from "./addresses";
import { readAadhaarLastFour } from "./india/aadhaar";
import { readBirthYear } from "./india/birth-year";
import { readIndianMobile } from "./india/mobile";
import { readAmount } from "./iran/amount";
import { readBankCard } from "./iran/bank-card";
import { readJalaliDate } from "./iran/jalali-date";
import { readMobile } from "./iran/mobile";
import { readNationalCode } from "./iran/national-code";
import { readOrganisationId } from "./iran/organisation-id";
import { readPostalCode } from "./iran/postal-code";
import { readSheba } from "./iran/sheba";
import { readNumber } from "./plain-number";
import { readEnglishText, readPersianText } from "./scripts";
import { readInn, readPinflOrInn } from "./uzbekistan/inn";
import { readUzbekPhone } from "./uzbekistan/phone";
import { readPinfl } from "./uzbekistan/pinfl";
import type { Reader } from "./verdict";
import { readWholeNumber } from "./whole-number";

/**
 * Every format by its name, so that a name can stand in a template or cross to the browser. A country
 * adds a folder of readers, its lines here and its problems in `verdict.ts`.
 */
export const formats = {
  aadhaar_last_four: readAadhaarLastFour,
  bank_card: readBankCard,
  birth_year: (text) => readBirthYear(text),
  email: readEmail,
  english_text: readEnglishText,
  indian_mobile: readIndianMobile,
  inn: readInn,
  iran_mobile: readMobile,
  iran_postal_code: readPostalCode,
  jalali_date: readJalaliDate,
  national_code: readNationalCode,
  number: readNumber,
  organisation_id: readOrganisationId,
  persian_text: readPersianText,
  pinfl: readPinfl,
  pinfl_or_inn: readPinflOrInn,
  rial_amount: (text) => readAmount(text, "rial"),
  sheba: readSheba,
  toman_amount: (text) => readAmount(text, "toman"),
  uzbek_phone: readUzbekPhone,
  web_address: readWebAddress,
  whole_number: readWholeNumber,
} as const satisfies Readonly<Record<string, Reader>>;
export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as readonly FormatName[] as readonly [
  FormatName,
  ...FormatName[],
];
