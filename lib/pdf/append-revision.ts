import type { PdfObject } from "@libpdf/core";
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream } from "@libpdf/core";
import type { LoadedPdf } from "./load-pdf";

/** Where the next incremental update (ISO 32000-2, 7.5.6) of a file goes on. */
export type RevisionBase = {
  /** Bytes so far. */
  readonly length: number;
  /** Offset of the newest cross-reference section. */
  readonly previous: number;
  /** The next unused object number, which is also `/Size`. */
  readonly size: number;
  /** A file of cross-reference streams must go on with streams, one of tables with tables. */
  readonly stream: boolean;
  readonly root: PdfRef;
  readonly info: PdfRef | undefined;
  readonly id: PdfArray | undefined;
};

/** An object's number and its value, or its finished bytes. */
export type ChangedObject = readonly [ref: PdfRef, value: PdfObject | Uint8Array];

export type AppendedRevision = {
  /** What comes after the bytes of the base. */
  readonly tail: Uint8Array;
  /** For every object: where its value begins, counted from the start of `tail`. */
  readonly offsets: ReadonlyMap<PdfRef, number>;
  readonly base: RevisionBase;
};

export function findRevisionBase({ bytes, pdf }: LoadedPdf): RevisionBase {
  const { trailer } = pdf.context.info;
  const root = trailer.getRef("Root");
  if (!root) throw new Error("the trailer names no catalog");
  const size = trailer.getNumber("Size")?.value ?? 0;
  return {
    length: bytes.length,
    previous: findStartXref(bytes),
    size: Math.max(size, pdf.context.registry.nextObjectNumber),
    stream: pdf.usesXRefStreams,
    root,
    info: trailer.getRef("Info"),
    id: trailer.getArray("ID"),
  };
}

/** Writes the changed and new objects as one incremental update. */
export function appendRevision(
  base: RevisionBase,
  changes: readonly ChangedObject[],
): AppendedRevision {
  const sink = new ByteSink();
  const offsets = new Map<PdfRef, number>();
  const places = new Map<number, { offset: number; generation: number }>();
  // The end of the older revision may lack a line end; a comment line is closed by this one.
  sink.writeAscii("\n");
  for (const [ref, value] of changes) {
    const offset = base.length + sink.position;
    places.set(ref.objectNumber, { offset, generation: ref.generation });
    sink.writeAscii(`${ref.objectNumber} ${ref.generation} obj\n`);
    offsets.set(ref, sink.position);
    if (value instanceof Uint8Array) sink.writeBytes(value);
    else value.toBytes(sink.asWriter());
    sink.writeAscii("\nendobj\n");
  }
  const highest = Math.max(base.size - 1, ...places.keys());
  const start = base.length + sink.position;
  const size = base.stream ? highest + 2 : highest + 1;
  const trailer = new PdfDict([
    ["Size", PdfNumber.of(size)],
    ["Prev", PdfNumber.of(base.previous)],
    ["Root", base.root],
  ]);
  if (base.info) trailer.set("Info", base.info);
  if (base.id) trailer.set("ID", base.id);
  if (base.stream) {
    places.set(highest + 1, { offset: start, generation: 0 });
    writeStreamSection(sink, PdfRef.of(highest + 1, 0), places, trailer);
  } else {
    writeTableSection(sink, places, trailer);
  }
  sink.writeAscii(`startxref\n${start}\n%%EOF\n`);
  const tail = sink.toBytes();
  return {
    tail,
    offsets,
    base: { ...base, length: base.length + tail.length, previous: start, size },
  };
}

/** An object's bytes without its number. */
export function serializeObject(value: PdfObject): Buffer {
  const sink = new ByteSink();
  value.toBytes(sink.asWriter());
  return Buffer.from(sink.toBytes());
}

/** @throws Error when the file's end names no cross-reference section. */
export function findStartXref(bytes: Uint8Array): number {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-2048);
  const match = /startxref\s+(\d+)/.exec(
    end.toString("latin1").slice(end.lastIndexOf("startxref")),
  );
  if (!match?.[1]) throw new Error("the file's end names no cross-reference section");
  return Number(match[1]);
}

type Places = Map<number, { offset: number; generation: number }>;

/** ISO 32000-2, 7.5.4: entries of exactly 20 bytes. */
function writeTableSection(sink: ByteSink, places: Places, trailer: PdfDict): void {
  sink.writeAscii("xref\n");
  for (const section of consecutive(places)) {
    sink.writeAscii(`${section[0]?.[0]} ${section.length}\n`);
    for (const [, { offset, generation }] of section) {
      const digits = String(offset).padStart(10, "0");
      sink.writeAscii(`${digits} ${String(generation).padStart(5, "0")} n \n`);
    }
  }
  sink.writeAscii("trailer\n");
  trailer.toBytes(sink.asWriter());
  sink.writeAscii("\n");
}

/** ISO 32000-2, 7.5.8, uncompressed: a handful of entries. */
function writeStreamSection(sink: ByteSink, ref: PdfRef, places: Places, trailer: PdfDict): void {
  const index: PdfNumber[] = [];
  const rows: number[] = [];
  for (const section of consecutive(places)) {
    index.push(PdfNumber.of(section[0]?.[0] ?? 0), PdfNumber.of(section.length));
    for (const [, { offset, generation }] of section) {
      const bytes = [24, 16, 8, 0].map((shift) => (offset >>> shift) & 255);
      rows.push(1, ...bytes, generation >> 8, generation & 255);
    }
  }
  const stream = new PdfStream(trailer, Uint8Array.from(rows));
  stream.set("Type", PdfName.of("XRef"));
  stream.set("W", PdfArray.of(PdfNumber.of(1), PdfNumber.of(4), PdfNumber.of(2)));
  stream.set("Index", new PdfArray(index));
  sink.writeAscii(`${ref.objectNumber} ${ref.generation} obj\n`);
  stream.toBytes(sink.asWriter());
  sink.writeAscii("\nendobj\n");
}

function consecutive(places: Places): [number, { offset: number; generation: number }][][] {
  const sections: [number, { offset: number; generation: number }][][] = [];
  for (const entry of [...places].sort(([a], [b]) => a - b)) {
    const last = sections.at(-1);
    if (last?.[0] && last[0][0] + last.length === entry[0]) last.push(entry);
    else sections.push([entry]);
  }
  return sections;
}

/** Collects bytes; LibPDF's objects write themselves into it. */
class ByteSink {
  private buffer = Buffer.allocUnsafe(4096);
  position = 0;

  /** LibPDF does not export the class of its writer; these methods are all that objects use. */
  asWriter(): Parameters<PdfObject["toBytes"]>[0] {
    return this as unknown as Parameters<PdfObject["toBytes"]>[0];
  }

  writeByte(byte: number): void {
    this.reserve(1);
    this.buffer[this.position] = byte;
    this.position += 1;
  }

  writeBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.position);
    this.position += bytes.length;
  }

  writeAscii(text: string): void {
    this.reserve(text.length);
    this.position += this.buffer.write(text, this.position, "latin1");
  }

  writeUtf8(text: string): void {
    this.writeBytes(Buffer.from(text, "utf8"));
  }

  toBytes(): Uint8Array {
    return this.buffer.subarray(0, this.position);
  }

  private reserve(count: number): void {
    if (this.position + count <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.position + count));
    this.buffer.copy(larger, 0, 0, this.position);
    this.buffer = larger;
  }
}
