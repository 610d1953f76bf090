"use client";
import { CalendarPlus } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { extendEnvelopeAction } from "@/lib/envelopes/actions";
import { deadlineYears, latestDeadline } from "@/lib/envelopes/schema";
import { endOfDay, toDay } from "@/lib/i18n/end-of-day";
import { DayInput } from "./day-input";
import { useWayOut } from "./use-way-out";

const dayMilliseconds = 86_400_000;
const usualDays = 7;

/** Gives people more time. */
export function ExtendEnvelope({ envelopeId, expiresAt }: { envelopeId: string; expiresAt: Date }) {
  const t = useTranslations("extend");
  const words = useErrorWords();
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const [isOpen, setOpen] = useState(false);
  const [opened] = useState(() => new Date());
  const [day, setDay] = useState(() =>
    toDay(new Date(expiresAt.getTime() + usualDays * dayMilliseconds), timeZone),
  );
  const { error, isBusy, run } = useWayOut(() => {
    toast.success(t("done"));
    setOpen(false);
  });
  const until = endOfDay(day, timeZone);
  const problem =
    until === null || until <= expiresAt
      ? t("notLater", { date: format.dateTime(expiresAt, "date") })
      : until > latestDeadline(opened)
        ? words({ code: "end_too_late", values: deadlineYears })
        : undefined;
  const extend = (event: FormEvent) => {
    event.preventDefault();
    if (until && !problem) run(extendEnvelopeAction({ envelopeId, expiresAt: until }));
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
          <DayInput
            label={t("day")}
            help={until ? t("dayHelp", { date: format.dateTime(until, "date") }) : undefined}
            error={problem}
            day={day}
            onDay={setDay}
          />
          <span className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>{t("back")}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={isBusy} disabled={problem !== undefined}>
              {t("confirm")}
            </Button>
          </span>
        </form>
      </DialogContent>
    </Dialog>
  );
}
