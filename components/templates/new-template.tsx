"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState, useTransition } from "react";
import { useInputWords } from "@/components/accounts/use-input-words";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { saveTemplateAction } from "@/lib/templates/actions";
import type { NewTemplateConnection } from "@/lib/templates/loaders";
import { limits } from "@/lib/templates/schema";
import { PracticeSamples } from "./practice-samples";
import { SampleActions } from "./sample-actions";
import { useSampleReading } from "./use-sample-reading";

/** From a pasted sample to a saved template. */
export function NewTemplate({ connections }: { connections: readonly NewTemplateConnection[] }) {
  const t = useTranslations("templates");
  const router = useRouter();
  const words = useErrorWords();
  const inputWords = useInputWords();
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? "");
  const [name, setName] = useState("");
  const [lacksName, setLacksName] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [isSaving, startSaving] = useTransition();
  const sample = useSampleReading(connectionId, null);

  const save = (event: FormEvent) => {
    event.preventDefault();
    setLacksName(name.trim() === "");
    if (isSaving || name.trim() === "" || !sample.reading?.isRead) return;
    startSaving(async () => {
      const answer = await askPortal(
        saveTemplateAction({ connectionId, name, sample: sample.text }),
      );
      if (!answer.ok) return setFailure(words(answer.error));
      toast.success(t("saved"));
      router.push(`/templates/${answer.value.templateId}`);
    });
  };
  return (
    <form noValidate className="grid max-w-3xl gap-5" onSubmit={save}>
      {connections.length > 1 ? (
        <FormRow label={t("connection")}>
          {(wiring) => (
            <Select
              {...wiring}
              value={connectionId}
              onChange={({ target }) => setConnectionId(target.value)}
            >
              {connections.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          )}
        </FormRow>
      ) : null}
      <FormRow
        label={t("name")}
        help={t("nameHelp")}
        error={lacksName ? inputWords("required") : undefined}
      >
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            autoComplete="off"
            maxLength={limits.name}
            value={name}
            onChange={({ target }) => {
              setName(target.value);
              setLacksName(false);
            }}
          />
        )}
      </FormRow>
      <PracticeSamples
        samples={connections.find(({ id }) => id === connectionId)?.samples ?? []}
        onChoose={sample.setText}
      />
      <SampleActions
        sample={sample}
        failure={failure}
        isSaving={isSaving}
        saveWords={t("save")}
        back="/templates"
      />
    </form>
  );
}
