"use client";
import { useFormatter } from "next-intl";
import { useId, useState } from "react";
import { Input } from "@/components/ui/input";
import { toLatinDigits } from "@/lib/i18n/digits";
import type { LengthUnit } from "./length-unit";
import { fromUnit, toUnit } from "./length-unit";

type LengthInputProps = {
  label: string;
  /** Points. */
  value: number;
  unit: LengthUnit;
  /** Points. */
  onChange: (value: number) => void;
  /** What was typed is no number. */
  onRefuse: () => void;
};

/** A length to read and to type, in any digits; Enter or leaving takes it, Esc gives it back. */
export function LengthInput({ label, value, unit, onChange, onRefuse }: LengthInputProps) {
  const id = useId();
  const format = useFormatter();
  const [typed, setTyped] = useState<string>();
  const shown = format.number(toUnit(value, unit), {
    maximumFractionDigits: 1,
    useGrouping: false,
  });
  const take = (text = typed) => {
    setTyped(undefined);
    if (text === undefined || text === shown) return;
    const length = readLength(text);
    if (length === undefined) onRefuse();
    else onChange(fromUnit(length, unit));
  };
  const step = (by: number) => take(String((readLength(typed ?? shown) ?? 0) + by));
  return (
    <div className="grid gap-0.5">
      <label htmlFor={id} className="text-xs text-muted">
        {label}
      </label>
      <Input
        id={id}
        dir="ltr"
        inputMode="decimal"
        autoComplete="off"
        className="h-9 px-2 text-sm tabular-nums pointer-coarse:h-11"
        value={typed ?? shown}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => take()}
        onKeyDown={({ key }) => {
          if (key === "Enter") take();
          if (key === "Escape") setTyped(undefined);
          if (key === "ArrowUp") step(1);
          if (key === "ArrowDown") step(-1);
        }}
      />
    </div>
  );
}

/** @returns undefined for what is no number */
function readLength(text: string): number | undefined {
  const latin = toLatinDigits(text.trim()).replace(/[٫,،]/, ".");
  return /^-?\d+(\.\d+)?$/.test(latin) ? Number(latin) : undefined;
}
