import type { VariantProps } from "class-variance-authority";
import { cva } from "class-variance-authority";
import type { ReactNode } from "react";

const chipLook = cva(
  "inline-flex h-6 w-fit items-center gap-1.5 rounded-full border px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        outline: "border-edge text-muted",
        tile: "border-transparent bg-tile-soft text-on-tile-soft",
        success: "border-transparent bg-success-soft text-on-success-soft",
        warning: "border-transparent bg-warning-soft text-on-warning-soft",
        error: "border-transparent bg-error-soft text-on-error-soft",
        neutral: "border-transparent bg-neutral-soft text-on-neutral-soft",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);
export type ChipTone = NonNullable<VariantProps<typeof chipLook>["tone"]>;

/** Icon, word and tone; never a colour alone. */
export function Chip({
  tone,
  icon,
  children,
}: {
  tone: ChipTone;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={chipLook({ tone })}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
