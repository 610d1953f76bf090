"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
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
import type { ConnectionView } from "@/lib/connections/loaders";
import type { ConnectionFigures } from "@/lib/operations/measure-connections";
import { ShortFigures } from "./connection-figures";
import { HealthChip } from "./health-chip";
import { RehearsalChip } from "./rehearsal-chip";
import { TroubleSentence } from "./trouble-sentence";

type ConnectionTableProps = {
  connections: readonly ConnectionView[];
  /** By the id of the connection. */
  figures: ReadonlyMap<string, ConnectionFigures>;
};

/** Every connection and how it is. On a phone the health stands under the name. */
export function ConnectionTable({ connections, figures }: ConnectionTableProps) {
  const t = useTranslations("connections");
  const ofFigures = useTranslations("connectionFigures");
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeading>{t("name")}</TableHeading>
          <TableHeading className="hidden sm:table-cell">{t("healthHeading")}</TableHeading>
          <TableHeading className="hidden md:table-cell">{ofFigures("shortHeading")}</TableHeading>
          <TableHeading className="hidden md:table-cell">{t("lastCall")}</TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {connections.map((connection) => (
          <TableRow key={connection.id}>
            <TableCell className="max-w-0 py-2 sm:max-w-none">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link
                  href={`/settings/providers/${connection.id}`}
                  className={`font-medium ${rowLinkLook}`}
                >
                  <bdi>{connection.name}</bdi>
                </Link>
                {connection.isRehearsal ? <RehearsalChip /> : null}
              </span>
              <span className="block truncate text-xs text-muted">
                <bdi>{connection.provider.name}</bdi>
                {connection.host ? (
                  <>
                    {" · "}
                    <bdi dir="ltr">{connection.host}</bdi>
                  </>
                ) : null}
              </span>
              <span className="mt-1.5 block sm:hidden">
                <Health connection={connection} />
                <span className="mt-1 block text-xs text-muted tabular-nums">
                  <Figures connection={connection} figures={figures} />
                </span>
              </span>
            </TableCell>
            <TableCell className="hidden py-2 sm:table-cell">
              <Health connection={connection} />
            </TableCell>
            <TableCell className="hidden py-2 text-muted tabular-nums md:table-cell">
              <Figures connection={connection} figures={figures} />
            </TableCell>
            <TableCell className="hidden py-2 text-muted md:table-cell">
              {connection.lastCall ? (
                <When at={connection.lastCall.at} as="relative" />
              ) : (
                t("never")
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** What never leaves has no calls to tell of. */
function Figures({
  connection: { id, host },
  figures,
}: Pick<ConnectionTableProps, "figures"> & { connection: ConnectionView }) {
  const own = figures.get(id);
  return own && host !== null ? <ShortFigures figures={own} /> : null;
}

function Health({ connection: { isEnabled, health } }: { connection: ConnectionView }) {
  return (
    <span className="grid gap-1">
      <HealthChip isEnabled={isEnabled} health={health} />
      {health.state === "paused" ? (
        <span className="max-w-96 text-xs text-muted">
          <TroubleSentence code={health.reason} />
        </span>
      ) : null}
    </span>
  );
}
