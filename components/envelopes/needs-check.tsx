"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import {
  adoptDocumentAction,
  closeUnsentAction,
  confirmAbsenceAction,
} from "@/lib/envelopes/actions";
import type { EnvelopeView } from "@/lib/envelopes/loaders";
import { limits } from "@/lib/envelopes/schema";
import { TroubleWords } from "./trouble-words";
import { When } from "./when";

type Check = NonNullable<EnvelopeView["check"]>;

/** Nobody knows whether it was sent: what happened, and the three ways out. */
export function NeedsCheck({ view, check }: { view: EnvelopeView; check: Check }) {
  const t = useTranslations("needsCheck");
  const { envelope, may } = view;
  return (
    <Notice tone="warning" title={t("title")}>
      <div className="grid gap-3">
        <p>
          {t.rich("what", { when: () => <When at={check.at} />, provider: view.providerName })}{" "}
          <TroubleWords trouble={view.trouble} providerId={view.providerId} />
        </p>
        <p>{t("code", { code: envelope.referenceCode })}</p>
        {may.reconcile ? (
          <div className="flex flex-wrap gap-2">
            <Adopt envelopeId={envelope.id} />
            <SendAgain envelopeId={envelope.id} check={check} />
            {check.mayClose ? <CloseUnsent envelopeId={envelope.id} /> : null}
          </div>
        ) : (
          <p>{t("askManager")}</p>
        )}
        <p className="text-muted">{t("wait")}</p>
      </div>
    </Notice>
  );
}

/** Runs an action of the ways out and tells what became of it. */
function useWayOut(onDone: () => void) {
  const router = useRouter();
  const [error, setError] = useState<RefusedAction>();
  const [isBusy, start] = useTransition();
  const run = (action: Promise<ActionResult<void>>) =>
    start(async () => {
      const answer = await askPortal(action);
      if (!answer.ok) return setError(answer.error);
      setError(undefined);
      onDone();
      router.refresh();
    });
  return { error, isBusy, run };
}

function Adopt({ envelopeId }: { envelopeId: string }) {
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

function SendAgain({ envelopeId, check }: { envelopeId: string; check: Check }) {
  const t = useTranslations("needsCheck");
  const words = useErrorWords();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [hasLooked, setLooked] = useState(false);
  const [knowsTheRisk, setKnowsTheRisk] = useState(false);
  const { error, isBusy, run } = useWayOut(() => setOpen(false));
  const isReady = hasLooked && knowsTheRisk && reason.trim() !== "";
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isReady)
      run(
        confirmAbsenceAction({
          envelopeId,
          reason: reason.trim(),
          hasLooked: true,
          knowsTheRisk: true,
        }),
      );
  };
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button className="h-11 md:h-10">{t("absent")}</Button>
      </DialogTrigger>
      <DialogContent title={t("absentTitle")} description={t("absentBody")}>
        <form noValidate onSubmit={send} className="grid gap-4">
          {error ? <Notice tone="error">{words(error)}</Notice> : null}
          {check.mayResendAt ? (
            <Notice tone="info">
              {t.rich("tooEarly", { when: () => <When at={check.mayResendAt ?? check.at} /> })}
            </Notice>
          ) : null}
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
          <Checkbox
            checked={hasLooked}
            onCheckedChange={(value) => setLooked(value === true)}
            label={t("looked")}
          />
          <Checkbox
            checked={knowsTheRisk}
            onCheckedChange={(value) => setKnowsTheRisk(value === true)}
            label={t(check.costsMoney ? "riskMoney" : "risk")}
          />
          <span className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>{t("back")}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={isBusy} disabled={!isReady}>
              {t("absentConfirm")}
            </Button>
          </span>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function CloseUnsent({ envelopeId }: { envelopeId: string }) {
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
