"use client";
import { Ban, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { BulkRun } from "@/lib/envelopes/read-bulk";
import type { BulkOutcome } from "@/lib/vocabulary/bulk";
import { Names } from "./names";

/** What can be done and what cannot, or what was and was not, and why, each with some names. */
export function BulkOutlook({ run }: { run: Pick<BulkRun, "act" | "state" | "groups"> }) {
  const { act, groups } = run;
  const isPlanned = run.state === "planned";
  const t = useTranslations("bulk");
  return (
    <ul className="grid gap-2.5 text-sm">
      {groups.map(({ outcome, count, examples }) => {
        const Icon = outcome === "done" ? CircleCheck : Ban;
        // Afterwards every row stands below with its name.
        const named = isPlanned ? examples.filter(({ title }) => title !== null) : [];
        const names = named.map(({ title }) => title || t("untitled"));
        const more = count - names.length;
        return (
          <li key={outcome} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
            <Icon
              aria-hidden
              className={`mt-0.5 size-4 ${outcome === "done" ? "text-success" : "text-muted"}`}
            />
            <p>
              <span className="font-medium">{t(toCount(isPlanned, outcome), { count })}</span>{" "}
              {outcome === "done" ? null : t(`outcomes.${outcome}`, { act })}
            </p>
            {names.length > 0 ? (
              <p className="col-start-2 text-xs text-muted">
                <Names of={more > 0 ? [...names, t("more", { count: more })] : names} />
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function toCount(isPlanned: boolean, outcome: BulkOutcome) {
  if (isPlanned) return outcome === "done" ? "canCount" : "cannotCount";
  return outcome === "done" ? "doneCount" : "notDoneCount";
}
