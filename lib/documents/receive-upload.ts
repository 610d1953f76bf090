import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { open, rm } from "node:fs/promises";
import { write } from "@/db/client";
import { documents } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { StoredFile } from "@/lib/files/store-file";
import { adoptFile, temporaryFilePath } from "@/lib/files/store-file";
import { env } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { InspectionOptions } from "./inspect-document";
import { openDocument } from "./inspect-document";
import type { DocumentFacts } from "./schema";
import { toFileName } from "./schema";

const megabyte = 1024 * 1024;

export type Upload = {
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes, as announced; `undefined` when the sender does not know. */
  readonly announcedSize: number | undefined;
  /** As the person's computer calls it. */
  readonly fileName: string;
  readonly options: InspectionOptions;
};

/**
 * Takes a document in: size before anything is read, streamed to the disk, inspected, stored byte
 * for byte; then the row and the fact together.
 * @throws AppError `document_too_large`, `document_incomplete`, and as `inspectDocument`
 */
export async function receiveUpload(
  actor: AccountActor,
  { body, announcedSize, fileName, options }: Upload,
  now: Date,
): Promise<{ readonly documentId: string; readonly facts: DocumentFacts }> {
  refuseTooLarge(announcedSize ?? 0);
  const upload = await temporaryFilePath();
  const rewriteTo = await temporaryFilePath();
  try {
    const original = await streamToFile(body, upload);
    if (announcedSize !== undefined && original.size !== announcedSize)
      throw new AppError("document_incomplete", `${original.size} of ${announcedSize} bytes`);
    const { facts, isRewritten } = await openDocument(upload, rewriteTo, options);
    const shown = isRewritten ? await hashAndSync(rewriteTo) : original;
    await adoptFile(upload, original);
    if (isRewritten) await adoptFile(rewriteTo, shown);
    const documentId = newId(now.getTime());
    await write(async (tx) => {
      await tx.insert(documents).values({
        id: documentId,
        ownerId: actor.accountId,
        fileName: toFileName(fileName),
        sha256: shown.sha256,
        originalSha256: original.sha256,
        size: shown.size,
        pageCount: facts.pages.length,
        facts,
        createdAt: now,
      });
      await recordAudit(tx, {
        action: "document.uploaded",
        actor,
        at: now,
        details: {
          documentId,
          sha256: shown.sha256,
          originalSha256: original.sha256,
          size: original.size,
          pages: facts.pages.length,
        },
      });
    });
    return { documentId, facts };
  } finally {
    await Promise.all([upload, rewriteTo].map((path) => rm(path, { force: true })));
  }
}

/** Megabytes are 2^20 bytes. The size is told in tenths, and never as the limit itself. */
function refuseTooLarge(size: number): void {
  const limit = env().UPLOAD_MAX_MB;
  if (size <= limit * megabyte) return;
  const tenths = Math.max(Math.round((size / megabyte) * 10), Math.floor(limit * 10) + 1);
  throw new AppError("document_too_large", "too large", { limit, actual: tenths / 10 });
}

async function streamToFile(body: AsyncIterable<Uint8Array>, path: string): Promise<StoredFile> {
  const hash = createHash("sha256");
  let size = 0;
  const handle = await open(path, "wx", 0o600);
  try {
    for await (const chunk of orIncomplete(body)) {
      size += chunk.byteLength;
      refuseTooLarge(size);
      hash.update(chunk);
      await writeWhole(handle, chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest("hex"), size };
}

/** A sender that goes away mid-way is no bug of ours. */
async function* orIncomplete(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch((cause: unknown) => {
        throw new AppError("document_incomplete", "the body ended early", {}, { cause });
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

async function writeWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength; )
    at += (await handle.write(chunk, at, chunk.byteLength - at)).bytesWritten;
}

async function hashAndSync(path: string): Promise<StoredFile> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest("hex"), size };
}
