import "server-only";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { storedFilePath, storedFileSize } from "./store-file";

type ServedFile = {
  readonly sha256: string;
  /** As the person's computer shall call it. */
  readonly name: string;
  readonly disposition: "inline" | "attachment";
};

/**
 * The answer to GET and HEAD for a stored PDF, whole or the one range that was asked for. The
 * caller has asked whether this person may have it.
 */
export async function toFileResponse(request: Request, file: ServedFile): Promise<Response> {
  const size = await storedFileSize(file.sha256);
  const headers = headersOf("application/pdf", file);
  headers.set("accept-ranges", "bytes");
  const range = readRange(request.headers.get("range"), size);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  // Next strips Content-Length from a route's answer; scripts/answer-length.mjs puts it back.
  headers.set("x-muhr-length", String(end - start + 1));
  if (range) headers.set("content-range", `bytes ${start}-${end}/${size}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const stream = createReadStream(storedFilePath(file.sha256), { start, end });
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers });
}

/** The answer for what was made for this person, to keep. */
export const toMadeResponse = (made: {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}): Response =>
  new Response(made.content, {
    headers: headersOf(made.mediaType, { name: made.name, disposition: "attachment" }),
  });

/** The same for what is made while it is sent. @param length bytes, where they are known before */
export function toStreamResponse(made: {
  readonly name: string;
  readonly mediaType: string;
  readonly content: AsyncIterable<string | Uint8Array>;
  readonly length?: number;
}): Response {
  const headers = headersOf(made.mediaType, { name: made.name, disposition: "attachment" });
  if (made.length !== undefined) headers.set("x-muhr-length", String(made.length));
  const stream = Readable.from(made.content, { objectMode: false });
  return new Response(Readable.toWeb(stream) as ReadableStream, { headers });
}

const headersOf = (mediaType: string, file: Pick<ServedFile, "name" | "disposition">): Headers =>
  new Headers({
    "content-type": mediaType,
    "content-disposition": contentDisposition(file),
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });

/** One range of RFC 9110, 14.1.2; anything else asks for the whole file. */
function readRange(
  header: string | null,
  size: number,
): { readonly start: number; readonly end: number } | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (!first && !last) return undefined;
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  if (first && last && Number(last) < start) return undefined;
  return start > end ? "unsatisfiable" : { start, end };
}

/** RFC 6266: a plain name for old clients, and the real one in UTF-8. */
function contentDisposition({
  name,
  disposition,
}: Pick<ServedFile, "name" | "disposition">): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
