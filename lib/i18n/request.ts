import "server-only";
import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { formatsFor } from "./formats";
import type { Locale } from "./locales";
import { isLocale, negotiateLocale, usualTimeZoneOf } from "./locales";
import { messagesFor } from "./messages";
import { officeTimeZone } from "./office-time-zone";
import { languageCookie } from "./preferences";

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? (await readLocale());
  return {
    locale,
    messages: messagesFor(locale),
    formats: formatsFor(locale),
    timeZone: officeTimeZone() ?? usualTimeZoneOf(locale),
    now: new Date(),
  };
});

async function readLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(languageCookie)?.value;
  if (isLocale(chosen)) return chosen;
  return negotiateLocale((await headers()).get("accept-language"));
}
