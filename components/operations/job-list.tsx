"use client";
import { CircleX, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { retryJobAction } from "@/lib/operations/actions";
import type { TroubledJob } from "@/lib/operations/queries";
import { useJobName } from "./use-job-name";

/** Work that gave up or keeps failing: what, why, since when, and the way to try again. */
export function JobList({ jobs }: { jobs: readonly TroubledJob[] }) {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const router = useRouter();
  const words = useErrorWords();
  const nameOf = useJobName();
  const retry = async (jobId: string) => {
    const result = await retryJobAction({ jobId });
    if (result.ok) toast.success(t("retried"));
    else toast.error(words(result.error));
    router.refresh();
  };
  return (
    <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
      {jobs.map((job) => {
        return (
          <li
            key={job.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 text-sm"
          >
            <div className="grid min-w-0 grow basis-60 gap-0.5">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{nameOf(job.name)}</span>
                <Chip
                  tone={job.state === "dead" ? "error" : "warning"}
                  icon={job.state === "dead" ? <CircleX aria-hidden /> : <RotateCw aria-hidden />}
                >
                  {t(job.state === "dead" ? "dead" : "failing")}
                </Chip>
              </span>
              <span className="text-xs text-muted">
                {t("tries", { count: job.tries })} ·{" "}
                {job.state === "dead"
                  ? t("gaveUp", { when: format.dateTime(job.finishedAt ?? job.runAt, "short") })
                  : t("nextTry", { when: format.dateTime(job.runAt, "short") })}
              </span>
              {job.lastError ? (
                <code dir="ltr" className="justify-self-start text-xs wrap-anywhere text-muted">
                  {job.lastError}
                </code>
              ) : null}
            </div>
            {job.envelopeId ? (
              <TextLink href={`/envelopes/${job.envelopeId}`} className="text-xs">
                {t("openEnvelope")}
              </TextLink>
            ) : null}
            <Button size="small" className="max-md:h-11" onClick={() => void retry(job.id)}>
              {t("retry")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
