"use client";
import { useTranslations } from "next-intl";
import type { ControlWiring } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { toColour } from "./colour";

type ColourInputProps = {
  wiring: ControlWiring & { readonly name: string };
  label: string;
  text: string;
  onChange: (text: string, how: "typing" | "settled") => void;
};

/** Letters that no language has others for. */
const shape = "#RRGGBB";

/** The device's own way to choose a colour, and its letters beside it. */
export function ColourInput({ wiring, label, text, onChange }: ColourInputProps) {
  const t = useTranslations("connections.inputs");
  return (
    <span className="flex items-center gap-2">
      <input
        type="color"
        aria-label={t("pickColour", { label })}
        className="h-10 w-14 shrink-0 cursor-pointer rounded-md border border-edge bg-surface p-1"
        value={toColour(text) ?? "#000000"}
        onChange={({ target }) => onChange(target.value.toUpperCase(), "typing")}
      />
      <Input
        {...wiring}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        maxLength={20}
        placeholder={shape}
        className="w-32 font-mono"
        value={text}
        onChange={({ target }) => onChange(target.value, "typing")}
      />
    </span>
  );
}
