import "server-only";
import { read } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { publicUrl } from "@/lib/kernel/env";
import { writeCsv } from "@/lib/kernel/write-csv";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Export } from "./export-facts";
import { readRows, readRun } from "./read-bulk";
import { translatorFor } from "./row-cells";

/** What became of each row of a run, as a table. @throws AppError `not_found` */
export async function exportBulk(
  actor: AccountActor,
  runId: string,
  locale: Locale,
): Promise<Export> {
  const { act, createdAt, rows } = await read(async (db) => ({
    ...(await readRun(db, actor, runId)),
    rows: await readRows(db, actor, runId),
  }));
  const t = translatorFor(locale);
  const columns = ["code", "title", "outcome", "address"] as const;
  return {
    name: `muhr-${act}-${createdAt.toISOString().slice(0, 10)}.csv`,
    mediaType: "text/csv; charset=utf-8; header=present",
    content: writeCsv([
      columns.map((column) => t(`bulk.columns.${column}`)),
      ...rows.map(({ envelopeId, title, referenceCode, outcome, taken }) => [
        referenceCode ?? "",
        title ?? t("bulk.hidden"),
        taken
          ? t.markup("bulk.takenBy", { bdi: (name) => name, ...taken })
          : outcome
            ? t(`bulk.outcomes.${outcome}`, { act })
            : t("bulk.waiting"),
        title === null ? "" : `${publicUrl()}/envelopes/${envelopeId}`,
      ]),
    ]),
  };
}
