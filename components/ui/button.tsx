import type { ComponentProps, ReactElement } from "react";
import { Children, cloneElement } from "react";
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
    // Not Radix's Slot: every page has a button, and a recipient's phone would load it four times.
    const child = Children.only(children) as ReactElement<{ className?: string }>;
    return cloneElement(child, { ...rest, className: cn(look, child.props.className) });
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
