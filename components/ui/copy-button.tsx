"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button";
import { copyText } from "./copy-text";
import { toast } from "./toast";

type CopyButtonProps = {
  text: string;
  label?: string;
  /** What it is, where several stand on a screen; only heard. */
  about?: string;
};

/** Copies `text`; says so in place for two seconds. */
export function CopyButton({ text, label, about }: CopyButtonProps) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await copyText(text))) {
      toast.error(t("copyFailed"));
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button size="small" onClick={copy}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{copied ? t("copied") : (label ?? t("copy"))}</span>
      {about ? <span className="sr-only">: {about}</span> : null}
    </Button>
  );
}
