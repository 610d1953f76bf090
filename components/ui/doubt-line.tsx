import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Below an input: what may be wrong with it, without stopping anybody. */
export const DoubtLine = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-start gap-1.5 text-sm text-on-warning-soft">
    <TriangleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
    {children}
  </p>
);
