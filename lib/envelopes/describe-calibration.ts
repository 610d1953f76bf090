import { createTranslator } from "next-intl";
import { defaultLocale, isLocale, locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type { CalibrationSheet } from "@/lib/pdf/draw-calibration";
import type { Landing } from "@/lib/provider-kit/contract";

/** A: as the settings are now; then one letter for each other way. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

type ProviderWords = {
  readonly name: string;
  readonly calibration?: Readonly<Record<string, string>>;
};

/** What the envelope is called. */
export function titleOfCalibration({ name }: { readonly name: string }, language: string): string {
  const locale = isLocale(language) ? language : defaultLocale;
  const t = createTranslator({ locale, messages: messagesFor(locale) });
  return t("calibration.sheet.title", { connection: name });
}

/** The words of a calibration document: in every language, for whoever will look at the paper. */
export function describeCalibration(
  connection: { readonly name: string; readonly providerId: string },
  landings: readonly Landing[],
): CalibrationSheet {
  const inAll = locales.map((locale) => {
    const messages = messagesFor(locale);
    const t = createTranslator({ locale, messages });
    const providers: Readonly<Record<string, ProviderWords>> = messages.providers;
    const words = providers[connection.providerId]?.calibration ?? {};
    return {
      title: t("calibration.sheet.title", { connection: connection.name }),
      about: t("calibration.sheet.about"),
      withOutlines: t("calibration.sheet.withOutlines"),
      withoutOutlines: t("calibration.sheet.withoutOutlines"),
      wordsOf: ({ differences }: Landing) =>
        differences.length === 0
          ? t("calibration.sheet.asSet")
          : differences.map((name) => words[name] ?? name).join(t("calibration.sheet.and")),
    };
  });
  return {
    titles: inAll.map(({ title }) => title),
    about: inAll.map(({ about }) => about),
    withOutlines: inAll.map(({ withOutlines }) => withOutlines),
    withoutOutlines: inAll.map(({ withoutOutlines }) => withoutOutlines),
    outlines: landings.map((landing, index) => ({
      letter: letterOf(index),
      page: landing.page,
      rect: landing.rect,
      words: inAll.map(({ wordsOf }) => wordsOf(landing)),
    })),
  };
}
