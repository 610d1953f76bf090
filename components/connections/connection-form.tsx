"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useRef, useState, useTransition } from "react";
import { useInputWords } from "@/components/accounts/use-input-words";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useIsReady } from "@/components/ui/use-is-ready";
import { saveConnectionAction } from "@/lib/connections/actions";
import type { SettingView } from "@/lib/connections/describe-settings";
import { ProviderInputs } from "./provider-inputs";

type ConnectionFormProps = {
  providerId: string;
  settings: readonly SettingView[];
  /** null for a new one. */
  connectionId: string | null;
  name: string;
  isRehearsal: boolean;
};
type Values = Readonly<Record<string, unknown>>;
type Errors = Readonly<Record<string, string>>;

const toValues = (settings: readonly SettingView[]): Values =>
  Object.fromEntries(settings.map(({ name, value, type }) => [name, value ?? blankOf(type)]));
const blankOf = (type: SettingView["type"]) => (type === "boolean" ? false : "");

/** A connection's name and settings. Secrets are written here and never come back. */
export function ConnectionForm({ providerId, settings, ...saved }: ConnectionFormProps) {
  const t = useTranslations("connections");
  const router = useRouter();
  const errorWords = useErrorWords();
  const inputWords = useInputWords();
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(saved.name);
  const [isRehearsal, setIsRehearsal] = useState(saved.isRehearsal);
  const [values, setValues] = useState(() => toValues(settings));
  const [errors, setErrors] = useState<Errors>({});
  const [notice, setNotice] = useState<string>();
  const [isMoving, setIsMoving] = useState(false);
  const [movesOpenEnvelopes, setMovesOpenEnvelopes] = useState(false);
  const [isPending, startTransition] = useTransition();
  const isReady = useIsReady();

  function show(found: Errors) {
    setErrors(found);
    const wrong = [...(form.current?.elements ?? [])].find(
      (element) => element instanceof HTMLElement && keyOf(element) in found,
    );
    if (wrong instanceof HTMLElement) wrong.focus();
  }

  async function save() {
    const result = await askPortal(
      saveConnectionAction({
        connectionId: saved.connectionId,
        providerId,
        name,
        isRehearsal,
        settings: withoutGaps(values),
        movesOpenEnvelopes,
      }),
    );
    if (!result.ok) {
      const { code, values: why } = result.error;
      if (code === "invalid") show({ [String(why.input)]: inputWords(String(why.reason)) });
      else setNotice(errorWords({ code, values: why }));
      if (code === "open_envelopes") setIsMoving(true);
      return;
    }
    toast.success(t("saved"));
    setIsMoving(false);
    setMovesOpenEnvelopes(false);
    setValues((typed) => ({ ...typed, ...forgetSecrets(settings) }));
    if (saved.connectionId) router.refresh();
    else router.push(`/settings/providers/${result.value.connectionId}`);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setNotice(undefined);
    const missing = findMissing(name, settings, values);
    show(Object.fromEntries(missing.map((key) => [key, inputWords("required")])));
    if (missing.length === 0) startTransition(save);
  }

  const forget = (key: string) => setErrors(({ [key]: _former, ...others }) => others);
  return (
    <form ref={form} onSubmit={onSubmit} method="post" noValidate className="grid max-w-md gap-4">
      <FormRow label={t("name")} help={t("nameHelp")} error={errors.name}>
        {(wiring) => (
          <Input
            {...wiring}
            data-key="name"
            dir="auto"
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={({ target }) => {
              setName(target.value);
              forget("name");
            }}
          />
        )}
      </FormRow>
      <ProviderInputs
        providerId={providerId}
        part="settings"
        shapes={settings}
        values={values}
        errorOf={(setting) => errors[`settings.${setting}`]}
        onChange={(next) => {
          const changed = Object.keys(next).find((key) => next[key] !== values[key]);
          setValues(next);
          forget(`settings.${changed}`);
        }}
      />
      <Checkbox
        label={t("isRehearsal")}
        help={t("isRehearsalHelp")}
        checked={isRehearsal}
        onCheckedChange={(checked) => setIsRehearsal(checked === true)}
      />
      {notice ? <Notice tone="error">{notice}</Notice> : null}
      {isMoving ? (
        <Checkbox
          label={t("movesOpen")}
          help={t("movesOpenHelp")}
          checked={movesOpenEnvelopes}
          onCheckedChange={(checked) => setMovesOpenEnvelopes(checked === true)}
        />
      ) : null}
      <Button
        type="submit"
        variant="primary"
        busy={isPending}
        disabled={!isReady}
        className="justify-self-start"
      >
        {t(saved.connectionId ? "save" : "create")}
      </Button>
    </form>
  );
}

/** An emptied number is none; the portal takes only values. */
const withoutGaps = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** How an error names an input: a provider may have a setting that is called `name`, too. */
const keyOf = (element: HTMLElement): string =>
  element.dataset.key ?? `settings.${element.getAttribute("name")}`;

const forgetSecrets = (settings: readonly SettingView[]): Values =>
  Object.fromEntries(settings.filter(({ isSecret }) => isSecret).map((each) => [each.name, ""]));

function findMissing(name: string, settings: readonly SettingView[], values: Values): string[] {
  const missing = settings.filter(
    (setting) =>
      setting.isRequired && !setting.stored && ["", undefined].includes(values[setting.name] as ""),
  );
  return [
    ...(name.trim() === "" ? ["name"] : []),
    ...missing.map((setting) => `settings.${setting.name}`),
  ];
}
