"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuChoice,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Theme } from "@/lib/i18n/preferences";
import { themeCookie, themes, toTheme } from "@/lib/i18n/preferences";
import { savePreference } from "./save-preference";

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

export function ThemeMenu({ theme: atFirst }: { theme: Theme }) {
  const t = useTranslations("shell.theme");
  const [theme, setTheme] = useState(atFirst);
  const Icon = icons[theme];
  const choose = (value: string) => {
    const next = toTheme(value);
    setTheme(next);
    savePreference(themeCookie, next);
    document.documentElement.dataset.theme = next;
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" size="icon" aria-label={t("label")}>
          <Icon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={theme} onValueChange={choose}>
          {themes.map((name) => (
            <DropdownMenuChoice key={name} value={name}>
              {t(name)}
            </DropdownMenuChoice>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
