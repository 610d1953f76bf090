"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { renewTemplateAction } from "@/lib/templates/actions";
import type { TemplateView } from "@/lib/templates/loaders";
import { SampleInput } from "./sample-input";
import { useSampleReading } from "./use-sample-reading";

/** A newer sample of a template that is saved already: what it changes, and then the next version. */
export function RenewTemplate({
  template: { id, version, connection },
}: {
  template: Pick<TemplateView, "id" | "version" | "connection">;
}) {
  const t = useTranslations("templates");
  const router = useRouter();
  const words = useErrorWords();
  const [failure, setFailure] = useState<string>();
  const [isSaving, startSaving] = useTransition();
  const sample = useSampleReading(connection.id, id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isSaving || !sample.reading?.isRead) return;
    startSaving(async () => {
      const answer = await askPortal(
        renewTemplateAction({ templateId: id, version, sample: sample.text }),
      );
      if (!answer.ok) return setFailure(words(answer.error));
      toast.success(t("saved"));
      router.push(`/templates/${id}`);
    });
  };
  return (
    <form noValidate className="grid max-w-3xl gap-5" onSubmit={save}>
      <SampleInput
        text={sample.text}
        reading={sample.reading}
        isReading={sample.isReading}
        onChange={sample.setText}
      />
      {sample.refused ? <Notice tone="error">{words(sample.refused)}</Notice> : null}
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          className="h-11 md:h-10"
          busy={isSaving}
          disabled={!sample.reading?.isRead}
        >
          {t("renewSave", { version: version + 1 })}
        </Button>
        <LinkButton href={`/templates/${id}`} variant="quiet" className="h-11 md:h-10">
          {t("cancel")}
        </LinkButton>
      </div>
    </form>
  );
}
