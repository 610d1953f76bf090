import "server-only";
import { createTranslator } from "next-intl";
import { formatsFor } from "@/lib/i18n/formats";
import { messagesFor } from "@/lib/i18n/messages";
import { isKeptVerdict, verdictFindings } from "@/lib/i18n/verdict-words";
import { writeCsv } from "@/lib/kernel/write-csv";
import type { PlannedFile, PlannedLine } from "./plan-download";
import type { Column, Reader, RowNames } from "./row-cells";
import { rowColumns, translatorFor } from "./row-cells";

/** SHA-256 (hexadecimal) of the bytes that were packed. */
export type PackedHashes = ReadonlyMap<PlannedFile, string>;

/**
 * What an archive holds and what it does not, as a table. It is equally long whatever the hashes
 * say: the length of the archive is told before its files are read.
 */
export function writeIndex(
  lines: readonly PlannedLine[],
  packed: PackedHashes,
  names: RowNames,
  reader: Reader,
): string {
  const t = translatorFor(reader.locale);
  const rows = rowColumns(names, reader);
  const ofRow = [rows.code, rows.title, rows.owner, rows.team, rows.service, rows.status];
  const more = [rows.practice, rows.people, ...rows.sent, ...rows.ended];
  const toVerdict = verdictWriter(names, reader);
  const hashOf = (file: PlannedFile) => packed.get(file) ?? file.sha256;
  const file = (heading: string, of: (file: PlannedFile, line: PlannedLine) => string) => ({
    heading,
    of: (line: PlannedLine) => (line.file ? of(line.file, line) : ""),
  });
  const columns: Column<PlannedLine>[] = [
    ...[...ofRow, ...more].map(({ heading, of }) => ({
      heading,
      of: ({ row }: PlannedLine) => (row ? of(row) : ""),
    })),
    file(t("downloads.fileKind"), ({ kind }) => t(`downloads.kinds.${kind}`)),
    file(t("downloads.file"), ({ name }) => name),
    file(t("downloads.bytes"), ({ size }) => String(size)),
    file(t("downloads.recorded"), ({ sha256 }) => sha256),
    file(t("downloads.packed"), hashOf),
    file(t("downloads.state"), (one) =>
      t(one.sha256 === hashOf(one) ? "downloads.match.good" : "downloads.match.bad"),
    ),
    file(t("envelope.verdict.label"), toVerdict),
    {
      heading: t("downloads.reason"),
      of: (line) => (line.file ? "" : t(`downloads.reasons.${line.why}`)),
    },
  ];
  return writeCsv([
    columns.map(({ heading }) => heading),
    ...lines.map((line) => columns.map(({ of }) => of(line))),
  ]);
}

function verdictWriter({ providers }: RowNames, { locale }: Reader) {
  const messages = messagesFor(locale);
  const formats = formatsFor(locale);
  const t = createTranslator({ locale, messages, formats, namespace: "envelope.verdict" });
  return ({ verdict, kind }: PlannedFile, { row }: PlannedLine): string => {
    if (!isKeptVerdict(verdict)) return "";
    const provider = providers.get(row?.connectionId ?? "") ?? null;
    const signedAt = kind === "signed_document" ? provider : null;
    const findings = verdictFindings(verdict, signedAt, { t, locale });
    return findings.map(({ words }) => words.replace(/\.$/, "")).join(". ");
  };
}
