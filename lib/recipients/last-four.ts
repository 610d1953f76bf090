import { toLatinDigits } from "@/lib/i18n/digits";

/** Whether somebody typed more of a number than the last four digits that may be asked for. */
export const isMoreThanLastFour = (typed: string): boolean =>
  toLatinDigits(typed).replace(/\D/g, "").length > 4;
