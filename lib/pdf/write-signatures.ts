import { createHash } from "node:crypto";
import type { PdfObject } from "@libpdf/core";
import { PdfDict } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";
import type { PageBox } from "@/lib/placements/schema";
import type { ChangedObject } from "./append-revision";
import { appendRevision, findRevisionBase } from "./append-revision";
import type { CmsSigner, RequestTimestamp } from "./build-cms";
import { buildCms, estimateCmsSize } from "./build-cms";
import type { Caption, Mark } from "./draw-mark";
import type { LoadedPdf } from "./load-pdf";
import { listPages, loadPdf, skipObjectNumbers } from "./load-pdf";
import { buildAppearance } from "./mark-appearance";
import type { SignatureField } from "./signature-fields";
import { listSignatureFields } from "./signature-fields";

export type SignatureToWrite = {
  /** The name of a signature field that nobody has signed. */
  readonly signatureField: string;
  /** `undefined`: the seal stays invisible. */
  readonly mark: Mark | undefined;
  readonly caption: Caption | undefined;
};

export type WriteSignatures = {
  readonly signer: CmsSigner;
  readonly at: Date;
  /** The signer's name for `/Name`. */
  readonly name: string;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  readonly timestamp: RequestTimestamp | undefined;
  readonly signatures: readonly SignatureToWrite[];
};

/**
 * Signs existing signature fields, one revision each (ISO 32000-2, 12.8.1). The file is parsed
 * once and hashed once, however many revisions come after it.
 * @throws AppError `conflict` when a signature field is missing or signed already; `invalid` for
 * a picture that cannot be used
 */
export async function writeSignatures(
  bytes: Uint8Array,
  request: WriteSignatures,
): Promise<Uint8Array> {
  const document = await loadPdf(bytes);
  const empty = new Map(
    listSignatureFields(document)
      .filter(({ value }) => value === undefined)
      .map((target) => [target.name, target]),
  );
  const running = createHash("sha256").update(bytes);
  const parts = [bytes];
  let base = findRevisionBase(document);
  for (const wanted of request.signatures) {
    const target = empty.get(wanted.signatureField);
    if (!target) throw new AppError("conflict", `no empty box ${wanted.signatureField}`);
    empty.delete(wanted.signatureField);
    const changes = changeWidget(document, target, wanted);
    const signatureRef = document.pdf.context.registry.allocateRef();
    target.dict.set("V", signatureRef);
    const value = new SignatureDictionary(request);
    changes.push([signatureRef, value.bytes]);
    const { tail, offsets, base: next } = appendRevision(base, changes);
    const start = offsets.get(signatureRef) ?? 0;
    value.writeByteRange(tail, start, base.length);
    const gap = value.contentsIn(start);
    const digest = running
      .copy()
      .update(tail.subarray(0, gap.start))
      .update(tail.subarray(gap.end))
      .digest();
    value.writeContents(tail, start, await buildCms(request.signer, digest, request.timestamp));
    running.update(tail);
    parts.push(tail);
    base = next;
    // A cross-reference stream took a number that the next revision must not use.
    skipObjectNumbers(document.pdf, base.size);
  }
  return Buffer.concat(parts);
}

/** Draws the mark into the widget and lists what has to be written. */
function changeWidget(
  document: LoadedPdf,
  target: SignatureField,
  wanted: SignatureToWrite,
): ChangedObject[] {
  const { registry } = document.pdf.context;
  const before = new Set<PdfObject>(registry.getNewObjects().values());
  const [x0, y0, x1, y1] = target.rect;
  if (wanted.mark && x1 > x0 && y1 > y0) {
    const box = pageBoxOf(document, target);
    const ref = buildAppearance(document, target.rect, box, wanted.mark, wanted.caption);
    target.dict.set("AP", PdfDict.of({ N: ref }));
  }
  const added = [...registry.getNewObjects()].filter(([, value]) => !before.has(value));
  return [...added, [target.ref, target.dict]];
}

/** `/P` is optional in a widget: without it the page is the one that lists it. */
function pageBoxOf(document: LoadedPdf, { ref, dict }: SignatureField): PageBox {
  const pages = listPages(document);
  const own = dict.getRef("P");
  const page =
    pages.find((candidate) => candidate.ref === own) ??
    pages.find((candidate) =>
      candidate.dict.getArray("Annots", document.resolve)?.toArray().includes(ref),
    );
  if (!page) throw new AppError("conflict", "the signature box lies on no page");
  return page.box;
}

const byteRangeRoom = 34;

/**
 * The bytes of a signature dictionary (ISO 32000-2, table 255), with room for `/ByteRange` and
 * `/Contents`, which can be known only when everything around them is written.
 */
class SignatureDictionary {
  readonly bytes: Uint8Array;
  private readonly byteRangeAt: number;
  private readonly contentsAt: number;
  private readonly contentsLength: number;

  constructor({ signer, at, name, reason, location, timestamp }: WriteSignatures) {
    const text = (key: string, value: string | undefined) =>
      value ? `/${key} ${toTextString(value)}\n` : "";
    const head = [
      "<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n",
      `/M (${toPdfDate(at)})\n`,
      text("Name", name),
      text("Reason", reason),
      text("Location", location),
      "/ByteRange ",
    ].join("");
    this.contentsLength = 2 * estimateCmsSize(signer, timestamp !== undefined);
    this.byteRangeAt = head.length;
    const middle = `${" ".repeat(byteRangeRoom)}\n/Contents `;
    this.contentsAt = head.length + middle.length;
    const contents = `<${"0".repeat(this.contentsLength)}>`;
    this.bytes = Buffer.from(`${head}${middle}${contents}\n>>`, "latin1");
  }

  /** The gap of `/ByteRange`: the hexadecimal string with its angle brackets. */
  contentsIn(start: number): { readonly start: number; readonly end: number } {
    const gap = start + this.contentsAt;
    return { start: gap, end: gap + this.contentsLength + 2 };
  }

  writeByteRange(tail: Uint8Array, start: number, before: number): void {
    const gap = this.contentsIn(start);
    const range = [0, before + gap.start, before + gap.end, tail.length - gap.end];
    const text = `[${range.join(" ")}]`.padEnd(byteRangeRoom);
    Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength).write(
      text,
      start + this.byteRangeAt,
      "latin1",
    );
  }

  writeContents(tail: Uint8Array, start: number, cms: Uint8Array): void {
    if (2 * cms.length > this.contentsLength) throw new Error("the signature outgrew its room");
    Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength).write(
      Buffer.from(cms).toString("hex"),
      start + this.contentsAt + 1,
      "latin1",
    );
  }
}

/** UTF-16BE with its mark (ISO 32000-2, 7.9.2.2), written as hexadecimal digits. */
function toTextString(text: string): string {
  return `<FEFF${Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase()}>`;
}

/** ISO 32000-2, 7.9.4, in UTC. */
function toPdfDate(date: Date): string {
  return `D:${date.toISOString().replaceAll(/[-:T]/g, "").slice(0, 14)}Z`;
}
