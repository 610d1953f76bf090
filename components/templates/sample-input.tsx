"use client";
import { useFormatter, useTranslations } from "next-intl";
import { FormRow } from "@/components/ui/form-row";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import type { SampleReading } from "@/lib/templates/read-sample";
import { limits } from "@/lib/templates/schema";
import { ShapeSummary } from "./shape-summary";

type SampleInputProps = {
  text: string;
  reading: SampleReading | undefined;
  isReading: boolean;
  onChange: (text: string) => void;
};

/** A box to paste a provider's sample into, and what was understood of it. */
export function SampleInput({ text, reading, isReading, onChange }: SampleInputProps) {
  const t = useTranslations("templates");
  return (
    <>
      <FormRow label={t("sample")} help={t("sampleHelp")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            name="sample"
            dir="ltr"
            rows={14}
            spellCheck={false}
            autoComplete="off"
            maxLength={limits.sample}
            className="font-mono text-xs md:text-xs"
            value={text}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </FormRow>
      <div aria-live="polite" className="grid gap-4">
        {isReading ? (
          <p className="flex items-center gap-2 text-sm text-muted">
            <Spinner />
            {t("reading")}
          </p>
        ) : null}
        {!isReading && reading && !reading.isRead ? (
          <Problem reading={reading} text={text} />
        ) : null}
        {!isReading && reading?.isRead ? <Understood reading={reading} /> : null}
      </div>
    </>
  );
}

type ProblemProps = { reading: Extract<SampleReading, { isRead: false }>; text: string };

/** What is wrong, where, and the line that it stands in. */
function Problem({ reading: { code, place, found }, text }: ProblemProps) {
  const t = useTranslations("templates");
  const why = useTranslations("templateSample");
  const line = place ? text.split(/\r\n|\r|\n/)[place.line - 1] : undefined;
  const shown = line ?? found;
  return (
    <Notice tone="error" title={t("problemTitle")}>
      <p>
        {place ? `${t("place", { line: place.line, column: place.column })} ` : null}
        {why(code)}
      </p>
      {shown ? (
        <pre dir="ltr" className="mt-2 overflow-x-auto rounded-sm bg-surface p-2 text-xs text-ink">
          {shown}
          {place && line ? `\n${" ".repeat(Math.max(0, place.column - 1))}^` : null}
        </pre>
      ) : null}
    </Notice>
  );
}

function Understood({
  reading: { sample, change },
}: {
  reading: Extract<SampleReading, { isRead: true }>;
}) {
  const t = useTranslations("templates");
  const format = useFormatter();
  const { warnings, shape } = sample;
  const changes = change
    ? ([
        ["changeAdded", change.added],
        ["changeRemoved", change.removed],
        ["changeChanged", change.changed],
      ] as const)
    : [];
  const said = changes.filter(([, names]) => names.length > 0);
  return (
    <>
      {change ? (
        <Notice tone="info" title={t("changeTitle")}>
          {said.length === 0 ? <p>{t("changeNone")}</p> : null}
          {said.map(([words, names]) => (
            <p key={words}>{t(words, { names: format.list([...names]) })}</p>
          ))}
        </Notice>
      ) : null}
      {warnings.length > 0 ? (
        <Notice tone="warning" title={t("warningsTitle", { count: warnings.length })}>
          <ul className="grid gap-1">
            {warnings.map(({ code, where, found }) => (
              <li key={`${code} ${where}`}>
                {t.rich(`warning.${code}`, {
                  where,
                  found,
                  bdi: (chunks) => <bdi dir="ltr">{chunks}</bdi>,
                  code: (chunks) => <code dir="ltr">{chunks}</code>,
                })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <section className="grid gap-3">
        <h2 className="text-base font-semibold">{t("understood")}</h2>
        <ShapeSummary shape={shape} />
      </section>
    </>
  );
}
