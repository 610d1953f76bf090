import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Table, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import type { EnvelopeListRow } from "@/lib/envelopes/list-envelopes";
import type { ListSort } from "@/lib/envelopes/list-filter";
import type { EnvelopeList } from "@/lib/envelopes/loaders";
import type { EnvelopeCell, EnvelopeRow } from "./envelope-rows";
import { EnvelopeRows } from "./envelope-rows";
import look from "./envelope-table.module.css";
import type { ListColumn } from "./list-columns";
import { keyColumnOf } from "./list-columns";
import { isolated } from "./names";
import { progressOf, waitedFor } from "./progress";
import { toSortAddress } from "./sort-address";
import { useMoment } from "./when";

type EnvelopeTableProps = { list: EnvelopeList; columns: readonly ListColumn[] };

const sortOfColumn: Partial<Record<ListColumn, ListSort>> = {
  sent: "sent",
  expiry: "expiry",
  ended: "ended",
  updated: "updated",
};

/** A table on a desk, two-line rows on a phone; the whole row leads to the envelope. */
export function EnvelopeTable({ list, columns }: EnvelopeTableProps) {
  const t = useTranslations("envelopes");
  const toRow = useRow(list, columns);
  return (
    <Table className={look.table}>
      <caption className="sr-only">{t("title")}</caption>
      <TableHead>
        <TableRow>
          <TableHeading>{t("columnTitle")}</TableHeading>
          <SortHeading list={list} by="status">
            {t("columnStatus")}
          </SortHeading>
          {columns.map((name) => {
            const sort = sortOfColumn[name];
            const words = t(`columnNames.${name}`);
            return sort ? (
              <SortHeading key={name} list={list} by={sort}>
                {words}
              </SortHeading>
            ) : (
              <TableHeading key={name}>{words}</TableHeading>
            );
          })}
        </TableRow>
      </TableHead>
      <tbody>
        <EnvelopeRows rows={list.rows.map(toRow)} />
      </tbody>
    </Table>
  );
}

type SortHeadingProps = { list: EnvelopeList; by: ListSort; children: string };

function SortHeading({ list: { filter, sort }, by, children }: SortHeadingProps) {
  const isUp = sort.order === "asc" || by === "status";
  const Arrow = isUp ? ArrowUp : ArrowDown;
  const isSorted = sort.by === by;
  return (
    <TableHeading aria-sort={isSorted ? (isUp ? "ascending" : "descending") : undefined}>
      <Link
        href={toSortAddress(filter, sort, by)}
        prefetch={false}
        scroll={false}
        className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-muted no-underline hover:text-ink aria-[current]:text-ink"
        aria-current={isSorted ? "true" : undefined}
      >
        {children}
        {isSorted ? <Arrow aria-hidden className="size-3.5" /> : null}
      </Link>
    </TableHeading>
  );
}

function useRow(
  { choices, sort }: EnvelopeList,
  columns: readonly ListColumn[],
): (row: EnvelopeListRow) => EnvelopeRow {
  const key = keyColumnOf(sort.by);
  const t = useTranslations();
  const format = useFormatter();
  const toMoment = useMoment();
  const named = (all: readonly { id: string; name: string }[], id: string | null) =>
    isolated(all.find((each) => each.id === id)?.name ?? "");
  const names = (people: readonly { name: string }[]) =>
    format.list(
      people.map(({ name }) => isolated(name)),
      "and",
    );
  const at = (instant: Date | null, as: "relative" | "date") =>
    instant ? { moment: toMoment(instant, as) } : {};
  const cells: Record<ListColumn, (row: EnvelopeListRow) => Partial<EnvelopeCell>> = {
    waiting: ({ status, recipients }) => ({
      words: status === "in_progress" ? names(waitedFor(recipients)) : "",
    }),
    people: ({ recipients }) => ({ words: names(recipients) }),
    service: ({ connectionId }) => ({ words: named(choices.connections, connectionId) }),
    owner: ({ ownerName }) => ({ words: isolated(ownerName) }),
    team: ({ teamId }) => ({ words: named(choices.teams, teamId) }),
    sent: ({ sentAt }) => at(sentAt, "date"),
    expiry: ({ expiresAt }) => at(expiresAt, "date"),
    ended: ({ endedAt }) => at(endedAt, "date"),
    updated: ({ updatedAt }) => at(updatedAt, "relative"),
  };
  return (row) => {
    const { id, title, referenceCode, status, recipients, isRehearsal } = row;
    const progress = progressOf(recipients);
    return {
      id,
      title: title || t("envelopes.untitled"),
      referenceCode,
      ...(isRehearsal ? { rehearsal: t("rehearsal.chip") } : {}),
      status,
      statusWords: t(`status.envelope.${status}`),
      ...(status === "in_progress"
        ? { progress: { ...progress, words: t("status.progress", progress) } }
        : {}),
      cells: columns.map((column) => ({
        column,
        of: column === key ? "key" : column === "waiting" ? "waiting" : "more",
        ...cells[column](row),
      })),
    };
  };
}
