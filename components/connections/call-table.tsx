"use client";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Fragment } from "react";
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
import type { ConnectionPage } from "@/lib/connections/loaders";
import type { CallRow } from "@/lib/connections/queries";
import { CallBody } from "./call-body";
import { TroubleSentence } from "./trouble-sentence";

type CallTableProps = Pick<ConnectionPage, "calls" | "opened"> & { address: string };

/** The last calls. One of them may be open and shows what went out and what came back. */
export function CallTable({ calls, opened, address }: CallTableProps) {
  const t = useTranslations("connections");
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeading className="hidden sm:table-cell">{t("when")}</TableHeading>
          <TableHeading>{t("call")}</TableHeading>
          <TableHeading className="hidden sm:table-cell">{t("result")}</TableHeading>
          <TableHeading className="hidden text-end md:table-cell">{t("duration")}</TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map((call) => {
          const isOpen = call.id === opened?.id;
          return (
            <Fragment key={call.id}>
              <TableRow>
                <TableCell className="hidden py-2 align-top text-muted tabular-nums sm:table-cell">
                  <When at={call.at} />
                </TableCell>
                <TableCell className="py-2 align-top">
                  <Link
                    href={isOpen ? address : `${address}?call=${call.id}`}
                    scroll={false}
                    aria-expanded={isOpen}
                    className={`flex items-start gap-2 ${rowLinkLook}`}
                  >
                    <ChevronDown
                      aria-hidden
                      className={`mt-0.5 size-4 shrink-0 text-muted ${isOpen ? "rotate-180" : ""}`}
                    />
                    <span dir="ltr" className="min-w-0 text-start wrap-anywhere">
                      <span className="font-medium">{call.method}</span> {call.address}
                    </span>
                  </Link>
                  <span className="ms-6 mt-1 flex flex-wrap gap-x-3 text-xs text-muted sm:hidden">
                    <When at={call.at} />
                    <CallResult call={call} />
                    <Duration milliseconds={call.duration} />
                  </span>
                </TableCell>
                <TableCell className="hidden py-2 align-top sm:table-cell">
                  <CallResult call={call} />
                </TableCell>
                <TableCell className="hidden py-2 text-end align-top whitespace-nowrap text-muted tabular-nums md:table-cell">
                  <Duration milliseconds={call.duration} />
                </TableCell>
              </TableRow>
              {isOpen && opened ? (
                <tr className="border-b border-hairline last:border-b-0">
                  <td colSpan={4} className="bg-sunken p-3">
                    <div className="grid gap-3 lg:grid-cols-2">
                      <CallBody title={t("sent")} text={opened.request} />
                      <CallBody title={t("received")} text={opened.answer} />
                    </div>
                  </td>
                </tr>
              ) : null}
            </Fragment>
          );
        })}
      </TableBody>
    </Table>
  );
}

function Duration({ milliseconds }: { milliseconds: number }) {
  const format = useFormatter();
  return format.number(milliseconds, {
    style: "unit",
    unit: "millisecond",
    unitDisplay: "short",
  });
}

function CallResult({ call: { status, problem, isMeantRefusal } }: { call: CallRow }) {
  const t = useTranslations("connections");
  if (problem)
    return (
      <span className="text-error">
        <TroubleSentence code={problem} />
      </span>
    );
  if (isMeantRefusal)
    return (
      <span>
        {status} <span className="text-xs text-muted">{t("meantRefusal")}</span>
      </span>
    );
  const isRefusal = status !== null && status >= 400;
  return <span className={isRefusal ? "font-medium text-error" : ""}>{status}</span>;
}
