import "server-only";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { makeZip, predictLength } from "client-zip";
import { read } from "@/db/client";
import { withTeamsOfNow } from "@/lib/accounts/teams-of";
import { storedFilePieces } from "@/lib/files/store-file";
import type { Locale } from "@/lib/i18n/locales";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireOffice } from "./compose-notice";
import { downloadFile } from "./download-file";
import type { PlannedFile } from "./plan-download";
import { planDownload } from "./plan-download";
import { readRowNames, translatorFor } from "./row-cells";
import type { DownloadManyInput } from "./schema";
import { writeIndex } from "./write-index";

export const indexName = "index.csv";

export type Archive = {
  /** For the person's disk. */
  readonly name: string;
  /** Bytes. */
  readonly length: number;
  readonly content: AsyncIterable<Uint8Array>;
};

/**
 * One ZIP of finished files, then its index. Files are read one after another while it is sent; a
 * damaged one goes along, and the index, which comes last, says so. Rights are asked again before
 * every file, and each is audited as it leaves, as one that is downloaded alone.
 * @param isAlive whether the session still is
 * @throws AppError `too_many`; on the way `signed_out`, `not_found` or `stale`: what was sent until
 * then is shorter than its length, and browsers throw it away
 */
export async function downloadMany(
  actor: AccountActor,
  input: DownloadManyInput,
  locale: Locale,
  now: Date,
  isAlive: () => Promise<boolean>,
): Promise<Archive> {
  const lines = await planDownload(actor, input, locale, now);
  const files = lines.flatMap(({ file }) => file ?? []);
  const names = await read(readRowNames);
  const { timeZone } = await read(requireOffice);
  const packed = new Map<PlannedFile, string>();
  const toIndex = () =>
    new TextEncoder().encode(writeIndex(lines, packed, names, { locale, timeZone }));
  const index = { name: indexName, size: toIndex().byteLength };

  async function* entries(signal: AbortSignal) {
    for (const file of files) {
      if (!(await isAlive())) throw new AppError("signed_out");
      const who = await read((db) => withTeamsOfNow(db, actor));
      const { sha256 } = await downloadFile(who, file.envelopeId, file.kind, now);
      if (sha256 !== file.sha256) throw new AppError("stale");
      const { name, size, createdAt } = file;
      const told = (hash: string) => packed.set(file, hash);
      yield { name, size, lastModified: createdAt, input: hashed(file, signal, told) };
    }
    yield { name: indexName, lastModified: now, input: toIndex() };
  }

  async function* content() {
    // The archive's own end is not told to what it reads from.
    const stop = new AbortController();
    try {
      yield* Readable.fromWeb(makeZip(entries(stop.signal)) as NodeReadableStream<Uint8Array>);
    } finally {
      stop.abort();
    }
  }

  const day = now.toISOString().slice(0, 10);
  return {
    name: `${translatorFor(locale)("downloads.archiveName")} ${day}.zip`,
    length: Number(predictLength([...files.map(({ name, size }) => ({ name, size })), index])),
    content: content(),
  };
}

/** @throws Error where it is not as long as it was: the archive's length has been told already. */
async function* hashed(
  { sha256, size }: PlannedFile,
  signal: AbortSignal,
  told: (hash: string) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let length = 0;
  for await (const piece of storedFilePieces(sha256, signal)) {
    hash.update(piece);
    length += piece.byteLength;
    yield piece;
  }
  if (length !== size) throw new Error(`The stored file ${sha256.slice(0, 12)} changes`);
  told(hash.digest("hex"));
}
