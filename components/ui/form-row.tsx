"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useId } from "react";
import { cn } from "./class-names";
import { ErrorLine } from "./error-line";
import { Label } from "./label";

/** Spread these on the control inside the row. */
export type ControlWiring = {
  id: string;
  required: boolean;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

type FormRowProps = {
  /** Of the row, for links that lead to it. */
  id?: string;
  label: ReactNode;
  help?: ReactNode;
  /** Said in words, with the way out. */
  error?: ReactNode;
  /** Everything is required unless it says otherwise. */
  optional?: boolean;
  className?: string;
  children: (wiring: ControlWiring) => ReactNode;
};

/** Label above, help below, error below that; the control hears of both. */
export function FormRow({
  label,
  help,
  error,
  optional = false,
  className,
  id: rowId,
  children,
}: FormRowProps) {
  const t = useTranslations("common");
  const id = useId();
  const helpId = help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, helpId].filter(Boolean).join(" ") || undefined;
  return (
    <div id={rowId} className={cn("grid gap-1.5", className)}>
      <Label htmlFor={id}>
        {label}
        {optional ? <span className="font-normal text-muted"> ({t("optional")})</span> : null}
      </Label>
      {children({
        id,
        required: !optional,
        "aria-describedby": describedBy,
        "aria-invalid": error ? true : undefined,
      })}
      {help ? (
        <p id={helpId} className="text-xs text-muted">
          {help}
        </p>
      ) : null}
      {error ? <ErrorLine id={errorId}>{error}</ErrorLine> : null}
    </div>
  );
}
