"use client";
import { ArrowDown, PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { NextStep } from "./next-step";

/** Always in reach of a thumb: what comes next, in one button. */
export function ActionBar({ children }: { children: ReactNode }) {
  const t = useTranslations("sign.bar");
  return (
    <section
      aria-label={t("label")}
      className="sticky bottom-0 z-30 border-t border-hairline bg-surface"
    >
      <div className="mx-auto grid max-h-[70dvh] max-w-2xl gap-2 overflow-y-auto px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        {children}
      </div>
    </section>
  );
}

type StepButtonsProps = {
  step: Exclude<NextStep, { kind: "none" }>;
  deed: "sign" | "approve";
  boxCount: number;
  hasMark: boolean;
  onStep: () => void;
  onChangeMark: () => void;
  onDecline: () => void;
};

export function StepButtons(props: StepButtonsProps) {
  const { step, deed, boxCount, hasMark, onStep, onChangeMark, onDecline } = props;
  const t = useTranslations("sign.bar");
  return (
    <>
      <Button
        variant={step.kind === "go_to_box" ? "primary" : "seal"}
        size="large"
        onClick={onStep}
      >
        {step.kind === "go_to_box" ? <ArrowDown aria-hidden /> : <PenLine aria-hidden />}
        {step.kind === "go_to_box"
          ? t(hasMark ? "nextLook" : "nextSign", {
              page: step.page,
              number: step.number,
              total: boxCount,
            })
          : null}
        {step.kind === "make_mark" ? t("makeMark") : null}
        {step.kind === "agree" ? t(`${deed}Now`) : null}
      </Button>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <QuietButton onClick={onDecline}>{t(`${deed}Not`)}</QuietButton>
        {hasMark && deed === "sign" ? (
          <QuietButton onClick={onChangeMark}>{t("changeMark")}</QuietButton>
        ) : null}
      </div>
    </>
  );
}

function QuietButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="min-h-8 py-1 text-sm text-muted underline underline-offset-3 hover:text-ink"
    >
      {children}
    </button>
  );
}
