"use client";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import {
  adoptDocumentAction,
  closeUnsentAction,
  confirmAbsenceAction,
  forceCreateAction,
  searchAgainAction,
} from "@/lib/envelopes/actions";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import { DecisionDialog } from "./decision-dialog";
import { TroubleWords } from "./trouble-words";
import { useWayOut } from "./use-way-out";
import { When } from "./when";

type Check = NonNullable<EnvelopeView["check"]>;
type WayOutProps = { envelopeId: string; check: Check };

/** Nobody knows whether it was sent: what happened, and the ways out. */
export function NeedsCheck({ view, check }: { view: EnvelopeView; check: Check }) {
  const t = useTranslations("needsCheck");
  const { envelope, may, nextTryAt } = view;
  const provider = view.providerName;
  const way = { envelopeId: envelope.id, check };
  return (
    <Notice tone="warning" title={t(check.isOther ? "otherTitle" : "title")}>
      <div className="grid gap-3">
        <p>
          {t.rich(check.isOther ? "whatOther" : "what", {
            when: () => <When at={check.at} />,
            provider,
          })}{" "}
          <TroubleWords trouble={view.trouble} providerId={view.providerId} />
        </p>
        <p>{t("code", { code: envelope.referenceCode })}</p>
        {may.reconcile ? (
          <div className="flex flex-wrap gap-2">
            {check.isSearchable ? <SearchAgain {...way} /> : <Adopt {...way} />}
            {check.isOther ? may.forceCreate && <ForceCreate {...way} /> : <SendAgain {...way} />}
            {check.mayClose ? <CloseUnsent {...way} /> : null}
          </div>
        ) : (
          <p>{t("askManager")}</p>
        )}
        <p className="text-muted">
          <Waiting check={check} nextTryAt={nextTryAt} provider={provider} />
        </p>
      </div>
    </Notice>
  );
}

/** What happens if nobody does anything. */
function Waiting({
  check,
  nextTryAt,
  provider,
}: {
  check: Check;
  nextTryAt: Date | null;
  provider: string;
}) {
  const t = useTranslations("needsCheck");
  if (check.isOther) return t("waitOther");
  if (!check.isSearchable) return t("wait");
  return nextTryAt
    ? t.rich("searches", { when: () => <When at={nextTryAt} />, provider })
    : t("searchesNoMore");
}

/** The same create once more: it finds what the first one made, or makes it. */
function SearchAgain({ envelopeId }: WayOutProps) {
  const t = useTranslations("needsCheck");
  const words = useErrorWords();
  const { error, isBusy, run } = useWayOut<{ readonly isFound: boolean }>(({ isFound }) =>
    isFound ? toast.success(t("found")) : toast.error(t("notFound")),
  );
  return (
    <>
      <Button
        variant="primary"
        className="h-11 md:h-10"
        busy={isBusy}
        onClick={() => run(searchAgainAction({ envelopeId }))}
      >
        {t("search")}
      </Button>
      {error ? <p className="basis-full text-error">{words(error)}</p> : null}
    </>
  );
}

function Adopt({ envelopeId }: WayOutProps) {
  const t = useTranslations("needsCheck");
  const words = useErrorWords();
  const [isOpen, setOpen] = useState(false);
  const [externalId, setExternalId] = useState("");
  const { error, isBusy, run } = useWayOut(() => setOpen(false));
  const adopt = (event: FormEvent) => {
    event.preventDefault();
    if (externalId.trim() !== "")
      run(adoptDocumentAction({ envelopeId, externalId: externalId.trim() }));
  };
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button className="h-11 md:h-10">{t("exists")}</Button>
      </DialogTrigger>
      <DialogContent title={t("existsTitle")} description={t("existsBody")}>
        <form noValidate onSubmit={adopt} className="grid gap-4">
          {error ? <Notice tone="error">{words(error)}</Notice> : null}
          <FormRow label={t("number")} help={t("numberHelp")}>
            {(wiring) => (
              <Input
                {...wiring}
                dir="ltr"
                autoComplete="off"
                maxLength={100}
                value={externalId}
                onChange={({ target }) => setExternalId(target.value)}
              />
            )}
          </FormRow>
          <span className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>{t("back")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={isBusy}>
              {t("existsConfirm")}
            </Button>
          </span>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function TooEarly({ check }: { check: Check }) {
  const t = useTranslations("needsCheck");
  const at = check.mayResendAt;
  return at ? (
    <Notice tone="info">{t.rich("tooEarly", { when: () => <When at={at} /> })}</Notice>
  ) : null;
}

function SendAgain({ envelopeId, check }: WayOutProps) {
  const t = useTranslations("needsCheck");
  return (
    <DecisionDialog
      trigger={t("absent")}
      title={t("absentTitle")}
      description={t(check.isSearchable ? "absentBodySearchable" : "absentBody")}
      confirm={t("absentConfirm")}
      reasonLabel={t("reason")}
      looked={t("looked")}
      risk={t(check.costsMoney ? "riskMoney" : "risk")}
      decide={(answer) => confirmAbsenceAction({ envelopeId, ...answer })}
    >
      <TooEarly check={check} />
    </DecisionDialog>
  );
}

/** Nothing but this dialog ever forces a create. */
function ForceCreate({ envelopeId, check }: WayOutProps) {
  const t = useTranslations("needsCheck");
  return (
    <DecisionDialog
      trigger={t("force")}
      title={t("forceTitle")}
      description={t("forceBody")}
      confirm={t("forceConfirm")}
      reasonLabel={t("forceReason")}
      looked={t("forceLooked")}
      risk={t("forceRisk")}
      decide={(answer) => forceCreateAction({ envelopeId, ...answer })}
    >
      <Notice tone="warning">{t("forceWarning")}</Notice>
      <TooEarly check={check} />
    </DecisionDialog>
  );
}

function CloseUnsent({ envelopeId }: WayOutProps) {
  const t = useTranslations("needsCheck");
  const words = useErrorWords();
  const { error, run } = useWayOut(() => undefined);
  return (
    <>
      <ConfirmDialog
        trigger={<Button className="h-11 md:h-10">{t("close")}</Button>}
        title={t("closeTitle")}
        description={t("closeBody")}
        confirm={t("close")}
        onConfirm={() => run(closeUnsentAction({ envelopeId }))}
      />
      {error ? <p className="text-error">{words(error)}</p> : null}
    </>
  );
}
