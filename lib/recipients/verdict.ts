/**
 * Why a text cannot be taken. Every code has its sentence in each message file
 * (`formatProblems.<code>`); a new code here without its words fails a test.
 */
export const formatProblems = [
  "empty",
  "national_code_characters",
  "national_code_short",
  "national_code_zeros",
  "national_code_long",
  "national_code_repeated",
  "national_code_wrong",
  "organisation_id_characters",
  "organisation_id_short",
  "organisation_id_long",
  "organisation_id_repeated",
  "organisation_id_wrong",
  "iran_mobile_characters",
  "iran_mobile_start",
  "iran_mobile_landline",
  "iran_mobile_foreign",
  "iran_mobile_short",
  "iran_mobile_long",
  "pinfl_characters",
  "pinfl_short",
  "pinfl_long",
  "pinfl_century",
  "pinfl_date",
  "pinfl_check_digit",
  "inn_characters",
  "inn_short",
  "inn_long",
  "inn_start",
  "pinfl_or_inn_short",
  "uzbek_phone_characters",
  "uzbek_phone_start",
  "uzbek_phone_foreign",
  "uzbek_phone_short",
  "uzbek_phone_long",
  "uzbek_phone_fixed",
  "aadhaar_last_four_characters",
  "aadhaar_last_four_short",
  "aadhaar_last_four_long",
  "aadhaar_last_four_whole",
  "birth_year_characters",
  "birth_year_short",
  "birth_year_range",
  "birth_year_future",
  "indian_mobile_characters",
  "indian_mobile_start",
  "indian_mobile_foreign",
  "indian_mobile_short",
  "indian_mobile_long",
  "whole_number_characters",
  "whole_number_large",
  "iran_postal_code_characters",
  "iran_postal_code_short",
  "iran_postal_code_long",
  "iran_postal_code_repeated",
  "sheba_start",
  "sheba_characters",
  "sheba_short",
  "sheba_long",
  "sheba_wrong",
  "bank_card_characters",
  "bank_card_short",
  "bank_card_long",
  "bank_card_repeated",
  "bank_card_wrong",
  "jalali_date_characters",
  "jalali_date_incomplete",
  "jalali_date_shape",
  "jalali_date_year",
  "jalali_date_year_range",
  "jalali_date_gregorian",
  "jalali_date_month",
  "jalali_date_day",
  "jalali_date_esfand",
  "amount_characters",
  "amount_fraction",
  "amount_grouping",
  "amount_negative",
  "amount_large",
  "amount_words_unread",
  "amount_words_differ",
  "amount_words_tenfold",
  "number_characters",
  "number_grouping",
  "number_mark",
  "persian_text_latin",
  "persian_text_letters",
  "english_text_persian",
  "english_text_letters",
  "email_invalid",
  "web_address_invalid",
] as const;
export type FormatProblem = (typeof formatProblems)[number];

/** What the sentence of a problem may name. Texts have Latin digits: screens localise them. */
export type ProblemValues = Readonly<Record<string, string | number>>;

export type Refusal = {
  readonly ok: false;
  readonly problem: FormatProblem;
  readonly values: ProblemValues;
  /** More typing at the end can still make it right: say nothing before the input is left. */
  readonly isUnfinished: boolean;
};
/** What may be wrong with a text that is taken all the same: said, and keeps nobody out. */
export type Doubt = { readonly problem: FormatProblem; readonly values: ProblemValues };
/** `value` is the normalised form: what is kept and compared. */
export type Verdict =
  | { readonly ok: true; readonly value: string; readonly doubt?: Doubt }
  | Refusal;
export type Reader = (text: string) => Verdict;

export const accept = (value: string): Verdict => ({ ok: true, value });

export const doubt = (
  value: string,
  problem: FormatProblem,
  values: ProblemValues = {},
): Verdict => ({ ok: true, value, doubt: { problem, values } });

/** No further typing mends it: said at once. */
export const refuse = (problem: FormatProblem, values: ProblemValues = {}): Refusal => ({
  ok: false,
  problem,
  values,
  isUnfinished: false,
});

/** Right so far, or not known to be wrong: said when the input is left. */
export const awaitMore = (problem: FormatProblem, values: ProblemValues = {}): Refusal => ({
  ...refuse(problem, values),
  isUnfinished: true,
});
