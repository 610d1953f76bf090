import type { VariantProps } from "class-variance-authority";
import { cva } from "class-variance-authority";

/** One look for buttons and for links that read as buttons. */
export const buttonLook = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium",
    "whitespace-nowrap no-underline transition-colors select-none",
    "disabled:opacity-60 aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "border-transparent bg-tile text-on-tile hover:bg-tile-strong",
        secondary: "border-edge bg-surface text-ink hover:bg-neutral-soft",
        quiet: "border-transparent text-ink hover:bg-neutral-soft",
        danger: "border-error bg-error-soft text-on-error-soft hover:bg-error hover:text-on-error",
        seal: "border-transparent bg-seal text-on-seal hover:bg-seal-strong",
      },
      size: {
        small: "h-8 px-2.5 text-sm",
        normal: "h-10 px-4 text-sm",
        large: "h-12 px-5 text-base",
        icon: "size-10",
        smallIcon: "size-8",
      },
    },
    defaultVariants: { variant: "secondary", size: "normal" },
  },
);
export type ButtonLook = VariantProps<typeof buttonLook>;
