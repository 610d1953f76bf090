"use client";
import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useState } from "react";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import { limits } from "@/lib/envelopes/schema";
import { useWayOut } from "./use-way-out";

type DecisionDialogProps = {
  trigger: string;
  title: string;
  description: string;
  confirm: string;
  reasonLabel: string;
  /** What the person has done and knows; both have to be ticked. */
  looked: string;
  risk: string;
  children?: ReactNode;
  decide: (answer: {
    reason: string;
    hasLooked: true;
    knowsTheRisk: true;
  }) => Promise<ActionResult<void>>;
};

/** A decision that may send something twice: a reason, and two ticks. */
export function DecisionDialog({
  trigger,
  title,
  description,
  confirm,
  reasonLabel,
  looked,
  risk,
  children,
  decide,
}: DecisionDialogProps) {
  const t = useTranslations("needsCheck");
  const words = useErrorWords();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [hasLooked, setLooked] = useState(false);
  const [knowsTheRisk, setKnowsTheRisk] = useState(false);
  const { error, isBusy, run } = useWayOut(() => setOpen(false));
  const isReady = hasLooked && knowsTheRisk && reason.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) run(decide({ reason: reason.trim(), hasLooked: true, knowsTheRisk: true }));
  };
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button className="h-11 md:h-10">{trigger}</Button>
      </DialogTrigger>
      <DialogContent title={title} description={description}>
        <form noValidate onSubmit={submit} className="grid gap-4">
          {error ? <Notice tone="error">{words(error)}</Notice> : null}
          {children}
          <FormRow label={reasonLabel} help={t("reasonHelp")}>
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
            label={looked}
          />
          <Checkbox
            checked={knowsTheRisk}
            onCheckedChange={(value) => setKnowsTheRisk(value === true)}
            label={risk}
          />
          <span className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>{t("back")}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={isBusy} disabled={!isReady}>
              {confirm}
            </Button>
          </span>
        </form>
      </DialogContent>
    </Dialog>
  );
}
