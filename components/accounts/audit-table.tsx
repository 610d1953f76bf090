import { useLocale, useTranslations } from "next-intl";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { AuditRow } from "@/lib/audit/queries";
import { formatInstant, formatUtc } from "@/lib/i18n/formats";
import { AuditSentence } from "./audit-sentence";

type AuditTableProps = { events: readonly AuditRow[]; timeZone: string };

/** A page of the audit; times in the office's zone, UTC on hover. */
export function AuditTable({ events, timeZone }: AuditTableProps) {
  const t = useTranslations("auditLog");
  const locale = useLocale();
  const numbers = new Intl.NumberFormat(locale, { useGrouping: false });
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeading className="hidden text-end sm:table-cell">{t("number")}</TableHeading>
          <TableHeading>{t("when")}</TableHeading>
          <TableHeading>{t("what")}</TableHeading>
          <TableHeading className="hidden md:table-cell">{t("from")}</TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <TableRow key={event.sequence}>
            <TableCell className="hidden text-end text-muted tabular-nums sm:table-cell">
              {numbers.format(event.sequence)}
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums">
              <time dateTime={event.at.toISOString()} title={formatUtc(event.at)}>
                {formatInstant(event.at, "short", { locale, timeZone })}
              </time>
            </TableCell>
            <TableCell className="py-2">
              <AuditSentence event={event} />{" "}
              {event.envelopeId ? (
                <TextLink href={`/envelopes/${event.envelopeId}`} className="text-xs">
                  {t("openEnvelope")}
                </TextLink>
              ) : null}
            </TableCell>
            <TableCell className="hidden text-muted md:table-cell">
              <bdi>{event.address ?? event.details.address ?? ""}</bdi>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
