"use client";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { PasswordInput } from "@/components/accounts/password-input";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { makeUp } from "./make-up";

type MadeUpInputProps = ComponentProps<typeof PasswordInput> & {
  value: string;
  isSecret: boolean;
  onMadeUp: (made: string) => void;
};

/** What is made here and handed to a signing service: a secret, or a name that stands with one. */
export function MadeUpInput({ value, isSecret, onMadeUp, ...rest }: MadeUpInputProps) {
  const t = useTranslations("connections");
  return (
    <span className="grid gap-2">
      {isSecret ? (
        <PasswordInput {...rest} value={value} autoComplete="new-password" />
      ) : (
        <Input {...rest} value={value} dir="ltr" spellCheck={false} />
      )}
      <span className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => onMadeUp(makeUp())}>
          {t("makeUp")}
        </Button>
        {value ? <CopyButton text={value} /> : null}
      </span>
    </span>
  );
}
