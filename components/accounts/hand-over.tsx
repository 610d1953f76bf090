"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { bdi } from "@/components/envelopes/names";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogContent } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";
import { handOverEnvelopesAction } from "@/lib/envelopes/actions";
import { useInputWords } from "./use-input-words";
import { usePortions } from "./use-portions";

/** Somebody who may take documents over. */
export type Heir = { readonly id: string; readonly name: string };

type HandOverProps = {
  /** Whose account is switched off. */
  person: Heir;
  /** How many of their documents are open. */
  open: number;
  heirs: readonly Heir[];
};

/** Gives the open documents of a colleague who left to another one, in parts, and says how far it is. */
export function HandOver({ person, open, heirs }: HandOverProps) {
  const t = useTranslations("people");
  const router = useRouter();
  // The page behind comes anew meanwhile, and counts again.
  const [total] = useState(open);
  const [heir, setHeir] = useState<Heir>();
  const { stage, run } = usePortions();
  const formId = useId();
  const mayChoose = stage.is === "asked" || stage.is === "stopped";

  async function carryOut(to: Heir) {
    setHeir(to);
    await run(() => handOverEnvelopesAction({ fromAccountId: person.id, toAccountId: to.id }));
    router.refresh();
  }

  return (
    <DialogContent
      title={t(stage.is === "done" ? "handedOverTitle" : "handOverTitle", { name: person.name })}
      description={
        stage.is === "done"
          ? undefined
          : t.rich("handOverBody", { bdi, name: person.name, count: total })
      }
      actions={
        <>
          <DialogClose asChild>
            <Button className="max-md:h-11">
              {t(stage.is === "asked" ? "handOverLater" : "done")}
            </Button>
          </DialogClose>
          {mayChoose && heirs.length > 0 ? (
            <Button type="submit" form={formId} variant="primary" className="max-md:h-11">
              {t("handOverNow")}
            </Button>
          ) : null}
        </>
      }
    >
      {stage.is === "running" ? (
        <Progress value={stage.count / Math.max(total, 1)} label={t("handingOver")} />
      ) : null}
      {stage.is === "done" ? (
        <Notice tone="success">
          {t.rich("handedOver", { bdi, name: heir?.name ?? "", count: stage.count })}
        </Notice>
      ) : null}
      {stage.is === "stopped" ? <Notice tone="error">{t("handOverStopped", stage)}</Notice> : null}
      {mayChoose ? <ChooseHeir formId={formId} heirs={heirs} onChosen={carryOut} /> : null}
    </DialogContent>
  );
}

type ChooseHeirProps = {
  formId: string;
  heirs: readonly Heir[];
  onChosen: (heir: Heir) => void;
};

function ChooseHeir({ formId, heirs, onChosen }: ChooseHeirProps) {
  const t = useTranslations("people");
  const inputWords = useInputWords();
  const [chosen, setChosen] = useState<Heir>();
  const [isMissing, setMissing] = useState(false);
  if (heirs.length === 0) return <p className="text-sm">{t("handOverNobody")}</p>;
  return (
    <form
      id={formId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(!chosen);
        if (chosen) onChosen(chosen);
      }}
    >
      <FormRow
        label={t("handOverTo")}
        help={t("handOverLaterHelp")}
        error={isMissing ? inputWords("required") : undefined}
      >
        {(wiring) => (
          <Select
            {...wiring}
            value={chosen?.id ?? ""}
            onChange={({ target }) => {
              setChosen(heirs.find(({ id }) => id === target.value));
              setMissing(false);
            }}
          >
            <option value="" disabled>
              {t("handOverChoose")}
            </option>
            {heirs.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </FormRow>
    </form>
  );
}
