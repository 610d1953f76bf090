import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { controlLook } from "./control-look";

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(controlLook, "min-h-20 py-2", className)} {...rest} />;
}
