"use client";
import { Check, Minus } from "lucide-react";
import { Checkbox as RadixCheckbox } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";
import { cn } from "./class-names";

/** A box with its words beside it; the words are part of the target. */
export function Checkbox({
  label,
  help,
  className,
  ...rest
}: ComponentProps<typeof RadixCheckbox.Root> & { label: ReactNode; help?: ReactNode }) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-2.5 py-2", className)}>
      <RadixCheckbox.Root
        id={id}
        aria-describedby={help ? `${id}-help` : undefined}
        className={cn(
          "group mt-px grid size-5 shrink-0 place-items-center rounded-sm border border-edge bg-surface",
          "hover:border-ink data-[state=checked]:border-tile data-[state=checked]:bg-tile",
          "data-[state=indeterminate]:border-tile data-[state=indeterminate]:bg-tile",
          "text-on-tile disabled:opacity-60",
        )}
        {...rest}
      >
        <RadixCheckbox.Indicator>
          <Check
            aria-hidden
            strokeWidth={3}
            className="size-3.5 group-data-[state=indeterminate]:hidden"
          />
          <Minus
            aria-hidden
            strokeWidth={3}
            className="hidden size-3.5 group-data-[state=indeterminate]:block"
          />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <div className="grid">
        <label htmlFor={id} className="text-sm text-ink">
          {label}
        </label>
        {help ? (
          <p id={`${id}-help`} className="text-xs text-muted">
            {help}
          </p>
        ) : null}
      </div>
    </div>
  );
}
