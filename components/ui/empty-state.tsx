import type { ReactNode } from "react";
import { cn } from "./class-names";

/** A page and the boxes of the editor on it: what will be here is made of these. */
function BoxDrawing() {
  return (
    <svg aria-hidden viewBox="0 0 120 96" className="h-24 text-edge" fill="none">
      <rect
        x="34.5"
        y="4.5"
        width="64"
        height="84"
        rx="3"
        className="fill-sunken stroke-hairline"
      />
      <rect x="22.5" y="8.5" width="64" height="84" rx="3" className="fill-surface stroke-edge" />
      <path
        d="M32 22h30M32 31h44M32 40h44M32 49h36"
        className="stroke-hairline"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <rect
        x="32.5"
        y="64.5"
        width="22"
        height="16"
        rx="2"
        className="fill-tile-soft stroke-tile"
        strokeDasharray="3 2"
      />
      <rect
        x="58.5"
        y="64.5"
        width="20"
        height="16"
        rx="2"
        className="fill-seal-soft stroke-seal"
      />
      <path
        d="M62 75c2-6 4-6 4-2s3 1 4-1 2 3 5 1"
        className="stroke-seal"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** Teaches: one sentence, one drawing, one button. */
export function EmptyState({
  sentence,
  action,
  className,
}: {
  sentence: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("grid justify-items-center gap-4 px-4 py-12 text-center", className)}>
      <BoxDrawing />
      <p className="max-w-96 text-sm text-muted">{sentence}</p>
      {action}
    </div>
  );
}
