import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** Keeps the place of what is coming, at its size. */
export function Skeleton({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      aria-hidden
      className={cn("h-4 animate-pulse rounded-sm bg-neutral-soft", className)}
      {...rest}
    />
  );
}
