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
import type { UnheardCallbacks } from "@/lib/callbacks/list-unheard";

/** Calls that belong to no document; no envelope shows them. */
export function StrayCallbacks({ strays }: { strays: readonly UnheardCallbacks[] }) {
  const t = useTranslations("callbacks");
  const format = useFormatter();
  if (strays.length === 0) return <p className="text-sm text-muted">{t("noStrays")}</p>;
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeading>{t("reason")}</TableHeading>
          <TableHeading className="text-end">{t("count")}</TableHeading>
          <TableHeading>{t("last")}</TableHeading>
          <TableHeading className="hidden sm:table-cell">{t("first")}</TableHeading>
          <TableHeading className="hidden sm:table-cell">{t("address")}</TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {strays.map(({ verdict, reason, count, firstAt, lastAt, addresses }) => (
          <TableRow key={`${verdict}/${reason}`}>
            <TableCell>{t(`reasons.${reason}`)}</TableCell>
            <TableCell className="text-end tabular-nums">{format.number(count)}</TableCell>
            <TableCell>
              <When at={lastAt} />
            </TableCell>
            <TableCell className="hidden sm:table-cell">
              <When at={firstAt} />
            </TableCell>
            <TableCell className="hidden sm:table-cell">
              <bdi dir="ltr">{addresses.join(", ")}</bdi>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
