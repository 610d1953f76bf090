import "server-only";
import { createTranslator } from "next-intl";
import { read } from "@/db/client";
import { formatsFor } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { publicUrl } from "@/lib/kernel/env";
import { writeCsv } from "@/lib/kernel/write-csv";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { readRows, readRun } from "./read-bulk";

/** What became of each row of a run, as a table. @throws AppError `not_found` */
export async function exportBulk(
  actor: AccountActor,
  runId: string,
  locale: Locale,
): Promise<{ name: string; mediaType: string; content: string }> {
  const { act, createdAt, rows } = await read(async (db) => ({
    ...(await readRun(db, actor, runId)),
    rows: await readRows(db, actor, runId),
  }));
  const t = createTranslator({
    locale,
    messages: messagesFor(locale),
    formats: formatsFor(locale),
    namespace: "bulk",
  });
  const columns = ["code", "title", "outcome", "address"] as const;
  return {
    name: `muhr-${act}-${createdAt.toISOString().slice(0, 10)}.csv`,
    mediaType: "text/csv; charset=utf-8; header=present",
    content: writeCsv([
      columns.map((column) => t(`columns.${column}`)),
      ...rows.map(({ envelopeId, title, referenceCode, outcome }) => [
        referenceCode ?? "",
        title ?? t("hidden"),
        outcome ? t(`outcomes.${outcome}`, { act }) : t("waiting"),
        title === null ? "" : `${publicUrl()}/envelopes/${envelopeId}`,
      ]),
    ]),
  };
}
