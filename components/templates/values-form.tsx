"use client";
import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { DeleteDraft } from "@/components/envelopes/delete-draft";
import { DraftSteps } from "@/components/envelopes/draft-steps";
import { SaveState } from "@/components/recipients/save-state";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { DraftView } from "@/lib/envelopes/load-draft";
import type { TemplateField } from "@/lib/vocabulary/template";
import { templateFieldGroups } from "@/lib/vocabulary/template";
import { useValuesSaving } from "./use-values-saving";
import { ValueInput } from "./value-input";
import { changeValue, isSamePlace, textOf } from "./values-state";

type ValuesFormProps = {
  envelopeId: string;
  rev: number;
  template: NonNullable<DraftView["template"]>;
};

/** Third step of an envelope from a template: what its text leaves open. */
export function ValuesForm({ envelopeId, rev, template }: ValuesFormProps) {
  const t = useTranslations("values");
  const draft = useTranslations("draft");
  const router = useRouter();
  const { fields } = template.shape;
  const [values, setValues] = useState(template.values);
  const { saving, change, save } = useValuesSaving(envelopeId, rev);
  const [isLeaving, startLeaving] = useTransition();

  // The browser's back button shows this page as it was; the portal may know better by now.
  useEffect(() => router.refresh(), [router]);

  const set = (field: TemplateField, text: string) => {
    const next = changeValue(values, fields, field, text);
    setValues(next);
    change(next);
  };
  const goTo = (href: string) =>
    startLeaving(async () => {
      if (await save()) router.push(href);
    });
  const figuresOf = ({ group, amountOf }: TemplateField) => {
    const found = fields.find((one) => isSamePlace(one, { group, name: amountOf ?? "" }));
    return found && { label: found.label, text: textOf(values, found) };
  };
  return (
    <form
      noValidate
      className="grid max-w-4xl gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        goTo(`/envelopes/${envelopeId}/review`);
      }}
    >
      <DraftSteps kind="template" current="values" envelopeId={envelopeId} onGo={goTo} />
      <PageHeader title={t("title")} description={t("description")} />
      {saving.state === "stale" ? (
        <Notice
          tone="warning"
          title={draft("staleTitle")}
          action={<Button onClick={() => location.reload()}>{draft("reload")}</Button>}
        >
          {draft("stale")}
        </Notice>
      ) : null}
      {fields.length === 0 ? <p className="text-sm text-muted">{t("none")}</p> : null}
      {templateFieldGroups.map((group) => {
        const ofGroup = fields.filter((field) => field.group === group);
        return ofGroup.length === 0 ? null : (
          <section key={group} aria-labelledby={`values-${group}`} className="grid gap-4">
            <h2 id={`values-${group}`} className="text-base font-semibold">
              {t(group)}
            </h2>
            <div className="grid items-start gap-x-4 gap-y-5 md:grid-cols-2">
              {ofGroup.map((field) => (
                <ValueInput
                  key={field.name}
                  field={field}
                  text={textOf(values, field)}
                  figures={figuresOf(field)}
                  onChange={(text) => set(field, text)}
                />
              ))}
            </div>
          </section>
        );
      })}
      <footer className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline bg-paper px-4 py-3 max-md:bottom-16 md:mx-0 md:px-0">
        <SaveState saving={saving} onRetry={() => void save()} />
        <span className="ms-auto flex gap-2">
          <DeleteDraft envelopeId={envelopeId} />
          <Button type="submit" variant="primary" className="h-11 md:h-10" busy={isLeaving}>
            {t("continue")}
            <ArrowRight aria-hidden className="rtl:-scale-x-100" />
          </Button>
        </span>
      </footer>
    </form>
  );
}
