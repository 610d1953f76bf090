"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { startBulkAction } from "@/lib/envelopes/actions";
import type { BulkRun } from "@/lib/envelopes/read-bulk";

/** Lets a planned run begin and leads to its page. A second press finds it begun. */
export function StartBulk({ run }: { run: Pick<BulkRun, "id" | "act" | "groups"> }) {
  const t = useTranslations("bulk");
  const words = useErrorWords();
  const router = useRouter();
  const [error, setError] = useState<RefusedAction>();
  const [isBusy, start] = useTransition();
  const count = run.groups.find(({ outcome }) => outcome === "done")?.count ?? 0;
  if (count === 0) return <p className="text-sm text-muted">{t("nothingToDo")}</p>;
  const begin = () =>
    start(async () => {
      const answer = await askPortal(startBulkAction({ runId: run.id }));
      if (!answer.ok) return setError(answer.error);
      router.push(`/envelopes/bulk/${run.id}`);
      router.refresh();
    });
  return (
    <>
      {error ? (
        <Notice tone="error" className="w-full">
          {words(error)}
        </Notice>
      ) : null}
      <Button
        variant={run.act === "cancel" ? "danger" : "primary"}
        className="max-md:h-11"
        busy={isBusy}
        onClick={begin}
      >
        {t(`begin.${run.act}`, { count })}
      </Button>
    </>
  );
}
