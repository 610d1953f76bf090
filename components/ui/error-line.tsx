import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Below an input: why it cannot be taken. Announced at once. */
export const ErrorLine = ({ id, children }: { id?: string | undefined; children: ReactNode }) => (
  <p id={id} role="alert" className="flex items-start gap-1.5 text-sm text-error">
    <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
    <span>{children}</span>
  </p>
);
