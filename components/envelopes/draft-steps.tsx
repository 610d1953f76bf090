import { Check } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { DraftView } from "@/lib/envelopes/load-draft";

const people = { name: "people", words: "stepPeople" } as const;
const review = { name: "review", words: "stepReview" } as const;
const stepsOf = {
  document: [
    { name: "file", words: "stepFile" },
    people,
    { name: "boxes", words: "stepBoxes" },
    review,
  ],
  boxless: [{ name: "file", words: "stepFile" }, people, review],
  template: [
    { name: "template", words: "stepTemplate" },
    people,
    { name: "values", words: "stepValues" },
    review,
  ],
} as const;
type DraftKind = keyof typeof stepsOf;
export type DraftStep = (typeof stepsOf)[DraftKind][number]["name"];

/** A document goes without boxes where its signing service shows none. */
export function draftKindOf({ template, provider }: Pick<DraftView, "template" | "provider">) {
  if (template) return "template";
  return provider.capabilities.boxes.count === "none" ? "boxless" : "document";
}

type DraftStepsProps = {
  /** What the draft carries, and whether boxes are put on it. */
  kind?: DraftKind;
  current: DraftStep;
  /** Once there is a draft, its steps can be visited in any order. */
  envelopeId?: string;
  /** Goes there in place of the link, for example after saving. */
  onGo?: (href: string) => void;
};

/** The steps by name; on a phone only the numbers of those that are not current. */
export function DraftSteps({ kind = "document", current, envelopeId, onGo }: DraftStepsProps) {
  const t = useTranslations("draft");
  const format = useFormatter();
  const steps = stepsOf[kind];
  const at = steps.findIndex(({ name }) => name === current);
  return (
    <nav aria-label={t("steps")}>
      <ol className="flex items-center gap-1 text-sm">
        {steps.map(({ name, words }, index) => {
          const isCurrent = index === at;
          const mark = (
            <>
              <span
                aria-hidden
                className={cn(
                  "grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums",
                  isCurrent && "border-tile bg-tile text-on-tile",
                  index < at && "border-transparent bg-tile-soft text-on-tile-soft",
                  index > at && "border-edge text-muted",
                )}
              >
                {index < at ? <Check className="size-3.5" /> : format.number(index + 1)}
              </span>
              <span className={cn(isCurrent ? "font-medium" : "max-sm:sr-only")}>{t(words)}</span>
            </>
          );
          const look = "flex h-11 items-center gap-2 rounded-md px-2";
          return (
            <li
              key={name}
              className="flex items-center gap-1 not-last:after:h-px not-last:after:w-4 not-last:after:bg-edge not-last:after:content-['']"
            >
              {envelopeId && name !== "file" && name !== "template" ? (
                <Link
                  href={`/envelopes/${envelopeId}/${name}`}
                  aria-current={isCurrent ? "step" : undefined}
                  {...(onGo && {
                    onClick: (event) => {
                      event.preventDefault();
                      onGo(`/envelopes/${envelopeId}/${name}`);
                    },
                  })}
                  className={cn(look, "text-ink no-underline hover:bg-neutral-soft")}
                >
                  {mark}
                </Link>
              ) : (
                <span
                  aria-current={isCurrent ? "step" : undefined}
                  className={cn(look, isCurrent ? "text-ink" : "text-muted")}
                >
                  {mark}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
