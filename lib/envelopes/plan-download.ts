import "server-only";
import { and, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { artifacts, envelopes } from "@/db/schema/envelopes";
import { findStoredFileSize } from "@/lib/files/store-file";
import type { Locale } from "@/lib/i18n/locales";
import { toFileName } from "@/lib/kernel/file-name";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { ArtifactKind } from "@/lib/vocabulary/envelope";
import { artifactKinds } from "@/lib/vocabulary/envelope";
import type { EnvelopeListRow } from "./list-envelopes";
import { rowsOf } from "./list-envelopes";
import type { ArtifactRow } from "./queries";
import { visibleTo } from "./queries";
import { resolveSelection } from "./resolve-selection";
import { translatorFor } from "./row-cells";
import type { DownloadManyInput } from "./schema";
import { hasEnded } from "./state";

/** A file that will be in the archive. */
export type PlannedFile = Pick<
  ArtifactRow,
  "envelopeId" | "kind" | "sha256" | "verdict" | "createdAt"
> & {
  /** Its own in the archive. */
  readonly name: string;
  /** Bytes, as it lies on the disk now. */
  readonly size: number;
};

export type WhyNoFile = "not_finished" | "ended_without" | "none" | "missing" | "not_found";

/** A chosen envelope with one file, or with why there is none. */
export type PlannedLine =
  | { readonly row: EnvelopeListRow; readonly file: PlannedFile }
  | {
      /** Null where this person may not know of it. */
      readonly row: EnvelopeListRow | null;
      readonly file: null;
      readonly why: WhyNoFile;
    };

/** Bytes of UTF-8: with folder and all it stays below what Windows and encrypted disks allow. */
const longestTitle = 100;

/**
 * What an archive of these envelopes will hold, in the order in which they were chosen.
 * @throws AppError `too_many`
 */
export async function planDownload(
  actor: AccountActor,
  { selection, kinds }: DownloadManyInput,
  locale: Locale,
  now: Date,
): Promise<readonly PlannedLine[]> {
  const { ids, rows, found } = await read(async (db) => {
    const ids = await resolveSelection(db, actor, selection, now);
    const rows = await rowsOf(db, actor, await whichMayBeHad(db, actor, ids));
    return { ids, rows, found: await artifactsOfMany(db, rows, kinds) };
  });
  const t = translatorFor(locale);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lines: PlannedLine[] = [];
  for (const id of ids) {
    const row = byId.get(id);
    if (!row) {
      lines.push({ row: null, file: null, why: "not_found" });
      continue;
    }
    const ofRow = found.get(id) ?? [];
    for (const artifact of ofRow) {
      const size = await findStoredFileSize(artifact.sha256);
      const name = nameOf(row, t(`downloads.endings.${artifact.kind}`));
      lines.push(
        size === undefined
          ? { row, file: null, why: "missing" }
          : { row, file: { ...artifact, name, size } },
      );
    }
    if (ofRow.length === 0) lines.push({ row, file: null, why: whyNone(row) });
  }
  return lines;
}

const whichMayBeHad = async (db: Db, actor: AccountActor, ids: readonly string[]) => {
  const rows = await db
    .select({ id: envelopes.id })
    .from(envelopes)
    .where(and(inArray(envelopes.id, [...ids]), visibleTo(actor, "envelope.download")));
  return rows.map(({ id }) => id);
};

/** By envelope, in the order of the kinds. */
async function artifactsOfMany(
  db: Db,
  rows: readonly EnvelopeListRow[],
  kinds: readonly ArtifactKind[],
) {
  const ids = rows.map(({ id }) => id);
  const found = await db
    .select()
    .from(artifacts)
    .where(and(inArray(artifacts.envelopeId, ids), inArray(artifacts.kind, [...kinds])));
  const placeOf = ({ kind }: ArtifactRow) => artifactKinds.indexOf(kind);
  const inOrder = found.toSorted((one, other) => placeOf(one) - placeOf(other));
  return Map.groupBy(inOrder, ({ envelopeId }) => envelopeId);
}

function whyNone({ status }: EnvelopeListRow): WhyNoFile {
  if (status === "completed") return "none";
  return hasEnded(status) || status === "conflict" ? "ended_without" : "not_finished";
}

/** Reference codes are unique, so names are, and no device's reserved name begins like one. */
function nameOf({ referenceCode, title }: EnvelopeListRow, ending: string): string {
  const parts = [referenceCode, toFileName(title, longestTitle), ending];
  return `${parts.filter((part) => part !== "").join(" ")}.pdf`;
}
