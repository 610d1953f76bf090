import "server-only";
import { defaultLocale } from "@/lib/i18n/locales";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { PlannedLine, WhyNoFile } from "./plan-download";
import { planDownload } from "./plan-download";
import type { DownloadManyInput } from "./schema";

/** What an archive would hold, before anybody downloads it. */
export type DownloadOffer = {
  /** Chosen. */
  readonly envelopes: number;
  readonly withFile: number;
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
  readonly without: readonly {
    readonly why: WhyNoFile;
    readonly count: number;
    /** Of the first few; empty where this person may not know of them. */
    readonly titles: readonly string[];
  }[];
};

const mostNamed = 3;

/** @throws AppError `too_many` */
export async function describeDownload(
  actor: AccountActor,
  input: DownloadManyInput,
  now: Date,
): Promise<DownloadOffer> {
  const lines = await planDownload(actor, input, defaultLocale, now);
  const files = lines.flatMap(({ file }) => file ?? []);
  const without = lines.filter((line) => line.file === null);
  const unknown = without.filter(({ row }) => row === null).length;
  const known = new Set(lines.flatMap(({ row }) => row?.id ?? []));
  return {
    envelopes: known.size + unknown,
    withFile: new Set(files.map(({ envelopeId }) => envelopeId)).size,
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    without: [...Map.groupBy(without, ({ why }) => why)].map(([why, some]) => ({
      why,
      count: some.length,
      titles: titlesOf(some),
    })),
  };
}

const titlesOf = (lines: readonly PlannedLine[]): string[] =>
  lines.flatMap(({ row }) => (row ? [row.title || row.referenceCode] : [])).slice(0, mostNamed);
