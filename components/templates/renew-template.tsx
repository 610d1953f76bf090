"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { toast } from "@/components/ui/toast";
import { renewTemplateAction } from "@/lib/templates/actions";
import type { TemplateView } from "@/lib/templates/loaders";
import { SampleActions } from "./sample-actions";
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
      <SampleActions
        sample={sample}
        failure={failure}
        isSaving={isSaving}
        saveWords={t("renewSave", { version: version + 1 })}
        back={`/templates/${id}`}
      />
    </form>
  );
}
