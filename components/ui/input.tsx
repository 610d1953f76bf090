import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { controlLook } from "./control-look";

/** Give `dir="ltr"` for addresses and numbers, so that they read right inside Persian. */
export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      className={cn(
        controlLook,
        "h-10",
        "file:me-3 file:h-full file:border-0 file:bg-transparent file:font-medium file:text-tile",
        className,
      )}
      {...rest}
    />
  );
}
