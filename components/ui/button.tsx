import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import type { ButtonLook } from "./button-look";
import { buttonLook } from "./button-look";
import { cn } from "./class-names";
import { Spinner } from "./spinner";

type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /** Renders the only child with the look of a button. */
    asChild?: boolean;
    /** Shows a spinner and ignores presses, so that a double click never does a thing twice. */
    busy?: boolean;
  };

/** `seal` is for the act of signing and nothing else. */
export function Button({
  asChild = false,
  busy = false,
  variant,
  size,
  className,
  type = "button",
  disabled,
  children,
  ...rest
}: ButtonProps) {
  const look = cn(buttonLook({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={look} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={look}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}
