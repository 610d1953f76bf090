import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={cn(
        "rounded-sm text-tile underline underline-offset-3 hover:text-tile-strong",
        className,
      )}
      {...rest}
    />
  );
}
