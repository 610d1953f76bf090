"use client";
import { Check, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ControlWiring } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import type { Words } from "./use-provider-words";

type ShareInputProps = {
  wiring: ControlWiring & { readonly name: string };
  label: string;
  /** 0.01 to 1; undefined while the number is being typed anew. */
  value: number | undefined;
  examples: Words | undefined;
  onChange: (value: number | undefined, how: "typing" | "settled") => void;
};

const smallest = 0.01;

/** A share on a slider with the number beside it, and what it lets through. */
export function ShareInput({ wiring, label, value, examples = {}, onChange }: ShareInputProps) {
  const t = useTranslations("connections.inputs");
  const format = useFormatter();
  const pairs = Object.entries(examples).sort(([one], [other]) => Number(other) - Number(one));
  return (
    <span className="grid gap-2">
      <span className="flex items-center gap-3">
        <input
          type="range"
          min={smallest}
          max={1}
          step={0.01}
          value={value ?? smallest}
          aria-label={t("slider", { label })}
          aria-valuetext={value === undefined ? undefined : format.number(value)}
          className="h-11 min-w-0 grow accent-tile md:h-8"
          onChange={({ target }) => onChange(Number(target.value), "typing")}
        />
        <Input
          {...wiring}
          type="number"
          dir="ltr"
          min={smallest}
          max={1}
          step={0.01}
          className="w-24 shrink-0"
          value={value ?? ""}
          onChange={({ target }) =>
            onChange(target.value === "" ? undefined : Number(target.value), "typing")
          }
        />
      </span>
      {pairs.length > 0 && value !== undefined ? (
        <span className="grid gap-1 rounded-md bg-sunken p-3 text-sm">
          <span className="text-xs text-muted">{t("examplesHeading")}</span>
          {pairs.map(([hundredths, pair]) => {
            const passes = Number(hundredths) / 100 >= value;
            const Icon = passes ? Check : X;
            return (
              <span key={hundredths} className="flex items-start gap-2">
                <Icon
                  aria-hidden
                  className={`mt-[0.2em] size-4 shrink-0 ${passes ? "text-success" : "text-error"}`}
                />
                <span>
                  <bdi>{pair}</bdi>{" "}
                  <span className="text-muted">({t(passes ? "passes" : "fails")})</span>
                </span>
              </span>
            );
          })}
          <span className="text-xs text-muted">{t("examplesNote")}</span>
        </span>
      ) : null}
    </span>
  );
}
