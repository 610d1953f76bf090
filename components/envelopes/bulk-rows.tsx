"use client";
import { Ban, CircleCheck, Clock3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import type { BulkRow } from "@/lib/envelopes/read-bulk";
import type { BulkAct, BulkOutcome } from "@/lib/vocabulary/bulk";
import { bdi } from "./names";

const shownAtFirst = 100;

type BulkRowsProps = {
  act: BulkAct;
  rows: readonly (Pick<BulkRow, "envelopeId" | "title" | "referenceCode" | "taken"> & {
    readonly outcome: BulkOutcome | null;
  })[];
};

/** What became of each envelope, in the order of the list that they were chosen from. */
export function BulkRows({ act, rows }: BulkRowsProps) {
  const t = useTranslations("bulk");
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, shownAtFirst);
  return (
    <>
      <ol
        aria-label={t("rows")}
        className="divide-y divide-hairline rounded-md border border-hairline bg-surface text-sm"
      >
        {shown.map(({ envelopeId, title, referenceCode, outcome, taken }) => (
          <li
            key={envelopeId}
            className="grid gap-x-4 gap-y-1 px-3 py-2.5 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
          >
            <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
              {title === null ? (
                <span className="text-muted">{t("hidden")}</span>
              ) : (
                <TextLink
                  href={`/envelopes/${envelopeId}`}
                  prefetch={false}
                  className="wrap-anywhere"
                >
                  <bdi>{title || t("untitled")}</bdi>
                </TextLink>
              )}
              <bdi className="text-xs text-muted">{referenceCode}</bdi>
            </span>
            <Outcome act={act} outcome={outcome} taken={taken} />
          </li>
        ))}
      </ol>
      {shown.length < rows.length ? (
        <Button className="justify-self-start max-md:h-11" onClick={() => setWhole(true)}>
          {t("showAllRows", { count: rows.length })}
        </Button>
      ) : null}
    </>
  );
}

type OutcomeProps = { act: BulkAct; outcome: BulkOutcome | null; taken: BulkRow["taken"] };

function Outcome({ act, outcome, taken }: OutcomeProps) {
  const t = useTranslations("bulk");
  if (outcome === null)
    return (
      <Chip tone="outline" icon={<Clock3 aria-hidden />}>
        {t("waiting")}
      </Chip>
    );
  if (outcome === "done")
    return (
      <Chip tone="success" icon={<CircleCheck aria-hidden />}>
        {t("outcomes.done", { act })}
      </Chip>
    );
  return (
    <span className="flex items-start gap-1.5 text-muted">
      <Ban aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {taken ? t.rich("takenBy", { bdi, ...taken }) : t(`outcomes.${outcome}`, { act })}
      </span>
    </span>
  );
}
