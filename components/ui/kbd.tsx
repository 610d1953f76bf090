import type { ComponentProps } from "react";
import { cn } from "./class-names";

export function Kbd({ className, ...rest }: ComponentProps<"kbd">) {
  return (
    <kbd
      dir="ltr"
      className={cn(
        "rounded-sm border border-hairline bg-sunken px-1 text-xs text-muted",
        className,
      )}
      {...rest}
    />
  );
}
