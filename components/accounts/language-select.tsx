import type { ComponentProps } from "react";
import { Select } from "@/components/ui/select";
import { locales, ownNameOf } from "@/lib/i18n/locales";

/** Each language under its own name. */
export function LanguageSelect(props: Omit<ComponentProps<typeof Select>, "children" | "name">) {
  return (
    <Select name="language" {...props}>
      {locales.map((language) => (
        <option key={language} value={language} lang={language}>
          {ownNameOf(language)}
        </option>
      ))}
    </Select>
  );
}
