import { randomBytes } from "node:crypto";
import type { PdfFile, PdfObject } from "./sandbox-pdf";
import type { FileKey } from "./sandbox-pdf-lock";
import { createLock, hideObject, hideSource } from "./sandbox-pdf-lock";
import type { PdfDict, PdfValue } from "./sandbox-pdf-values";
import { toNumber, toSource } from "./sandbox-pdf-values";

type NewObject = { readonly number: number; readonly generation: number; readonly source: string };

/** Collects what one more revision of a file changes and adds (ISO 32000-2, 7.5.6). */
export class Revision {
  readonly #objects = new Map<number, NewObject>();
  #next: number;

  constructor(readonly file: PdfFile) {
    this.#next = toNumber(file.trailer.get("/Size"));
  }

  /** @returns a reference to the new object */
  add(source: string): string {
    const number = this.#next;
    this.#next += 1;
    const { key } = this.file;
    const written = key ? hideSource(key, source) : source;
    this.#objects.set(number, { number, generation: 0, source: written });
    return `${number} 0 R`;
  }

  /** Writes an object of the file anew. @param reference as the file spells it */
  change(reference: string, dict: PdfDict): void {
    const [number = 0, generation = 0] = reference.split(/\s+/).map(Number);
    this.#objects.set(number, { number, generation, source: toSource(dict) });
  }

  write(): Buffer {
    return appendRevision(this.file, [...this.#objects.values()], this.#next);
  }
}

export const streamSource = (dict: string, content: string): string =>
  `<< ${dict} /Length ${content.length} >>\nstream\n${content}\nendstream`;

function appendRevision(file: PdfFile, objects: readonly NewObject[], size: number): Buffer {
  let body = "\n";
  const rows = objects
    .map(({ number, generation, source }) => {
      const offset = file.bytes.length + body.length;
      body += `${number} ${generation} obj\n${source}\nendobj\n`;
      return { number, generation, offset };
    })
    .sort((one, other) => one.number - other.number);
  const start = file.bytes.length + body.length;
  const kept = ["/Root", "/Info", "/ID", "/Encrypt"].flatMap((key) => {
    const value = file.trailer.get(key);
    return value === undefined ? [] : [`${key} ${toSource(value)}`];
  });
  const trailer = [...kept, `/Prev ${file.startXref}`].join(" ");
  body += file.hasXrefStream
    ? xrefStream([...rows, { number: size, generation: 0, offset: start }], size + 1, trailer)
    : xrefTable(rows, size, trailer);
  body += `startxref\n${start}\n%%EOF\n`;
  return Buffer.concat([file.bytes, Buffer.from(body, "latin1")]);
}

type Row = { readonly number: number; readonly generation: number; readonly offset: number };

function xrefTable(rows: readonly Row[], size: number, trailer: string, first = ""): string {
  const sections = rows.map(({ number, generation, offset }) => {
    const [place, life] = [String(offset).padStart(10, "0"), String(generation).padStart(5, "0")];
    return `${number} 1\n${place} ${life} n \n`;
  });
  return `xref\n${first}${sections.join("")}trailer\n<< /Size ${size} ${trailer} >>\n`;
}

/** The last row is the section itself. */
function xrefStream(rows: readonly Row[], size: number, trailer: string): string {
  const data = Buffer.alloc(rows.length * 7);
  for (const [index, { generation, offset }] of rows.entries()) {
    data.writeUInt8(1, index * 7);
    data.writeUInt32BE(offset, index * 7 + 1);
    data.writeUInt16BE(generation, index * 7 + 5);
  }
  const index = rows.map(({ number }) => `${number} 1`).join(" ");
  const dict = `<< /Type /XRef /Size ${size} /W [1 4 2] /Index [${index}] ${trailer} /Length ${data.length} >>`;
  return `${size - 1} 0 obj\n${dict}\nstream\n${data.toString("latin1")}\nendstream\nendobj\n`;
}

/** The same document with every object under another number and every byte in another place. */
export const rewritePdf = (file: PdfFile): Buffer => writeAnew(file, null);

/** The same document behind a password. @param password ASCII */
export function lockPdf(
  file: PdfFile,
  password: string,
): { readonly bytes: Buffer; readonly key: FileKey } {
  const lock = createLock(password);
  return { bytes: writeAnew(file, lock), key: lock.key };
}

function writeAnew(file: PdfFile, lock: ReturnType<typeof createLock> | null): Buffer {
  const objects = file.numbers().flatMap((number) => {
    const object = file.object(number);
    return object && !isContainer(object) ? [{ ...object, number }] : [];
  });
  const numbers = new Map(objects.toReversed().map(({ number }, index) => [number, index + 1]));
  const renumber = (value: PdfValue): PdfValue => {
    if (Array.isArray(value)) return value.map(renumber);
    if (value instanceof Map)
      return new Map([...value].map(([key, each]) => [key, renumber(each)]));
    const reference = /^(\d+)\s+\d+\s+R$/.exec(value);
    if (!reference) return value;
    const number = numbers.get(Number(reference[1]));
    return number === undefined ? "null" : `${number} 0 R`;
  };
  let body = "%PDF-1.7\n%\xb5\xb6\xb7\xb8\n";
  const rows = objects.map(({ number, value, stream }) => {
    const row = { number: numbers.get(number) ?? 0, generation: 0, offset: body.length };
    const data = stream ? `\nstream\n${stream.toString("latin1")}\nendstream` : "";
    const plain = renumber(value);
    const source = lock ? hideObject(lock.key, plain, stream) : `${toSource(plain)}${data}`;
    body += `${row.number} 0 obj\n${source}\nendobj\n`;
    return row;
  });
  const locked = lock ? { number: rows.length + 1, generation: 0, offset: body.length } : null;
  if (lock && locked) {
    rows.push(locked);
    body += `${locked.number} 0 obj\n${lock.source}\nendobj\n`;
  }
  const start = body.length;
  const kept = new Map([...file.trailer].filter(([key]) => key === "/Root" || key === "/Info"));
  const trailer = [...(renumber(kept) as PdfDict)].map(([key, each]) => `${key} ${toSource(each)}`);
  // A file that is locked must have two names (ISO 32000-2, 14.4), whatever they are.
  const name = `<${randomBytes(16).toString("hex")}>`;
  if (locked) trailer.push(`/Encrypt ${locked.number} 0 R /ID [${name} ${name}]`);
  const sorted = rows.toSorted((one, other) => one.number - other.number);
  body += xrefTable(sorted, rows.length + 1, trailer.join(" "), "0 1\n0000000000 65535 f \n");
  return Buffer.from(`${body}startxref\n${start}\n%%EOF\n`, "latin1");
}

const isContainer = ({ value, stream }: PdfObject): boolean =>
  stream !== null && value instanceof Map && /^\/(ObjStm|XRef)$/.test(String(value.get("/Type")));
