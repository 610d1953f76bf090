"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { Progress } from "@/components/ui/progress";
import { followBulkAction } from "@/lib/envelopes/actions";
import type { BulkProgress as Known } from "@/lib/envelopes/read-bulk";

const lookEvery = 1_000;
/** A screen reader hears of so many steps. */
const steps = 4;

/** Follows a run until it has ended; then the page comes with the results. */
export function BulkProgress({ runId, atFirst }: { runId: string; atFirst: Known }) {
  const t = useTranslations("bulk");
  const router = useRouter();
  const [{ done, total }, setProgress] = useState(atFirst);
  useEffect(() => {
    let isOver = false;
    let waiting: ReturnType<typeof setTimeout>;
    const look = async () => {
      const answer = await askPortal(followBulkAction({ runId }));
      if (isOver) return;
      if (answer.ok) setProgress(answer.value);
      if (answer.ok && answer.value.state === "done") return router.refresh();
      waiting = setTimeout(look, lookEvery);
    };
    waiting = setTimeout(look, lookEvery);
    return () => {
      isOver = true;
      clearTimeout(waiting);
    };
  }, [router, runId]);
  const heard = Math.floor(Math.floor((done / total) * steps) * (total / steps));
  return (
    <>
      <Progress value={done / total} label={t("progress", { done, total })} />
      <p role="status" className="sr-only">
        {t("progress", { done: heard, total })}
      </p>
      <p className="text-xs text-muted">{t("mayLeave")}</p>
    </>
  );
}
