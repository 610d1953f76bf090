"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { FailureNotice } from "./failure-notice";
import { reasonLength } from "./limits";
import type { Act } from "./use-act";

type DeclinePanelProps = {
  senderName: string;
  act: Act;
  onConfirm: (reason: string) => void;
  onBack: () => void;
};

export function DeclinePanel({ senderName, act, onConfirm, onBack }: DeclinePanelProps) {
  const t = useTranslations("sign.decline");
  const [reason, setReason] = useState("");
  const inputId = useId();
  const [isAsked, setIsAsked] = useState(false);
  // One line is kept of it: a reason stands in lists and in the certificate.
  const text = reason.replace(/\s+/g, " ").trim();
  const isMissing = isAsked && text === "";
  const confirm = () => {
    setIsAsked(true);
    if (text !== "") onConfirm(text);
  };
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <p className="text-sm text-muted">
        {t.rich("meaning", { name: senderName, b: (chunks) => <bdi>{chunks}</bdi> })}
      </p>
      <div className="grid gap-1.5">
        <label htmlFor={inputId} className="font-medium">
          {t("reason")}
        </label>
        <Textarea
          id={inputId}
          dir="auto"
          rows={3}
          required
          maxLength={reasonLength}
          value={reason}
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? `${inputId}-missing` : undefined}
          onChange={(event) => setReason(event.target.value)}
          className="md:text-base"
        />
      </div>
      {isMissing ? (
        <p id={`${inputId}-missing`} role="alert" className="flex gap-1.5 text-sm text-error">
          <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
          {t("missing")}
        </p>
      ) : null}
      <FailureNotice failure={act.failure} />
      <div className="flex gap-2">
        <Button
          type="submit"
          formNoValidate
          variant="danger"
          size="large"
          className="grow"
          busy={act.isBusy}
        >
          {t("confirm")}
        </Button>
        <Button size="large" disabled={act.isBusy} onClick={onBack}>
          {t("back")}
        </Button>
      </div>
    </form>
  );
}
