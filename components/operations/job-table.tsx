import { useFormatter, useTranslations } from "next-intl";
import { When } from "@/components/envelopes/when";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "@/components/ui/table";
import type { JobFigures } from "@/lib/operations/measure-queues";
import { useJobName } from "./use-job-name";

const states = ["ready", "running", "dead"] as const;

/** How much of each kind of work waits, runs and gave up. On a phone without what runs. */
export function JobTable({ jobs }: { jobs: readonly JobFigures[] }) {
  const t = useTranslations("system");
  const format = useFormatter();
  const nameOf = useJobName();
  const lookOf = (state: (typeof states)[number]) =>
    `text-end tabular-nums ${state === "running" ? "hidden sm:table-cell" : ""}`;
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeading>{t("job")}</TableHeading>
          {states.map((state) => (
            <TableHeading key={state} className={lookOf(state)}>
              {t(state)}
            </TableHeading>
          ))}
          <TableHeading className="hidden sm:table-cell">{t("oldest")}</TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {jobs.map((job) => (
          <TableRow key={job.name}>
            <TableCell className="py-2">
              {nameOf(job.name)}
              {job.dueSince ? (
                <span className="block text-xs text-muted sm:hidden">
                  {t("oldest")} <When at={job.dueSince} as="relative" />
                </span>
              ) : null}
            </TableCell>
            {states.map((state) => (
              <TableCell key={state} className={lookOf(state)}>
                {format.number(job[state], "integer")}
              </TableCell>
            ))}
            <TableCell className="hidden text-muted sm:table-cell">
              {job.dueSince ? <When at={job.dueSince} as="relative" /> : t("nothingDue")}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
