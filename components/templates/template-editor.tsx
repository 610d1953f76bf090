"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState, useTransition } from "react";
import { useInputWords } from "@/components/accounts/use-input-words";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { editTemplateAction } from "@/lib/templates/actions";
import type { TemplateView } from "@/lib/templates/loaders";
import { limits } from "@/lib/templates/schema";
import { recipientRoles } from "@/lib/vocabulary/envelope";
import type { TemplateField, TemplateSlot } from "@/lib/vocabulary/template";
import { templateFieldKinds } from "@/lib/vocabulary/template";

/** What people may say of a template: names, titles, roles, labels and types. */
export function TemplateEditor({ template }: { template: TemplateView }) {
  const t = useTranslations("templates");
  const router = useRouter();
  const words = useErrorWords();
  const inputWords = useInputWords();
  const [name, setName] = useState(template.name);
  const [slots, setSlots] = useState(template.shape.slots);
  const [fields, setFields] = useState(template.shape.fields);
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [isSaving, startSaving] = useTransition();
  const missing = (text: string) =>
    isTried && text.trim() === "" ? inputWords("required") : undefined;

  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isComplete = [name, ...fields.map(({ label }) => label)].every((text) => text.trim());
    if (isSaving || !isComplete) return;
    startSaving(async () => {
      const answer = await askPortal(
        editTemplateAction({
          templateId: template.id,
          version: template.version,
          name,
          slots: slots.map((slot) => ({ ...slot, title: slot.title.trim() })),
          fields: fields.map(({ rawType: _, amountOf: __, ...field }) => field),
        }),
      );
      if (!answer.ok) return setFailure(words(answer.error));
      toast.success(t("saved"));
      router.push(`/templates/${template.id}`);
    });
  };
  return (
    <form noValidate className="grid max-w-3xl gap-6" onSubmit={save}>
      <FormRow label={t("name")} help={t("nameHelp")} error={missing(name)}>
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            autoComplete="off"
            maxLength={limits.name}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </FormRow>
      <section className="grid gap-3">
        <h2 className="text-base font-semibold">{t("places")}</h2>
        {slots.map((slot, index) => (
          <SlotRow
            key={slot.id}
            slot={slot}
            position={index + 1}
            onChange={(change) => setSlots(slots.with(index, { ...slot, ...change }))}
          />
        ))}
      </section>
      {fields.length > 0 ? (
        <section className="grid gap-3">
          <h2 className="text-base font-semibold">{t("fields")}</h2>
          {fields.map((field, index) => (
            <FieldRow
              key={`${field.group}/${field.name}`}
              field={field}
              error={missing(field.label)}
              onChange={(change) => setFields(fields.with(index, { ...field, ...change }))}
            />
          ))}
        </section>
      ) : null}
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" className="h-11 md:h-10" busy={isSaving}>
          {t("editSave")}
        </Button>
        <LinkButton href={`/templates/${template.id}`} variant="quiet" className="h-11 md:h-10">
          {t("cancel")}
        </LinkButton>
      </div>
    </form>
  );
}

type SlotRowProps = {
  slot: TemplateSlot;
  position: number;
  onChange: (change: Partial<TemplateSlot>) => void;
};

function SlotRow({ slot, position, onChange }: SlotRowProps) {
  const t = useTranslations("templates");
  const role = useTranslations("recipientRoles");
  return (
    <div className="grid items-start gap-3 rounded-md border border-hairline bg-surface p-3 md:grid-cols-2">
      <FormRow optional label={t("placeTitle", { position })}>
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            maxLength={200}
            value={slot.title}
            onChange={({ target }) => onChange({ title: target.value })}
          />
        )}
      </FormRow>
      <FormRow label={t("placeRole")} help={t("placeRoleHelp")}>
        {(wiring) => (
          <Select
            {...wiring}
            value={slot.role}
            onChange={({ target }) =>
              onChange({ role: recipientRoles.find((one) => one === target.value) ?? slot.role })
            }
          >
            {recipientRoles.map((one) => (
              <option key={one} value={one}>
                {role(one)}
              </option>
            ))}
          </Select>
        )}
      </FormRow>
    </div>
  );
}

type FieldRowProps = {
  field: TemplateField;
  error: string | undefined;
  onChange: (change: Partial<TemplateField>) => void;
};

function FieldRow({ field, error, onChange }: FieldRowProps) {
  const t = useTranslations("templates");
  return (
    <div className="grid items-start gap-3 rounded-md border border-hairline bg-surface p-3 md:grid-cols-2">
      <FormRow label={t("label", { name: `\u2068${field.name}\u2069` })} error={error}>
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            maxLength={200}
            value={field.label}
            onChange={({ target }) => onChange({ label: target.value })}
          />
        )}
      </FormRow>
      <FormRow
        label={t("kind")}
        help={
          field.rawType ? t("kindHelp", { rawType: `\u2068${field.rawType}\u2069` }) : undefined
        }
      >
        {(wiring) => (
          <Select
            {...wiring}
            value={field.kind}
            onChange={({ target }) =>
              onChange({
                kind: templateFieldKinds.find((one) => one === target.value) ?? field.kind,
              })
            }
          >
            {templateFieldKinds.map((one) => (
              <option key={one} value={one}>
                {t(`kinds.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </FormRow>
      <Checkbox
        className="md:col-span-2 -my-1"
        label={t("isRequired")}
        checked={field.isRequired}
        onCheckedChange={(checked) => onChange({ isRequired: checked === true })}
      />
    </div>
  );
}
