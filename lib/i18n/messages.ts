import type { Locale } from "./locales";
import en from "./messages/en.json";
import fa from "./messages/fa.json";

/** English is the file that says which messages exist; a test holds the others to it. */
export type Messages = typeof en;

const byLocale: Record<Locale, Messages> = { en, fa };

export function messagesFor(locale: Locale): Messages {
  return byLocale[locale];
}
