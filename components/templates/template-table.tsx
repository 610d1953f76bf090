import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { When } from "@/components/envelopes/when";
import {
  rowLinkLook,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "@/components/ui/table";
import type { TemplateListRow } from "@/lib/templates/queries";

/** On a phone the service stands under the name. */
export function TemplateTable({ rows }: { rows: readonly TemplateListRow[] }) {
  const t = useTranslations("templates");
  const format = useFormatter();
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeading>{t("name")}</TableHeading>
          <TableHeading className="hidden sm:table-cell">{t("connection")}</TableHeading>
          <TableHeading className="hidden md:table-cell">{t("version")}</TableHeading>
          <TableHeading className="hidden md:table-cell">{t("updated")}</TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell className="max-w-0 py-2 sm:max-w-none">
              <Link href={`/templates/${row.id}`} className={`font-medium ${rowLinkLook}`}>
                <bdi>{row.name}</bdi>
              </Link>
              <span className="flex flex-wrap items-center gap-2 text-xs text-muted sm:hidden">
                <bdi>{row.connectionName}</bdi>
                {row.isRehearsal ? <RehearsalChip /> : null}
              </span>
            </TableCell>
            <TableCell className="hidden py-2 sm:table-cell">
              <span className="flex flex-wrap items-center gap-2">
                <bdi>{row.connectionName}</bdi>
                {row.isRehearsal ? <RehearsalChip /> : null}
              </span>
            </TableCell>
            <TableCell className="hidden py-2 tabular-nums md:table-cell">
              {format.number(row.version)}
            </TableCell>
            <TableCell className="hidden py-2 text-muted md:table-cell">
              <When at={row.updatedAt} as="relative" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
