import Link from "next/link";
import type { ComponentProps } from "react";
import type { ButtonLook } from "./button-look";
import { buttonLook } from "./button-look";
import { cn } from "./class-names";

/** Goes somewhere; a `Button` does something. */
export function LinkButton({
  variant,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return <Link className={cn(buttonLook({ variant, size }), className)} {...rest} />;
}
