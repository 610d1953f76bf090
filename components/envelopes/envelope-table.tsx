import { useFormatter, useTranslations } from "next-intl";
import { Table, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import type { EnvelopeListRow } from "@/lib/envelopes/list-envelopes";
import type { EnvelopeRow } from "./envelope-rows";
import { EnvelopeRows } from "./envelope-rows";
import look from "./envelope-table.module.css";
import { isolated } from "./names";
import { progressOf, waitedFor } from "./progress";
import { useMoment } from "./when";

type EnvelopeTableProps = { rows: readonly EnvelopeListRow[]; showsOwner: boolean };

/** A table on a desk, two-line rows on a phone; the whole row leads to the envelope. */
export function EnvelopeTable({ rows, showsOwner }: EnvelopeTableProps) {
  const t = useTranslations("envelopes");
  const toRow = useRow(showsOwner);
  return (
    <Table className={look.table}>
      <TableHead>
        <TableRow>
          <TableHeading>{t("columnTitle")}</TableHeading>
          <TableHeading>{t("columnStatus")}</TableHeading>
          <TableHeading>{t("columnWaiting")}</TableHeading>
          {showsOwner ? <TableHeading>{t("columnOwner")}</TableHeading> : null}
          <TableHeading className="text-end">{t("columnUpdated")}</TableHeading>
        </TableRow>
      </TableHead>
      <tbody>
        <EnvelopeRows rows={rows.map(toRow)} />
      </tbody>
    </Table>
  );
}

function useRow(showsOwner: boolean): (row: EnvelopeListRow) => EnvelopeRow {
  const t = useTranslations();
  const format = useFormatter();
  const toMoment = useMoment();
  return ({ id, title, referenceCode, status, recipients, ownerName, isRehearsal, updatedAt }) => {
    const isOpen = status === "in_progress";
    const progress = progressOf(recipients);
    const names = isOpen ? waitedFor(recipients).map(({ name }) => isolated(name)) : [];
    return {
      id,
      title: title || t("envelopes.untitled"),
      referenceCode,
      ...(isRehearsal ? { rehearsal: t("rehearsal.chip") } : {}),
      status,
      statusWords: t(`status.envelope.${status}`),
      ...(isOpen ? { progress: { ...progress, words: t("status.progress", progress) } } : {}),
      waitedFor: format.list(names, "and"),
      ...(showsOwner ? { ownerName } : {}),
      updated: toMoment(updatedAt, "relative"),
    };
  };
}
