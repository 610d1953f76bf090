"use client";
import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
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
  /** Names, each isolated in its own direction. */
  readonly waitedFor: string;
  /** Only for those who see the whole office. */
  readonly ownerName?: string;
  readonly updated: MomentProps;
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
      <td>{row.waitedFor}</td>
      {row.ownerName === undefined ? null : (
        <td>
          <bdi>{row.ownerName}</bdi>
        </td>
      )}
      <td>
        <Moment {...row.updated} />
      </td>
    </tr>
  ));
}
