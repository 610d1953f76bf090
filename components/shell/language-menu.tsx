"use client";
import { Languages } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuChoice,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { directionOf, isLocale, locales, ownNameOf } from "@/lib/i18n/locales";
import { languageCookie } from "@/lib/i18n/preferences";
import { savePreference } from "./save-preference";

/** Each language under its own name, so that a person finds theirs on a page they cannot read. */
export function LanguageMenu() {
  const t = useTranslations("shell");
  const locale = useLocale();
  const router = useRouter();
  const choose = (next: string) => {
    if (!isLocale(next)) return;
    savePreference(languageCookie, next);
    router.refresh();
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="quiet"
          className="px-2.5"
          aria-label={t("languageNow", { language: ownNameOf(locale) })}
        >
          <Languages aria-hidden />
          <span className="hidden sm:inline">{ownNameOf(locale)}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={locale} onValueChange={choose}>
          {locales.map((language) => (
            <DropdownMenuChoice
              key={language}
              value={language}
              lang={language}
              dir={directionOf(language)}
            >
              {ownNameOf(language)}
            </DropdownMenuChoice>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
