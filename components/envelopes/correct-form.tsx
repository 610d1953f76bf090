"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useEffect, useRef, useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import {
  correctRecipientAction,
  openCorrectionAction,
  resendCorrectedAction,
} from "@/lib/envelopes/actions";
import type { PersonToCorrect } from "@/lib/envelopes/open-correction";
import { limits } from "@/lib/envelopes/schema";
import { newId } from "@/lib/kernel/ids";
import { CorrectRows } from "./correct-rows";
import type { CorrectedEnvelope } from "./correction";
import { isWrong, toCorrection, toCorrectionHere, wayOf } from "./correction";
import { bdi } from "./names";

type CorrectFormProps = {
  envelope: CorrectedEnvelope;
  personId: string | null;
  onDone: () => void;
};
type People = readonly PersonToCorrect[];

/** Fetches what is known of the people, when somebody wants to put it right and not before. */
export function CorrectForm(props: CorrectFormProps) {
  const { envelope, personId } = props;
  const words = useErrorWords();
  const [people, setPeople] = useState<People>();
  const [error, setError] = useState<RefusedAction>();
  useEffect(() => {
    let isOver = false;
    const open = async () => {
      const answer = await askPortal(openCorrectionAction({ envelopeId: envelope.envelopeId }));
      if (isOver) return;
      if (answer.ok)
        setPeople(answer.value.filter(({ recipientId }) => !personId || recipientId === personId));
      else setError(answer.error);
    };
    void open();
    return () => {
      isOver = true;
    };
  }, [envelope.envelopeId, personId]);
  if (error) return <Notice tone="error">{words(error)}</Notice>;
  return people ? <Form {...props} before={people} /> : <Skeleton className="h-40" />;
}

function Form({ envelope, before, onDone }: CorrectFormProps & { before: People }) {
  const t = useTranslations("correction");
  const words = useErrorWords();
  const router = useRouter();
  const { envelopeId, hasFailed, providerId } = envelope;
  const [people, setPeople] = useState(before);
  const [reason, setReason] = useState(t("reasonUsual"));
  // One for a dialog: pressed twice, it is sent once.
  const [key] = useState(() => newId());
  const [isBusy, setBusy] = useState(false);
  const [hasTried, setTried] = useState(false);
  const [error, setError] = useState<RefusedAction>();
  const form = useRef<HTMLFormElement>(null);
  const changed = wayOf(before, people);
  const way = hasFailed ? "anew" : changed;
  const isMissing = people.some(isWrong) || (way === "anew" && reason.trim() === "");

  const keepHere = async (person: PersonToCorrect) => {
    const old = before.find(({ recipientId }) => recipientId === person.recipientId) ?? person;
    const answer = await askPortal(
      correctRecipientAction(toCorrectionHere(envelopeId, old, person)),
    );
    if (!answer.ok) return setError(answer.error);
    const { name } = person;
    toast.success(t(answer.value.isMailed ? "keptMailed" : "kept", { name }));
    router.refresh();
    onDone();
  };
  const sendAnew = async () => {
    const right = people.map(toCorrection);
    const answer = await askPortal(
      resendCorrectedAction({ envelopeId, people: right, reason: reason.trim(), key }),
    );
    if (!answer.ok) return setError(answer.error);
    toast.success(t("resent"));
    router.push(`/envelopes/${answer.value.envelopeId}`);
    onDone();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setError(undefined);
    const person = people.find((one, index) => {
      const old = before[index];
      return old && wayOf([old], [one]) !== "nothing";
    });
    if (isMissing) {
      // Once its words are there, the first input that is wrong.
      setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    if (way === "nothing") return;
    setBusy(true);
    if (way === "anew") await sendAnew();
    else if (person) await keepHere(person);
    setBusy(false);
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      {people.map((person, index) => (
        <fieldset key={person.recipientId} className="grid gap-3">
          <legend className={people.length > 1 ? "pb-1 text-sm font-semibold" : "sr-only"}>
            <bdi>{before[index]?.name}</bdi>
          </legend>
          <CorrectRows
            person={person}
            providerId={providerId}
            isJudged={hasTried}
            onChange={(change) =>
              setPeople((all) =>
                all.map((one) =>
                  one.recipientId === person.recipientId ? { ...one, ...change } : one,
                ),
              )
            }
          />
        </fieldset>
      ))}
      {way === "here" ? <p className="text-sm text-muted">{t("hereHelp")}</p> : null}
      {way === "anew" ? <AnewWords envelope={envelope} /> : null}
      {way === "anew" && !hasFailed ? (
        <FormRow label={t("reason")} help={t("reasonHelp")}>
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              maxLength={limits.reason}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </FormRow>
      ) : null}
      {hasTried && isMissing ? <Notice tone="error">{t("wrong")}</Notice> : null}
      {error ? (
        <Notice tone="error">
          {error.code === "not_ready_to_send" ? t("notReady") : words(error)}
        </Notice>
      ) : null}
      <span className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("back")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isBusy} disabled={way === "nothing"}>
          {t(toButton(way, hasFailed))}
        </Button>
      </span>
    </form>
  );
}

function toButton(way: ReturnType<typeof wayOf>, hasFailed: boolean) {
  if (hasFailed) return "confirmResend";
  return way === "anew" ? "confirmAnew" : "confirmHere";
}

/** What is kept, and what sending anew means at this provider. */
function AnewWords({ envelope }: Pick<CorrectFormProps, "envelope">) {
  const t = useTranslations("correction");
  const { hasFailed, cancel, costOfCreate, providerName: provider, acted } = envelope;
  if (hasFailed) return <Notice tone="info">{t("failedHelp")}</Notice>;
  const isTold = cancel === "told" || cancel === "provider";
  return (
    <Notice tone="warning" title={t("anewTitle")}>
      <ul className="grid list-disc gap-1 ps-4">
        <li>{t("anewKept")}</li>
        <li>{t.rich(isTold ? "anewTold" : "anewUntold", { bdi, provider })}</li>
        {costOfCreate === "nothing" ? null : (
          <li>{t.rich(`anewCosts.${costOfCreate}`, { bdi, provider })}</li>
        )}
        {acted > 0 ? <li>{t("anewActed", { count: acted })}</li> : null}
      </ul>
    </Notice>
  );
}
