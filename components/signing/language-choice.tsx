"use client";
import { Languages } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { savePreference } from "@/components/shell/save-preference";
import { directionOf, locales, ownNameOf } from "@/lib/i18n/locales";
import { languageCookie } from "@/lib/i18n/preferences";

/** The device's own list: light, and the easiest one to use with a thumb. */
export function LanguageChoice() {
  const t = useTranslations("sign");
  const locale = useLocale();
  const router = useRouter();
  return (
    <label className="flex h-10 shrink-0 items-center gap-1.5 rounded-md px-2 hover:bg-neutral-soft has-focus-visible:outline-2 has-focus-visible:outline-tile">
      <Languages aria-hidden className="size-4" />
      <span className="sr-only">{t("language")}</span>
      <select
        value={locale}
        onChange={(event) => {
          savePreference(languageCookie, event.target.value);
          router.refresh();
        }}
        className="bg-transparent py-2 text-base outline-none"
      >
        {locales.map((language) => (
          <option
            key={language}
            value={language}
            lang={language}
            dir={directionOf(language)}
            className="bg-surface text-ink"
          >
            {ownNameOf(language)}
          </option>
        ))}
      </select>
    </label>
  );
}
