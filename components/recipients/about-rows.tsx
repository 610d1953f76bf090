"use client";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useState } from "react";
import { ProviderInputs } from "@/components/connections/provider-inputs";
import { DayInput } from "@/components/envelopes/day-input";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { deadlineYears, latestDeadline, limits } from "@/lib/envelopes/schema";
import { endOfDay, toDay } from "@/lib/i18n/end-of-day";
import type { Draft } from "./draft-state";
import { toOneLine } from "./draft-state";

type About = Pick<Draft, "title" | "message" | "expiresAt" | "options">;
type AboutRowsProps = {
  draft: About;
  provider: Pick<DraftView["provider"], "id" | "name" | "optionShapes">;
  /** Said with a last day, where it is the portal that ends the envelope. */
  expiryNote?: string | undefined;
  /** Of the envelope's people, in order. */
  names?: readonly string[];
  /** Of the envelope's document. */
  pageCount?: number | undefined;
  optionErrorOf?: (name: string) => string | undefined;
  optionDoubtOf?: (name: string) => string | undefined;
  belowOptions?: (group: string) => ReactNode;
  onChange: (change: Partial<About>, how: "typing" | "settled") => void;
};

/** Title, message, last day, and what the provider wants to know. */
export function AboutRows({ draft, provider, ...rest }: AboutRowsProps) {
  const { expiryNote, onChange } = rest;
  const t = useTranslations("draft");
  return (
    <section aria-labelledby="draft-about" className="grid gap-4">
      <h2 id="draft-about" className="text-base font-semibold">
        {t("aboutHeading")}
      </h2>
      <FormRow id="draft-title" className="scroll-mt-20" label={t("name")} help={t("nameHelp")}>
        {(wiring) => (
          <Input
            {...wiring}
            name="title"
            dir="auto"
            maxLength={limits.title}
            value={draft.title}
            onChange={({ target }) => onChange({ title: toOneLine(target.value) }, "typing")}
          />
        )}
      </FormRow>
      <FormRow optional label={t("message")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            dir="auto"
            rows={3}
            maxLength={limits.message}
            value={draft.message}
            onChange={({ target }) => onChange({ message: target.value }, "typing")}
          />
        )}
      </FormRow>
      <ExpiryRow
        expiresAt={draft.expiresAt}
        note={expiryNote}
        onChange={(expiresAt) => onChange({ expiresAt }, "typing")}
      />
      {provider.optionShapes.length > 0 ? (
        <>
          <h3 className="text-sm font-semibold">
            {t("optionsHeading", { provider: provider.name })}
          </h3>
          <ProviderInputs
            providerId={provider.id}
            part="options"
            shapes={provider.optionShapes}
            values={draft.options}
            names={rest.names}
            pageCount={rest.pageCount}
            errorOf={rest.optionErrorOf}
            doubtOf={rest.optionDoubtOf}
            below={rest.belowOptions}
            onChange={(options, how) => onChange({ options: { ...options } }, how)}
          />
        </>
      ) : null}
    </section>
  );
}

type ExpiryRowProps = {
  expiresAt: Date | null;
  note: string | undefined;
  onChange: (expiresAt: Date | null) => void;
};

function ExpiryRow({ expiresAt, note, onChange }: ExpiryRowProps) {
  const t = useTranslations("draft");
  const words = useErrorWords();
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const [opened] = useState(() => new Date());
  const isTooLate = expiresAt !== null && expiresAt > latestDeadline(opened);
  const until = expiresAt && t("expiresHelp", { date: format.dateTime(expiresAt, "date") });
  return (
    <DayInput
      id="draft-expires"
      className="scroll-mt-20"
      optional
      label={t("expires")}
      help={until ? [until, note].filter(Boolean).join(". ") : t("expiresNever")}
      error={isTooLate ? words({ code: "end_too_late", values: deadlineYears }) : undefined}
      day={expiresAt ? toDay(expiresAt, timeZone) : undefined}
      onDay={(day) => onChange(endOfDay(day, timeZone))}
      beside={
        expiresAt ? (
          <Button variant="quiet" onClick={() => onChange(null)}>
            {t("noExpiry")}
          </Button>
        ) : null
      }
    />
  );
}
