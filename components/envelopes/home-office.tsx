import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Table, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Counted, Overview } from "@/lib/envelopes/read-overview";
import { formatDay } from "@/lib/i18n/formats";
import { BoundedNumber } from "./bounded-number";
import { countedLook } from "./counted-link";
import { toListAddress } from "./list-address";
import { SentChart } from "./sent-chart";

/** For those who answer for others: where it stands still, what runs out, who holds it, the last weeks. */
export function HomeOffice({ overview }: { overview: Overview }) {
  const t = useTranslations("home");
  const { weeks, hasRehearsals } = overview;
  return (
    <>
      <div className="grid items-start gap-6 lg:grid-cols-3">
        <Providers overview={overview} />
        <Due overview={overview} />
        <Holders overview={overview} />
      </div>
      {weeks.some(({ sent }) => sent > 0) ? (
        <section aria-label={t("weeks")} className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <SentChart name={t("weeks")} report={{ slices: weeks, unit: "week", hasRehearsals }} />
          <TextLink href="/reports" className="w-fit text-sm">
            {t("toReports")}
          </TextLink>
        </section>
      ) : null}
    </>
  );
}

type Column = { readonly name: string; readonly isNumber?: boolean };
type SmallTableProps = {
  title: string;
  help?: string;
  columns: readonly Column[];
  children: ReactNode;
};

/** Where it is narrow, a row of many numbers stands below its name, each number below its own. */
const narrow = {
  table: "@max-[23rem]:block [&>tbody]:@max-[23rem]:block",
  head: "@max-[23rem]:sr-only",
  row: "@max-[23rem]:grid @max-[23rem]:h-auto @max-[23rem]:grid-cols-3 @max-[23rem]:py-1.5",
  name: "@max-[23rem]:col-span-3",
  number: [
    "@max-[23rem]:flex @max-[23rem]:flex-col @max-[23rem]:items-start @max-[23rem]:before:text-xs",
    "@max-[23rem]:[&>a]:justify-start",
    "@max-[23rem]:before:text-muted @max-[23rem]:before:content-[attr(data-name)/'']",
  ].join(" "),
} as const;

function SmallTable({ title, help, columns, children }: SmallTableProps) {
  const isMany = columns.length > 2;
  return (
    <section className="@container grid grid-cols-[minmax(0,1fr)] gap-2">
      <header className="grid gap-0.5">
        <h2 className="text-base font-semibold">{title}</h2>
        {help ? <p className="text-xs text-muted">{help}</p> : null}
      </header>
      <Table className={isMany ? narrow.table : undefined}>
        <caption className="sr-only">{title}</caption>
        <TableHead className={isMany ? narrow.head : undefined}>
          <TableRow>
            {columns.map(({ name, isNumber }) => (
              <TableHeading key={name} className={isNumber ? "text-end" : undefined}>
                {name}
              </TableHeading>
            ))}
          </TableRow>
        </TableHead>
        <tbody>{children}</tbody>
      </Table>
    </section>
  );
}

type NumberCellProps = {
  of: Counted;
  /** Its heading, for where headings have no room. */
  name?: string;
};

function NumberCell({ of: { filter, found }, name }: NumberCellProps) {
  return (
    <TableCell data-name={name} className={cn("text-end", name && narrow.number)}>
      {found.count === 0 ? (
        <span className="inline-flex min-h-6 items-center text-muted">
          <BoundedNumber of={found} />
        </span>
      ) : (
        <Link href={toListAddress(filter)} prefetch={false} className={countedLook}>
          <BoundedNumber of={found} />
        </Link>
      )}
    </TableCell>
  );
}

function Providers({ overview: { providers } }: { overview: Overview }) {
  const t = useTranslations("home");
  if (providers.length === 0) return null;
  const names = ["open", "stuck", "needsCheck"] as const;
  return (
    <SmallTable
      title={t("providers")}
      columns={[
        { name: t("providerColumns.name") },
        ...names.map((name) => ({ name: t(`providerColumns.${name}`), isNumber: true })),
      ]}
    >
      {providers.map(({ id, name, counts }) => (
        <TableRow key={id} className={narrow.row}>
          <TableHeading scope="row" className={cn("whitespace-normal", narrow.name)}>
            <bdi>{name}</bdi>
          </TableHeading>
          {names.map((column) => (
            <NumberCell key={column} of={counts[column]} name={t(`providerColumns.${column}`)} />
          ))}
        </TableRow>
      ))}
    </SmallTable>
  );
}

function Due({ overview: { due } }: { overview: Overview }) {
  const t = useTranslations("home");
  const locale = useLocale();
  if (due.every(({ found }) => found.count === 0)) return null;
  return (
    <SmallTable
      title={t("due")}
      columns={[{ name: t("day") }, { name: t("count"), isNumber: true }]}
    >
      {due.map((counted) => (
        <TableRow key={counted.day}>
          <TableHeading scope="row" className="font-normal">
            {formatDay(counted.day, "weekday", locale)}
          </TableHeading>
          <NumberCell of={counted} />
        </TableRow>
      ))}
    </SmallTable>
  );
}

function Holders({ overview: { holders } }: { overview: Overview }) {
  const t = useTranslations("home");
  if (holders.length === 0) return null;
  return (
    <SmallTable
      title={t("holders")}
      help={t("holdersHelp")}
      columns={[{ name: t("holder") }, { name: t("holds"), isNumber: true }]}
    >
      {holders.map((counted) => (
        <TableRow key={counted.name}>
          <TableHeading scope="row" className="font-normal whitespace-normal">
            <bdi>{counted.name}</bdi>
          </TableHeading>
          <NumberCell of={counted} />
        </TableRow>
      ))}
    </SmallTable>
  );
}
