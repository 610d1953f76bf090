import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { controlLook } from "./control-look";

/** The device's own list: on phones it is better than any drawn one. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className="relative block w-full">
      <select className={cn(controlLook, "h-10 appearance-none pe-9", className)} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-3 top-3 size-4 text-muted"
      />
    </span>
  );
}
