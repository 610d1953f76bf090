"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useState } from "react";

type MoreRowsProps = {
  /** Whether something in them is filled in or wrong, and must be seen at once. */
  isOpen: boolean;
  className?: string;
  children: ReactNode;
};

/** Inputs that few people want, behind one line. */
export function MoreRows({ isOpen, className, children }: MoreRowsProps) {
  const t = useTranslations("common");
  const [open, setOpen] = useState(isOpen);
  const [before, setBefore] = useState(isOpen);
  // Opened by what turns up in them, and never closed under somebody who empties an input.
  if (isOpen !== before) {
    setBefore(isOpen);
    if (isOpen) setOpen(true);
  }
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="group"
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1.5 text-sm md:min-h-8">
        <ChevronDown
          aria-hidden
          className="size-4 shrink-0 -rotate-90 text-muted group-open:rotate-0 rtl:rotate-90"
        />
        {t("more")}
      </summary>
      <div className={className}>{children}</div>
    </details>
  );
}
