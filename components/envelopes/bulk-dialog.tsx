"use client";
import { useTimeZone, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { DialogContent } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { planBulkAction } from "@/lib/envelopes/actions";
import type { Assignees } from "@/lib/envelopes/assign-envelope";
import type { BulkRun } from "@/lib/envelopes/read-bulk";
import type { BulkOrder } from "@/lib/envelopes/schema";
import { endOfDay } from "@/lib/i18n/end-of-day";
import type { BulkAct } from "@/lib/vocabulary/bulk";
import { BulkInputs } from "./bulk-inputs";
import { BulkOutlook } from "./bulk-outlook";
import { useSelection } from "./selection";
import { StartBulk } from "./start-bulk";

/** What the form says; undefined while something that the act needs is missing. */
function toOrder(act: BulkAct, form: FormData, timeZone: string): BulkOrder | undefined {
  const said = (name: string) => String(form.get(name) ?? "").trim();
  if (act === "remind") return { act };
  if (act === "cancel") {
    const reason = said("reason");
    return reason ? { act, reason } : undefined;
  }
  if (act === "extend") {
    const expiresAt = endOfDay(said("day"), timeZone);
    return expiresAt ? { act, expiresAt } : undefined;
  }
  const [ownerId, teamId] = [said("owner") || null, said("team") || null];
  return ownerId || teamId ? { act, ownerId, teamId } : undefined;
}

/** Asks what an act needs, shows what would happen, and only then does it. */
export function BulkDialog({ act, assignees }: { act: BulkAct; assignees: Assignees }) {
  const t = useTranslations("bulk");
  const words = useErrorWords();
  const timeZone = useTimeZone() ?? "UTC";
  const { selection, count } = useSelection();
  const [isMissing, setMissing] = useState(false);
  const [error, setError] = useState<RefusedAction>();
  const [run, setRun] = useState<BulkRun>();
  const [isBusy, start] = useTransition();
  const plan = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const order = toOrder(act, new FormData(event.currentTarget), timeZone);
    setMissing(order === undefined);
    if (order === undefined || !selection) return;
    start(async () => {
      const answer = await askPortal(planBulkAction({ selection, order }));
      setError(answer.ok ? undefined : answer.error);
      if (answer.ok) setRun(answer.value);
    });
  };
  return (
    <DialogContent title={t(`titles.${act}`, { count })} description={t(`bodies.${act}`)}>
      {/* Kept behind what it led to, so that the way back finds what was typed. */}
      <form noValidate onSubmit={plan} className="grid gap-4" hidden={run !== undefined}>
        {error ? <Notice tone="error">{words(error)}</Notice> : null}
        <BulkInputs act={act} assignees={assignees} isMissing={isMissing} />
        <span className="flex flex-wrap items-center justify-end gap-3">
          <span role="status" className="text-sm text-muted">
            {isBusy ? t("checking", { count }) : ""}
          </span>
          <Button type="submit" variant="primary" className="max-md:h-11" busy={isBusy}>
            {t("check")}
          </Button>
        </span>
      </form>
      {run ? (
        <div className="grid gap-4">
          <h3 className="text-sm font-semibold">{t("outlook")}</h3>
          <div role="status" className="max-h-[50dvh] overflow-y-auto">
            <BulkOutlook run={run} />
          </div>
          <span className="flex flex-wrap items-center justify-end gap-2">
            <Button className="max-md:h-11" onClick={() => setRun(undefined)}>
              {t("back")}
            </Button>
            <StartBulk run={run} />
          </span>
        </div>
      ) : null}
    </DialogContent>
  );
}
