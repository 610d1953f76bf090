import Link from "next/link";
import { useTranslations } from "next-intl";
import {
  rowLinkLook,
  Table,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "@/components/ui/table";
import type { Choice } from "@/lib/envelopes/list-choices";
import type { EnvelopeListRow } from "@/lib/envelopes/list-envelopes";
import type { HomeList } from "@/lib/envelopes/read-home";
import { HomeHeading } from "./home-heading";
import { isolated, Names } from "./names";
import { waitedFor } from "./progress";
import { When } from "./when";

type HomeStuckProps = { list: HomeList; connections: readonly Choice[] };

/** What does not go on: with whom, since when, and the one thing to do about it. */
export function HomeStuck({ list, connections }: HomeStuckProps) {
  const t = useTranslations("home");
  if (list.rows.length === 0) return null;
  return (
    <section aria-labelledby="home-stuck" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <HomeHeading name="stuck" list={list} />
      <Table className="max-md:block">
        <caption className="sr-only">{t("stuck")}</caption>
        <TableHead className="max-md:sr-only">
          <TableRow>
            {(["title", "whom", "since", "service", "step"] as const).map((name) => (
              <TableHeading key={name}>{t(`columns.${name}`)}</TableHeading>
            ))}
          </TableRow>
        </TableHead>
        <tbody className="max-md:block">
          {list.rows.map((row) => (
            <Row key={row.id} row={row} connections={connections} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function Row({ row, connections }: { row: EnvelopeListRow; connections: readonly Choice[] }) {
  const untitled = useTranslations("envelopes")("untitled");
  const step = useStep();
  const service = connections.find(({ id }) => id === row.connectionId)?.name ?? "";
  const people = waitedFor(row.recipients).map(({ name }) => name);
  const whom = row.status === "needs_check" ? [row.ownerName] : [service];
  return (
    <TableRow className="max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:px-3 max-md:py-2.5">
      <TableCell className="w-full max-w-0 min-w-40 truncate max-md:w-auto max-md:max-w-none max-md:p-0">
        <Link href={`/envelopes/${row.id}`} prefetch={false} className={rowLinkLook}>
          <bdi>{row.title || untitled}</bdi>
        </Link>
      </TableCell>
      <TableCell className="max-w-56 truncate max-md:order-3 max-md:max-w-none max-md:p-0 max-md:text-xs max-md:text-muted">
        <Names of={row.status === "in_progress" && people.length > 0 ? people : whom} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-md:p-0 max-md:text-xs">
        <When at={row.updatedAt} as="relative" />
      </TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        <bdi>{service}</bdi>
      </TableCell>
      <TableCell className="max-w-64 truncate font-medium text-tile max-md:order-4 max-md:max-w-40 max-md:p-0 max-md:text-xs">
        {step(row)}
      </TableCell>
    </TableRow>
  );
}

const steps = {
  needs_check: "check",
  completing: "fetch",
  queued: "deliver",
  sending: "deliver",
} as const;

/** What the envelope's own page lets somebody do about it. */
function useStep(): (row: EnvelopeListRow) => string {
  const t = useTranslations("home.step");
  return ({ status, recipients }) => {
    if (status in steps) return t(steps[status as keyof typeof steps]);
    const [first] = waitedFor(recipients);
    if (!first) return t("look");
    return t(first.status === "sent" ? "remind" : "ask", { name: isolated(first.name) });
  };
}
