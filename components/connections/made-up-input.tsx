"use client";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { PasswordInput } from "@/components/accounts/password-input";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { makeUp } from "./make-up";

type MadeUpInputProps = ComponentProps<typeof PasswordInput> & {
  value: string;
  onMadeUp: (made: string) => void;
};

/** A secret that is made here and handed to a signing service. */
export function MadeUpInput({ value, onMadeUp, ...rest }: MadeUpInputProps) {
  const t = useTranslations("connections");
  return (
    <span className="grid gap-2">
      <PasswordInput {...rest} value={value} autoComplete="new-password" />
      <span className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => onMadeUp(makeUp())}>
          {t("makeUp")}
        </Button>
        {value ? <CopyButton text={value} /> : null}
      </span>
    </span>
  );
}
