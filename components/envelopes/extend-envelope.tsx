"use client";
import { CalendarPlus } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { extendEnvelopeAction } from "@/lib/envelopes/actions";
import { endOfDay, toDay } from "@/lib/i18n/end-of-day";
import { useWayOut } from "./use-way-out";

const dayMilliseconds = 86_400_000;
const usualDays = 7;

/** Gives people more time. */
export function ExtendEnvelope({ envelopeId, expiresAt }: { envelopeId: string; expiresAt: Date }) {
  const t = useTranslations("extend");
  const words = useErrorWords();
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const after = (days: number) =>
    toDay(new Date(expiresAt.getTime() + days * dayMilliseconds), timeZone);
  const [isOpen, setOpen] = useState(false);
  const [day, setDay] = useState(after(usualDays));
  const { error, isBusy, run } = useWayOut(() => {
    toast.success(t("done"));
    setOpen(false);
  });
  const until = endOfDay(day, timeZone);
  const isLater = until !== null && until > expiresAt;
  const extend = (event: FormEvent) => {
    event.preventDefault();
    if (until && isLater) run(extendEnvelopeAction({ envelopeId, expiresAt: until }));
  };
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button className="h-11 md:h-10">
          <CalendarPlus aria-hidden />
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("body")}>
        <form noValidate onSubmit={extend} className="grid gap-4">
          {error ? <Notice tone="error">{words(error)}</Notice> : null}
          <FormRow
            label={t("day")}
            help={until ? t("dayHelp", { date: format.dateTime(until, "date") }) : undefined}
            error={
              isLater ? undefined : t("notLater", { date: format.dateTime(expiresAt, "date") })
            }
          >
            {(wiring) => (
              <Input
                {...wiring}
                type="date"
                dir="ltr"
                className="w-44"
                min={after(1)}
                value={day}
                onChange={({ target }) => setDay(target.value)}
              />
            )}
          </FormRow>
          <span className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>{t("back")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={isBusy} disabled={!isLater}>
              {t("confirm")}
            </Button>
          </span>
        </form>
      </DialogContent>
    </Dialog>
  );
}
