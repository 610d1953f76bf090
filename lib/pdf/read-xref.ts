import { inflateSync } from "node:zlib";

/** One cross-reference section (ISO 32000-2, 7.5.4 and 7.5.8). */
export type XrefSection = {
  readonly offset: number;
  /** Object numbers that the section gives a place, and those that it frees. */
  readonly placed: readonly number[];
  readonly freed: readonly number[];
  readonly previous: number | undefined;
};

const sectionLimit = 1000;

/**
 * The sections from the newest back to the first, also those of hybrid files.
 * @throws Error when the chain is broken: a strict reader refuses the file
 */
export function readXrefChain(bytes: Uint8Array, start: number): XrefSection[] {
  const sections: XrefSection[] = [];
  const waiting = [start];
  const seen = new Set<number>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) throw new Error("the cross-reference sections run in a circle");
    if (seen.size > sectionLimit) throw new Error("too many cross-reference sections");
    seen.add(next);
    const { section, hybrid } = readSection(bytes, next);
    sections.push(section);
    if (hybrid !== undefined) sections.push(readSection(bytes, hybrid).section);
    if (section.previous !== undefined) waiting.push(section.previous);
  }
  return sections;
}

type Read = { readonly section: XrefSection; readonly hybrid?: number };

function readSection(bytes: Uint8Array, offset: number): Read {
  if (!(offset >= 0 && offset < bytes.length)) throw new Error("a section outside the file");
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.subarray(offset, offset + 4).toString("latin1") === "xref"
    ? readTable(view, offset)
    : readStream(view, offset);
}

function readTable(view: Buffer, offset: number): Read {
  const placed: number[] = [];
  const freed: number[] = [];
  let at = skipSpace(view, offset + 4);
  for (;;) {
    const head = /^(\d+)\s+(\d+)\s+/.exec(view.subarray(at, at + 40).toString("latin1"));
    if (!head) break;
    const [whole, first, count] = [head[0], Number(head[1]), Number(head[2])];
    at += whole.length;
    for (let index = 0; index < count; index += 1) {
      const entry = /^(\d{10}) (\d{5}) ([nf])\s{1,2}/.exec(
        view.subarray(at, at + 20).toString("latin1"),
      );
      if (!entry) throw new Error("a cross-reference entry that is none");
      (entry[3] === "n" ? placed : freed).push(first + index);
      at += entry[0].length;
    }
    at = skipSpace(view, at);
  }
  if (view.subarray(at, at + 7).toString("latin1") !== "trailer") throw new Error("no trailer");
  const trailer = readDictionary(view, at + 7);
  const hybrid = numberOf(trailer, "XRefStm");
  return {
    section: { offset, placed, freed, previous: numberOf(trailer, "Prev") },
    ...(hybrid === undefined ? {} : { hybrid }),
  };
}

function readStream(view: Buffer, offset: number): Read {
  const head = /^\d+\s+\d+\s+obj\s*/.exec(view.subarray(offset, offset + 40).toString("latin1"));
  if (!head) throw new Error("no cross-reference section at the place named");
  const dictionary = readDictionary(view, offset + head[0].length);
  if (!/\/Type\s*\/XRef\b/.test(dictionary)) throw new Error("not a cross-reference stream");
  const rows = decodeRows(view, offset + head[0].length + dictionary.length, dictionary);
  const widths = numbersOf(dictionary, "W");
  const [typeWidth = 0, second = 0, third = 0] = widths;
  const size = numberOf(dictionary, "Size") ?? 0;
  const found = numbersOf(dictionary, "Index");
  const index = found.length > 0 ? found : [0, size];
  const placed: number[] = [];
  const freed: number[] = [];
  let at = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    for (let step = 0; step < (index[pair + 1] ?? 0); step += 1) {
      if (at + typeWidth + second + third > rows.length) throw new Error("a section cut short");
      const type = typeWidth === 0 ? 1 : rows.readUIntBE(at, typeWidth);
      (type === 0 ? freed : placed).push((index[pair] ?? 0) + step);
      at += typeWidth + second + third;
    }
  }
  return { section: { offset, placed, freed, previous: numberOf(dictionary, "Prev") } };
}

function decodeRows(view: Buffer, after: number, dictionary: string): Buffer {
  const keyword = view.indexOf("stream", after);
  const length = numberOf(dictionary, "Length");
  if (keyword < 0 || length === undefined) throw new Error("a section without its stream");
  const start = keyword + 6 + (view[keyword + 6] === 13 ? 2 : 1);
  const raw = view.subarray(start, start + length);
  if (!/\/Filter/.test(dictionary)) return raw;
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(dictionary)) throw new Error("unknown filter");
  const data = inflateSync(raw, { maxOutputLength: 256 * 1024 * 1024 });
  const predictor = numberOf(dictionary, "Predictor") ?? 1;
  if (predictor < 10) return data;
  return undoPredictor(data, numberOf(dictionary, "Columns") ?? 1);
}

/** PNG prediction with one byte per sample (ISO 32000-2, 7.4.4.4). */
function undoPredictor(data: Buffer, columns: number): Buffer {
  const rows = Math.floor(data.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const filter = data[row * (columns + 1)];
    for (let column = 0; column < columns; column += 1) {
      const raw = data[row * (columns + 1) + 1 + column] ?? 0;
      const at = row * columns + column;
      const left = column > 0 ? (out[at - 1] ?? 0) : 0;
      const up = row > 0 ? (out[at - columns] ?? 0) : 0;
      const corner = column > 0 && row > 0 ? (out[at - columns - 1] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0];
      if (guess === undefined) throw new Error("unknown predictor");
      out[at] = (raw + guess) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const distances = [left, up, corner].map((value) => Math.abs(estimate - value));
  const nearest = Math.min(...distances);
  return [left, up, corner][distances.indexOf(nearest)] ?? 0;
}

/** The text of the dictionary at a place, with its brackets; strings inside are minded. */
function readDictionary(view: Buffer, from: number): string {
  const start = skipSpace(view, from);
  let depth = 0;
  let string = 0;
  for (let at = start; at < view.length && at < start + 65_536; at += 1) {
    const character = view[at];
    if (string > 0) {
      if (character === 92) at += 1;
      else if (character === 40) string += 1;
      else if (character === 41) string -= 1;
    } else if (character === 40) string = 1;
    else if (character === 60 && view[at + 1] === 60) {
      depth += 1;
      at += 1;
    } else if (character === 62 && view[at + 1] === 62) {
      depth -= 1;
      at += 1;
      if (depth === 0) return view.subarray(start, at + 1).toString("latin1");
    }
  }
  throw new Error("a dictionary without an end");
}

function numberOf(dictionary: string, key: string): number | undefined {
  const match = new RegExp(`/${key}\\s+(\\d+)`).exec(dictionary);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function numbersOf(dictionary: string, key: string): number[] {
  const match = new RegExp(`/${key}\\s*\\[([\\d\\s]*)\\]`).exec(dictionary);
  return match?.[1]?.trim() ? match[1].trim().split(/\s+/).map(Number) : [];
}

function skipSpace(view: Buffer, from: number): number {
  let at = from;
  while ([0, 9, 10, 12, 13, 32].includes(view[at] ?? -1)) at += 1;
  return at;
}
