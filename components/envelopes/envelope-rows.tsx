"use client";
import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { ListColumn } from "./list-columns";
import type { MomentProps } from "./moment";
import { Moment } from "./moment";
import { StatusLook } from "./status-look";

/** What a row shows, ready to be read. */
export type EnvelopeRow = {
  readonly id: string;
  readonly title: string;
  readonly referenceCode: string;
  /** The words of the mark that it is one. */
  readonly rehearsal?: string;
  readonly status: EnvelopeStatus;
  readonly statusWords: string;
  readonly progress?: { readonly done: number; readonly total: number; readonly words: string };
  readonly cells: readonly EnvelopeCell[];
};

/** What a column shows of an envelope; the names in its words are isolated in their own direction. */
export type EnvelopeCell = {
  readonly column: ListColumn;
  /** A phone shows the date that orders the list, and who is waited for. */
  readonly of: "key" | "waiting" | "more";
  readonly words?: string;
  readonly moment?: MomentProps;
};

/** Runs in the browser too, because data travels lighter than fifty rows of finished elements. */
export function EnvelopeRows({ rows }: { rows: readonly EnvelopeRow[] }) {
  return rows.map((row) => (
    <tr key={row.id}>
      <td>
        <span>
          {/* Nothing of an envelope's page can be fetched ahead, and fifty rows would try. */}
          <Link href={`/envelopes/${row.id}`} prefetch={false}>
            <bdi>{row.title}</bdi>
          </Link>
          <bdi>{row.referenceCode}</bdi>
          {row.rehearsal ? (
            <Chip tone="warning" icon={<FlaskConical aria-hidden />}>
              {row.rehearsal}
            </Chip>
          ) : null}
        </span>
      </td>
      <td>
        <StatusLook status={row.status} words={row.statusWords} progress={row.progress} />
      </td>
      {row.cells.map(({ column, of, words, moment }) => (
        <td key={column} data-of={of}>
          {words}
          {moment ? <Moment {...moment} /> : null}
        </td>
      ))}
    </tr>
  ));
}
