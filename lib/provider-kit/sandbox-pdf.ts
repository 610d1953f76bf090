import { inflateSync } from "node:zlib";
import type { PdfDict, PdfValue } from "./sandbox-pdf-values";
import { match, parseValue, toNumber } from "./sandbox-pdf-values";

export type PdfPage = {
  readonly number: number;
  readonly generation: number;
  /** With the boxes, the turn and the resources that it inherits. */
  readonly dict: PdfDict;
  /** As the file has it. */
  readonly own: PdfDict;
};
export type PdfObject = {
  readonly generation: number;
  readonly value: PdfValue;
  /** As encoded in the file. */
  readonly stream: Buffer | null;
};
type Place = { readonly offset: number } | { readonly container: number; readonly index: number };

/** Undoes the PNG predictors (ISO 32000-2, 7.4.4.4) of rows of bytes. */
function unpredict(data: Buffer, columns: number): Buffer {
  const rows = Math.floor(data.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (columns + 1)];
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? (out[at - 1] ?? 0) : 0;
      const up = row > 0 ? (out[at - columns] ?? 0) : 0;
      const corner = row > 0 && column > 0 ? (out[at - columns - 1] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind ?? 0] ?? 0;
      out[at] = (data[row * (columns + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const distance = (value: number) => Math.abs(left + up - corner - value);
  if (distance(left) <= distance(up) && distance(left) <= distance(corner)) return left;
  return distance(up) <= distance(corner) ? up : corner;
}

const longestChain = 1_000;

/** A PDF read as far as stamps and signatures need it: its objects and its pages. */
export class PdfFile {
  readonly trailer: PdfDict;
  readonly startXref: number;
  /** Whether the newest cross-reference section is a stream; an update must keep the kind. */
  readonly hasXrefStream: boolean;
  readonly #text: string;
  readonly #places = new Map<number, Place>();
  readonly #containers = new Map<number, PdfValue[]>();

  /** @throws Error for anything that is not a plain, readable PDF */
  constructor(
    readonly bytes: Buffer,
    /** Of a file that was locked here. */
    readonly key: Buffer | null = null,
  ) {
    this.#text = bytes.toString("latin1");
    const last = this.#text.lastIndexOf("startxref");
    this.startXref = Number(/^startxref\s+(\d+)/.exec(this.#text.slice(last, last + 40))?.[1]);
    if (!this.#text.startsWith("%PDF-") || !(this.startXref < bytes.length))
      throw new Error("not a PDF");
    this.hasXrefStream = !this.#text.startsWith("xref", this.startXref);
    this.trailer = this.#readChain();
    if (this.trailer.has("/Encrypt") && !key) throw new Error("encrypted");
  }

  #readChain(): PdfDict {
    const waiting = [this.startXref];
    const seen = new Set<number>();
    let newest: PdfDict | undefined;
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      if (seen.has(at) || seen.size > longestChain) throw new Error("a circle of sections");
      seen.add(at);
      const trailer = this.#text.startsWith("xref", at)
        ? this.#readTable(at)
        : this.#readStream(at);
      newest ??= trailer;
      for (const key of ["/XRefStm", "/Prev"])
        if (trailer.has(key)) waiting.push(toNumber(trailer.get(key)));
    }
    if (!newest) throw new Error("no trailer");
    return newest;
  }

  #place(number: number, place: Place): void {
    if (!this.#places.has(number)) this.#places.set(number, place);
  }

  #readTable(from: number): PdfDict {
    const head = /\s*(\d+)\s+(\d+)\s+/y;
    const entry = /(\d{10}) (\d{5}) ([nf])\s{1,2}/y;
    let at = from + 4;
    for (
      let section = match(head, this.#text, at);
      section;
      section = match(head, this.#text, at)
    ) {
      at += section[0].length;
      for (let index = 0; index < Number(section[2]); index += 1) {
        const found = match(entry, this.#text, at);
        if (!found) throw new Error("a broken cross-reference table");
        at += found[0].length;
        if (found[3] === "n") this.#place(Number(section[1]) + index, { offset: Number(found[1]) });
      }
    }
    const start = match(/\s*trailer\s*/y, this.#text, at);
    if (!start) throw new Error("no trailer");
    const { value } = parseValue(this.#text, at + start[0].length);
    if (!(value instanceof Map)) throw new Error("no trailer");
    return value;
  }

  #readStream(at: number): PdfDict {
    const { dict, data } = this.#streamAt(at);
    const widths = (dict.get("/W") as PdfValue[]).map(toNumber);
    const [kindWidth = 0, firstWidth = 0, secondWidth = 0] = widths;
    const index = (dict.get("/Index") as PdfValue[] | undefined) ?? ["0", dict.get("/Size") ?? "0"];
    const read = (from: number, width: number) => (width === 0 ? 0 : data.readUIntBE(from, width));
    let next = 0;
    for (let pair = 0; pair < index.length; pair += 2)
      for (let each = 0; each < toNumber(index[pair + 1]); each += 1) {
        const kind = kindWidth === 0 ? 1 : read(next, kindWidth);
        const first = read(next + kindWidth, firstWidth);
        const second = read(next + kindWidth + firstWidth, secondWidth);
        next += kindWidth + firstWidth + secondWidth;
        const number = toNumber(index[pair]) + each;
        if (kind === 1) this.#place(number, { offset: first });
        if (kind === 2) this.#place(number, { container: first, index: second });
      }
    return dict;
  }

  #objectAt(offset: number): PdfObject {
    const head = /\s*\d+\s+(\d+)\s+obj/y;
    const found = match(head, this.#text, offset);
    if (!found) throw new Error(`no object at ${offset}`);
    const { value, end } = parseValue(this.#text, offset + found[0].length);
    const generation = Number(found[1]);
    const start = match(/\s*stream\r?\n/y, this.#text, end);
    if (!(value instanceof Map) || !start) return { generation, value, stream: null };
    const from = end + start[0].length;
    const length = toNumber(this.resolve(value.get("/Length")));
    return { generation, value, stream: this.bytes.subarray(from, from + length) };
  }

  #streamAt(offset: number): { dict: PdfDict; data: Buffer } {
    const { value, stream: raw } = this.#objectAt(offset);
    if (!(value instanceof Map) || !raw) throw new Error("not a stream");
    const filter = [this.resolve(value.get("/Filter")) ?? []].flat();
    if (filter.length === 0) return { dict: value, data: raw };
    if (filter.length > 1 || filter[0] !== "/FlateDecode") throw new Error("an unknown filter");
    const [parameters] = [this.resolve(value.get("/DecodeParms")) ?? []].flat();
    const data = inflateSync(raw);
    if (!(parameters instanceof Map) || toNumber(parameters.get("/Predictor") ?? "1") < 10)
      return { dict: value, data };
    return { dict: value, data: unpredict(data, toNumber(parameters.get("/Columns") ?? "1")) };
  }

  #inContainer(number: number): PdfValue[] {
    const known = this.#containers.get(number);
    if (known) return known;
    const place = this.#places.get(number);
    if (!place || !("offset" in place)) throw new Error("no object stream");
    const { dict, data } = this.#streamAt(place.offset);
    const text = data.toString("latin1");
    const first = toNumber(dict.get("/First"));
    const heads = text.slice(0, first).trim().split(/\s+/).map(Number);
    const values = heads
      .filter((_, index) => index % 2 === 1)
      .map((offset) => parseValue(text, first + offset).value);
    this.#containers.set(number, values);
    return values;
  }

  /** Every object's number, in ascending order. */
  numbers(): number[] {
    return [...this.#places.keys()].sort((one, other) => one - other);
  }

  object(number: number): PdfObject | undefined {
    const place = this.#places.get(number);
    if (!place) return undefined;
    if ("offset" in place) return this.#objectAt(place.offset);
    const value = this.#inContainer(place.container)[place.index];
    return value === undefined ? undefined : { generation: 0, value, stream: null };
  }

  /** Follows a reference to its value; anything else is its own value. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    const found = typeof value === "string" ? /^(\d+)\s+\d+\s+R$/.exec(value) : null;
    return found ? this.object(Number(found[1]))?.value : value;
  }

  /** In reading order; what it inherits is filled in. */
  pages(): PdfPage[] {
    const root = this.resolve(this.trailer.get("/Root"));
    if (!(root instanceof Map)) throw new Error("no catalog");
    const found: PdfPage[] = [];
    const walk = (node: PdfValue | undefined, inherited: PdfDict, seen: readonly PdfValue[]) => {
      const dict = this.resolve(node);
      if (typeof node !== "string" || !(dict instanceof Map) || seen.includes(node))
        throw new Error("a broken page tree");
      const own: PdfDict = new Map(inherited);
      for (const key of ["/Resources", "/MediaBox", "/CropBox", "/Rotate"]) {
        const box = dict.get(key);
        if (box !== undefined) own.set(key, box);
      }
      const kids = this.resolve(dict.get("/Kids"));
      if (Array.isArray(kids)) {
        for (const kid of kids) walk(kid, own, [...seen, node]);
        return;
      }
      const [number = 0, generation = 0] = node.split(/\s+/).map(Number);
      found.push({ number, generation, dict: new Map([...own, ...dict]), own: dict });
    };
    walk(root.get("/Pages"), new Map(), []);
    if (found.length === 0) throw new Error("no pages");
    return found;
  }
}
