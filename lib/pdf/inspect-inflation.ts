import { PassThrough, Readable } from "node:stream";
import { createInflate, inflateSync } from "node:zlib";
import type { PdfStream } from "@libpdf/core";
import { PdfArray, PdfName } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";

const megabyte = 1024 * 1024;
/** An A4 page scanned at 600 dpi in colour is 100 MiB. */
const perStream = 256 * megabyte;
const perDocument = 1024 * megabyte;
const inflatedAtOnce = 4 * megabyte;
const nestedLayers = 3;

const tooCostly = () => new AppError("document_too_costly", "inflates beyond the limit");

/** Adds up what the streams of one document inflate to. @throws AppError `document_too_costly` */
export class InflationBudget {
  private spent = 0;

  spend(bytes: number): void {
    this.spent += bytes;
    if (bytes > perStream || this.spent > perDocument) throw tooCostly();
  }

  /**
   * Looks at the raw bytes, before any PDF parser inflates an object stream or a cross-reference
   * stream: whatever follows the keyword `stream` and starts like zlib data is counted.
   */
  async spendOnRawStreams(bytes: Uint8Array): Promise<void> {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
      let start = at + 6;
      if (file[start] === 0x0d) start++;
      if (file[start] === 0x0a) start++;
      const data = file.subarray(start);
      if (start > at + 6 && looksLikeZlib(data)) this.spend(await countInflated(data));
    }
  }

  /** Counts what the raw scan cannot see: decrypted data and other filters in front. */
  async spendOnStream(stream: PdfStream, wasEncrypted: boolean): Promise<void> {
    const filters = filterNames(stream);
    const first = filters[0];
    if (first === undefined || (first === "FlateDecode" && !wasEncrypted)) return;
    const expanders = filters.filter((filter) => filter in countOutput || filter === "FlateDecode");
    let data: Uint8Array = stream.data;
    for (const filter of filters) {
      const decodeText = decodeAscii[filter];
      if (decodeText) {
        data = decodeText(data);
        continue;
      }
      const count = countOutput[filter];
      if (count) {
        if (expanders.length > 1) throw tooCostly();
        this.spend(count(data));
      } else if (filter === "FlateDecode") this.spend(await countInflated(data));
      return;
    }
  }
}

const shortNames: Readonly<Record<string, string>> = {
  Fl: "FlateDecode",
  LZW: "LZWDecode",
  RL: "RunLengthDecode",
  AHx: "ASCIIHexDecode",
  A85: "ASCII85Decode",
};

export function filterNames(stream: PdfStream): string[] {
  const filter = stream.get("Filter");
  const names = filter instanceof PdfArray ? filter.toArray() : [filter];
  return names
    .filter((name) => name instanceof PdfName)
    .map((name) => shortNames[name.value] ?? name.value);
}

function looksLikeZlib(data: Uint8Array): boolean {
  const [first = 0, second = 0] = data;
  return (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;
}

/** Bytes that zlib data inflates to, layers inside layers included; stops past the limit. */
async function countInflated(data: Uint8Array, layers = nestedLayers): Promise<number> {
  try {
    const output = inflateSync(data, { maxOutputLength: inflatedAtOnce });
    const inner = layers > 0 && looksLikeZlib(output) ? await countInflated(output, layers - 1) : 0;
    return output.length + inner;
  } catch (error) {
    const isLarge = error instanceof RangeError && "code" in error;
    return isLarge
      ? await countWhileInflating(Readable.from(slices(data)), layers)
      : inflatedAtOnce;
  }
}

function* slices(data: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < data.length; at += 65_536) yield data.subarray(at, at + 65_536);
}

function countWhileInflating(source: Readable, layers: number): Promise<number> {
  return new Promise((resolve) => {
    const inflate = createInflate({ chunkSize: 262_144 });
    let count = 0;
    let nested: { readonly input: PassThrough; readonly count: Promise<number> } | undefined;
    const finish = () => {
      source.unpipe(inflate);
      source.destroy();
      nested?.input.end();
      if (nested) nested.count.then((inner) => resolve(count + inner));
      else resolve(count);
    };
    inflate.on("data", (chunk: Buffer) => {
      if (count === 0 && layers > 0 && looksLikeZlib(chunk)) {
        const input = new PassThrough();
        nested = { input, count: countWhileInflating(input, layers - 1) };
        nested.count.then((inner) => {
          if (inner > perStream) inflate.destroy();
        });
      }
      count += chunk.length;
      if (nested && !nested.input.destroyed) nested.input.write(chunk);
      if (count > perStream) inflate.destroy();
    });
    inflate.on("end", finish);
    inflate.on("error", finish);
    inflate.on("close", finish);
    source.pipe(inflate);
  });
}

const decodeAscii: Readonly<Record<string, (data: Uint8Array) => Uint8Array>> = {
  ASCIIHexDecode: (data) =>
    Buffer.from(
      Buffer.from(data)
        .toString("latin1")
        .replace(/>[\s\S]*|[^0-9a-f]/gi, ""),
      "hex",
    ),
  ASCII85Decode: decodeAscii85,
};

/** ISO 32000-2, 7.4.3. */
function decodeAscii85(data: Uint8Array): Uint8Array {
  const output: number[] = [];
  let group: number[] = [];
  const flush = () => {
    const used = group.length;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < used - 1; index++)
      output.push(Math.floor(value / 256 ** (3 - index)) % 256);
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) output.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush();
    }
  }
  if (group.length > 1) flush();
  return Uint8Array.from(output);
}

const countOutput: Readonly<Record<string, (data: Uint8Array) => number>> = {
  RunLengthDecode: (data) => {
    let count = 0;
    for (let at = 0; at < data.length; ) {
      const length = data[at] ?? 128;
      if (length === 128) break;
      count += length < 128 ? length + 1 : 257 - length;
      at += length < 128 ? length + 2 : 2;
    }
    return count;
  },
  LZWDecode: countLzw,
};

/** ISO 32000-2, 7.4.4, lengths only; `/EarlyChange` moves the result too little to matter. */
function countLzw(data: Uint8Array): number {
  const lengths = new Uint16Array(4097).fill(1, 0, 256);
  let [next, width, previous, count, bits, held] = [258, 9, -1, 0, 0, 0];
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      [next, width, previous] = [258, 9, -1];
      continue;
    }
    if (previous >= 0 && next < 4096) lengths[next++] = (lengths[previous] ?? 0) + 1;
    count += lengths[code] ?? 0;
    previous = code;
    if (next + 1 >= 1 << width && width < 12) width++;
  }
  return count;
}
