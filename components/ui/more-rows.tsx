"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type MoreRowsProps = {
  /** Whether something in them is filled in or wrong, and must be seen at once. */
  isOpen: boolean;
  className?: string;
  children: ReactNode;
};

/** Inputs that few people want, behind one line. */
export function MoreRows({ isOpen, className, children }: MoreRowsProps) {
  const t = useTranslations("common");
  return (
    <details open={isOpen || undefined} className="group">
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
