import "server-only";
import { read, write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { formatInstant } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import { writeCsv } from "@/lib/kernel/write-csv";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { isAuditAction, wayOfKnowing } from "@/lib/vocabulary/audit";
import { requireOffice } from "./compose-notice";
import { fileNameOf } from "./download-file";
import type { Report } from "./load-reports";
import { findReport } from "./load-reports";
import type { EnvelopeRow, TimelineEvent } from "./queries";
import { requireConnection, requireEnvelope, timelineOf } from "./queries";
import type { Reader } from "./row-cells";
import { translatorFor } from "./row-cells";

export const exportKinds = ["values.csv", "values.json", "timeline.csv"] as const;
export type ExportKind = (typeof exportKinds)[number];

export type Export = {
  /** For the person's disk. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
};

/**
 * What was filled in at the provider, or all that happened, to keep. Like every file that leaves, it
 * is audited.
 * @throws AppError `not_found`, `forbidden`
 */
export async function exportFacts(
  actor: AccountActor,
  envelopeId: string,
  kind: ExportKind,
  locale: Locale,
  now: Date,
): Promise<Export> {
  const { envelope, provider, report, events, timeZone } = await read(async (db) => {
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.download");
    const { providerId } = await requireConnection(db, envelope.connectionId);
    return {
      envelope,
      provider: requireProvider(providerId).displayName,
      report: await findReport(db, envelopeId),
      events: await timelineOf(db, envelopeId),
      timeZone: (await requireOffice(db)).timeZone,
    };
  });
  await write((tx) =>
    recordAudit(tx, {
      action: "artifact.downloaded",
      actor,
      at: now,
      envelopeId,
      details: { kind },
    }),
  );
  const name = fileNameOf(envelope, ` ${kind}`);
  if (kind === "values.json")
    return { name, mediaType: "application/json", content: toJson(envelope, provider, report) };
  const rows =
    kind === "values.csv"
      ? toValueRows(envelope, report, locale)
      : toTimelineRows(events, { locale, timeZone });
  return { name, mediaType: "text/csv; charset=utf-8; header=present", content: writeCsv(rows) };
}

function toJson({ referenceCode, title }: EnvelopeRow, provider: string, report: Report | null) {
  const { readAt = null, rawState = null, people = [], values = [] } = report ?? {};
  const named = people.map(({ key: _key, ...person }) => person);
  const facts = { referenceCode, title, provider, readAt, state: rawState, people: named, values };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

function toValueRows({ referenceCode }: EnvelopeRow, report: Report | null, locale: Locale) {
  const t = translatorFor(locale);
  const head = ["code", "whose", "label", "value", "name", "rule"] as const;
  return [
    head.map((column) => t(`reported.columns.${column}`)),
    ...(report?.values ?? []).map(({ group, person, title, name, rule, value }) => [
      referenceCode,
      person ?? t(`reported.groups.${group}`),
      title || name,
      value,
      name,
      rule,
    ]),
  ];
}

function toTimelineRows(events: readonly TimelineEvent[], { locale, timeZone }: Reader) {
  const t = translatorFor(locale);
  const head = ["at", "localTime", "what", "who", "how", "address", "details"] as const;
  const sentence = ({ action, recipientName, actorName }: TimelineEvent): string =>
    isAuditAction(action)
      ? t.markup(`audit.${action}`, {
          bdi: (chunks) => chunks,
          recipient: recipientName ?? actorName ?? "",
        })
      : t("timeline.other");
  return [
    head.map((column) => t(`timeline.columns.${column}`)),
    ...events.map((event) => [
      event.at.toISOString(),
      formatInstant(event.at, "full", { locale, timeZone }),
      sentence(event),
      event.actorName ?? "",
      t(`timeline.${wayOfKnowing(event.action, event.actorKind, event.details.known)}`),
      event.address ?? "",
      JSON.stringify(event.details),
    ]),
  ];
}
