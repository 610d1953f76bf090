import Link from "next/link";
import { useTranslations } from "next-intl";
import {
  rowLinkLook,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "@/components/ui/table";
import type { EnvelopeListRow } from "@/lib/envelopes/queries";
import { Names } from "./names";
import { progressOf, waitedFor } from "./progress";
import { StatusChip } from "./status-chip";
import { When } from "./when";

type EnvelopeTableProps = { rows: readonly EnvelopeListRow[]; showsOwner: boolean };

/** A table on a desk, two-line rows on a phone; the whole row leads to the envelope. */
export function EnvelopeTable({ rows, showsOwner }: EnvelopeTableProps) {
  return (
    <>
      <DeskTable rows={rows} showsOwner={showsOwner} />
      <PhoneList rows={rows} />
    </>
  );
}

function DeskTable({ rows, showsOwner }: EnvelopeTableProps) {
  const t = useTranslations("envelopes");
  return (
    <div className="hidden md:block">
      <Table>
        <TableHead>
          <TableRow>
            <TableHeading>{t("columnTitle")}</TableHeading>
            <TableHeading>{t("columnStatus")}</TableHeading>
            <TableHeading>{t("columnWaiting")}</TableHeading>
            {showsOwner ? <TableHeading>{t("columnOwner")}</TableHeading> : null}
            <TableHeading className="text-end">{t("columnUpdated")}</TableHeading>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell className="w-full max-w-0">
                <span className="flex items-baseline gap-3">
                  <Link
                    href={`/envelopes/${row.id}`}
                    className={`${rowLinkLook} truncate font-medium`}
                  >
                    <bdi>{row.title || t("untitled")}</bdi>
                  </Link>
                  <bdi className="shrink-0 text-xs text-muted max-xl:hidden">
                    {row.referenceCode}
                  </bdi>
                </span>
              </TableCell>
              <TableCell>
                <StatusChip status={row.status} progress={progressOf(row.recipients)} />
              </TableCell>
              <TableCell className="max-w-56 truncate">
                <WaitedFor row={row} />
              </TableCell>
              {showsOwner ? (
                <TableCell className="max-w-40 truncate">
                  <bdi>{row.ownerName}</bdi>
                </TableCell>
              ) : null}
              <TableCell className="text-end text-muted">
                <When at={row.updatedAt} as="relative" />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function WaitedFor({ row }: { row: EnvelopeListRow }) {
  const names = row.status === "in_progress" ? waitedFor(row.recipients) : [];
  return names.length > 0 ? <Names of={names.map(({ name }) => name)} /> : null;
}

function PhoneList({ rows }: { rows: readonly EnvelopeListRow[] }) {
  const t = useTranslations("envelopes");
  return (
    <ul className="divide-y divide-hairline overflow-hidden rounded-md border border-hairline bg-surface md:hidden">
      {rows.map((row) => (
        <li key={row.id} className="relative grid gap-1 px-3 py-2.5">
          <span className="flex items-baseline justify-between gap-3">
            <Link
              href={`/envelopes/${row.id}`}
              className={`${rowLinkLook} min-w-0 truncate font-medium`}
            >
              <bdi>{row.title || t("untitled")}</bdi>
            </Link>
            <span className="shrink-0 text-xs text-muted">
              <When at={row.updatedAt} as="relative" />
            </span>
          </span>
          <span className="flex items-center gap-2">
            <StatusChip status={row.status} progress={progressOf(row.recipients)} />
            <span className="min-w-0 truncate text-xs text-muted">
              <WaitedFor row={row} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
