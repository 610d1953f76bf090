"use client";
import { Ban } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { cancelEnvelopeAction } from "@/lib/envelopes/actions";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import { limits } from "@/lib/envelopes/schema";

/** What a provider elsewhere makes of it: its own links may stay alive. */
function toBody(hosted: EnvelopeView["hosted"], cancel: EnvelopeView["cancel"]) {
  if (cancel === "told") return "cancelBodyTold";
  return hosted === "there" ? "cancelBodyThere" : "cancelBody";
}

/** Cancels with a reason that the recipients see. */
export function CancelEnvelope({
  envelopeId,
  providerName,
  hosted,
  cancel: way,
}: { envelopeId: string } & Pick<EnvelopeView, "providerName" | "hosted" | "cancel">) {
  const t = useTranslations("envelope");
  const words = useErrorWords();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [isReasonMissing, setReasonMissing] = useState(false);
  const [error, setError] = useState<RefusedAction>();
  const [isBusy, start] = useTransition();
  const cancel = (event: FormEvent) => {
    event.preventDefault();
    setReasonMissing(reason.trim() === "");
    if (reason.trim() === "") return;
    start(async () => {
      const answer = await askPortal(cancelEnvelopeAction({ envelopeId, reason: reason.trim() }));
      if (!answer.ok) return setError(answer.error);
      toast.success(t("canceledDone"));
      router.refresh();
      setOpen(false);
    });
  };
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button className="h-11 text-error md:h-10">
          <Ban aria-hidden />
          {t("cancel")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("cancelTitle")}
        description={t(toBody(hosted, way), { provider: providerName })}
      >
        <form noValidate onSubmit={cancel} className="grid gap-4">
          {error ? <Notice tone="error">{words(error)}</Notice> : null}
          <FormRow
            label={t("cancelReason")}
            help={t("cancelReasonHelp")}
            error={isReasonMissing ? t("cancelReasonMissing") : undefined}
          >
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
          <span className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>{t("cancelKeep")}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={isBusy}>
              {t("cancelConfirm")}
            </Button>
          </span>
        </form>
      </DialogContent>
    </Dialog>
  );
}
