import { CircleAlert, CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useFormatWords } from "@/components/recipients/use-format-words";
import { useErrorWords } from "@/components/shell/error-words";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ManyProblem, ManyRow } from "@/lib/recipients/check-many";
import type { ManyOutcome, ManyOutcomes } from "./use-many-sending";

type ManyTableProps = { rows: readonly ManyRow[]; outcomes: ManyOutcomes };

/** Every row with its people, what is wrong in it, and what became of it. */
export function ManyTable({ rows, outcomes }: ManyTableProps) {
  const t = useTranslations("many");
  const format = useFormatter();
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeading>{t("line")}</TableHeading>
          <TableHeading>{t("people")}</TableHeading>
          <TableHeading className="w-3/5">{t("state")}</TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.line}>
            <TableCell className="py-2 align-top tabular-nums">{format.number(row.line)}</TableCell>
            <TableCell className="py-2 align-top">
              {row.title ? (
                <p className="font-medium">
                  <bdi>{row.title}</bdi>
                </p>
              ) : null}
              {row.people.map(({ slotId, parts }) => (
                <p key={slotId}>
                  <bdi>{parts.name || "—"}</bdi>
                </p>
              ))}
            </TableCell>
            <TableCell className="py-2 align-top">
              {row.problems.length > 0 ? (
                <Problems problems={row.problems} />
              ) : (
                <Outcome outcome={outcomes.get(row.line)} />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Problems({ problems }: { problems: readonly ManyProblem[] }) {
  const t = useTranslations("many");
  const words = useFormatWords();
  return (
    <ul className="grid gap-1.5">
      {problems.map(({ header, found, why, values }) => (
        <li key={header} className="flex items-start gap-1.5">
          <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0 text-error" />
          <span className="min-w-0 wrap-anywhere">
            <bdi className="font-medium">{header}</bdi>
            {found ? (
              <>
                {" "}
                <bdi className="text-muted">{found.slice(0, 60)}</bdi>
              </>
            ) : null}
            <br />
            <span className="text-error">
              {why === "too_long" ? t("tooLong", { ...values }) : words(why, values)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ outcome }: { outcome: ManyOutcome | undefined }) {
  const t = useTranslations("many");
  const words = useErrorWords();
  if (!outcome) return <span className="text-muted">{t("ready")}</span>;
  if (!outcome.ok)
    return (
      <span className="flex items-start gap-1.5 text-error">
        <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
        {words(outcome.error)}
      </span>
    );
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex items-center gap-1.5">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
        {t(outcome.wasSentBefore ? "sentBefore" : "sent")}
      </span>
      <TextLink href={`/envelopes/${outcome.envelopeId}`}>{t("open")}</TextLink>
    </span>
  );
}
