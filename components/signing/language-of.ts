import "server-only";
import { cookies } from "next/headers";
import type { Locale } from "@/lib/i18n/locales";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { languageCookie } from "@/lib/i18n/preferences";

/** What the person chose in this browser, else what the sender knows about them. */
export async function languageOf(known: string): Promise<Locale> {
  const chosen = (await cookies()).get(languageCookie)?.value;
  if (isLocale(chosen)) return chosen;
  return isLocale(known) ? known : defaultLocale;
}
