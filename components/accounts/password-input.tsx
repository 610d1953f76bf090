"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { useState } from "react";
import { Input } from "@/components/ui/input";

/** A password that its owner may look at while typing. */
export function PasswordInput(props: Omit<ComponentProps<typeof Input>, "type" | "dir">) {
  const t = useTranslations("passwordInput");
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="relative block" dir="ltr">
      <Input
        {...props}
        type={isShown ? "text" : "password"}
        dir="ltr"
        autoCapitalize="none"
        spellCheck={false}
        className="pe-11"
      />
      <button
        type="button"
        aria-label={isShown ? t("hide") : t("show")}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
        className="absolute end-0 top-0 grid size-10 place-items-center rounded-md text-muted hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  );
}
