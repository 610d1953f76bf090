import { useLocale, useTranslations } from "next-intl";
import { toLocalDigits } from "@/lib/i18n/digits";
import type { FormatProblem, ProblemValues } from "@/lib/recipients/verdict";

/** Why a text cannot be taken, in words; numbers that are text get the person's digits. */
export function useFormatWords() {
  const t = useTranslations("formatProblems");
  const locale = useLocale();
  return (problem: FormatProblem, values: ProblemValues): string =>
    t(
      problem,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === "string" ? toLocalDigits(value, locale) : value,
        ]),
      ),
    );
}
