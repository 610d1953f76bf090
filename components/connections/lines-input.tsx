"use client";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import type { ControlWiring } from "@/components/ui/form-row";
import { Textarea } from "@/components/ui/textarea";
import { insertText } from "./fill-in";
import type { Words } from "./use-provider-words";

type LinesInputProps = {
  wiring: ControlWiring & { readonly name: string };
  text: string;
  variables: Words | undefined;
  onChange: (text: string) => void;
};

/** Text of several lines; a press puts one of the provider's variables where the caret is. */
export function LinesInput({ wiring, text, variables = {}, onChange }: LinesInputProps) {
  const t = useTranslations("connections.inputs");
  const area = useRef<HTMLTextAreaElement>(null);
  const put = (variable: string) => {
    const { current } = area;
    if (!current) return;
    const { selectionStart, selectionEnd } = current;
    const next = insertText(text, `{{${variable}}}`, selectionStart, selectionEnd);
    onChange(next.text);
    // The caret can only go behind what the screen shows already.
    requestAnimationFrame(() => {
      current.focus();
      current.setSelectionRange(next.caret, next.caret);
    });
  };
  return (
    <span className="grid gap-2">
      <Textarea
        {...wiring}
        ref={area}
        dir="auto"
        rows={4}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
      {Object.keys(variables).length > 0 ? (
        <span className="grid gap-1.5">
          <span className="text-xs text-muted">{t("insert")}</span>
          <span className="flex flex-wrap gap-1.5">
            {Object.entries(variables).map(([variable, words]) => (
              <Button key={variable} size="small" onClick={() => put(variable)}>
                {words}
              </Button>
            ))}
          </span>
        </span>
      ) : null}
    </span>
  );
}
