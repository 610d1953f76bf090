"use client";
import { RadioGroup as RadixRadioGroup } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";
import { cn } from "./class-names";

/** Name the group with `aria-label` or `aria-labelledby`. */
export function RadioGroup({ className, ...rest }: ComponentProps<typeof RadixRadioGroup.Root>) {
  return <RadixRadioGroup.Root className={cn("grid", className)} {...rest} />;
}

export function RadioChoice({
  label,
  help,
  className,
  ...rest
}: ComponentProps<typeof RadixRadioGroup.Item> & { label: ReactNode; help?: ReactNode }) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-2.5 py-2", className)}>
      <RadixRadioGroup.Item
        id={id}
        aria-describedby={help ? `${id}-help` : undefined}
        className={cn(
          "mt-px grid size-5 shrink-0 place-items-center rounded-full border border-edge bg-surface",
          "hover:border-ink data-[state=checked]:border-tile disabled:opacity-60",
        )}
        {...rest}
      >
        <RadixRadioGroup.Indicator className="size-2.5 rounded-full bg-tile" />
      </RadixRadioGroup.Item>
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
