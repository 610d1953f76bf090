"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Input } from "@/components/ui/input";
import { nameLength } from "./limits";
import { MarkSample } from "./mark-sample";

type TypeNameProps = { text: string; onChange: (text: string) => void };

/** The way to a signature that needs no pointer at all. */
export function TypeName({ text, onChange }: TypeNameProps) {
  const t = useTranslations("sign.type");
  const inputId = useId();
  const mark = text.trim() === "" ? null : { kind: "typed" as const, text: text.trim() };
  return (
    <div className="grid gap-3">
      <div className="grid gap-1.5">
        <label htmlFor={inputId} className="font-medium">
          {t("label")}
        </label>
        <Input
          id={inputId}
          dir="auto"
          autoComplete="name"
          maxLength={nameLength}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          className="h-12 md:text-base"
        />
      </div>
      <MarkSample mark={mark} />
    </div>
  );
}
