import { PdfNumber, PdfString } from "@libpdf/core";
import type { LoadedPdf } from "./load-pdf";
import { listSignatureFields } from "./signature-fields";

export type WrittenSignature = {
  readonly signatureField: string;
  /** 1-based; `undefined` when the box lies on no page. */
  readonly page: number | undefined;
  /** `/Rect` in user-space units. */
  readonly rect: readonly [number, number, number, number];
  readonly subFilter: string | undefined;
  readonly isTimestamp: boolean;
  /** As the signer's program claims. */
  readonly name: string | undefined;
  readonly reason: string | undefined;
  readonly claimedTime: Date | undefined;
  readonly contents: Uint8Array;
  readonly byteRange: readonly number[];
};

export type SignatureBoxes = {
  readonly signed: readonly WrittenSignature[];
  readonly empty: readonly string[];
};

/** Reads the signature dictionaries as they stand, in the order in which they were signed. */
export function readSignatures(document: LoadedPdf): SignatureBoxes {
  const { pdf, resolve } = document;
  const pages = pdf.context.pages.getPages();
  const all = listSignatureFields(document);
  const signed = all.flatMap(({ name, dict, value, rect }): WrittenSignature[] => {
    if (!value) return [];
    const text = (key: string) => value.getString(key, resolve)?.asString();
    const byteRange = (value.getArray("ByteRange", resolve)?.toArray() ?? []).map((item) =>
      item instanceof PdfNumber ? item.value : Number.NaN,
    );
    // Never encrypted, also in a file that is (ISO 32000-2, 7.6.2); the library would "decrypt" it.
    const contents = pdf.isEncrypted
      ? readGap(document.bytes, byteRange)
      : value.get("Contents", resolve);
    const subFilter = value.getName("SubFilter", resolve)?.value;
    const own = dict.getRef("P");
    const page = own ? pages.indexOf(own) + 1 : 0;
    return [
      {
        signatureField: name,
        page: page > 0 ? page : undefined,
        rect,
        subFilter,
        isTimestamp: subFilter === "ETSI.RFC3161",
        name: text("Name"),
        reason: text("Reason"),
        claimedTime: parsePdfDate(text("M")),
        contents: contents instanceof PdfString ? contents.bytes : new Uint8Array(),
        byteRange,
      },
    ];
  });
  return {
    signed: signed.sort((a, b) => signedLength(a) - signedLength(b)),
    empty: all.filter(({ value }) => !value).map(({ name }) => name),
  };
}

/** The hexadecimal string that a `/ByteRange` leaves out. */
function readGap(
  bytes: Uint8Array,
  [, before = 0, next = 0]: readonly number[],
): PdfString | undefined {
  const gap = Buffer.from(bytes.subarray(before, next)).toString("latin1");
  return /^<[0-9a-fA-F]*>$/.test(gap)
    ? new PdfString(Buffer.from(gap.slice(1, -1), "hex"), "hex")
    : undefined;
}

/** Where the revision ends that a signature covers. */
export function signedLength({ byteRange }: WrittenSignature): number {
  return (byteRange[2] ?? 0) + (byteRange[3] ?? 0);
}

/**
 * Whether `/ByteRange` is four ordered numbers from zero whose gap is exactly the hexadecimal
 * string of this signature (ISO 32000-2, 12.8.1; the attacks of pdf-insecurity.org).
 */
export function isByteRangeWhole(bytes: Uint8Array, signature: WrittenSignature): boolean {
  const [start, before, next, after] = signature.byteRange;
  const isOrdered =
    signature.byteRange.length === 4 &&
    signature.byteRange.every((value) => Number.isSafeInteger(value) && value >= 0) &&
    start === 0 &&
    before !== undefined &&
    next !== undefined &&
    after !== undefined &&
    before < next &&
    next + after <= bytes.length;
  if (!isOrdered) return false;
  const gap = Buffer.from(bytes.buffer, bytes.byteOffset + before, next - before).toString(
    "latin1",
  );
  if (!/^<[0-9a-fA-F]*>$/.test(gap)) return false;
  return Buffer.from(gap.slice(1, -1), "hex").equals(signature.contents);
}

/** The DER value without the zeros that fill up `/Contents`. */
export function trimContents(contents: Uint8Array): Uint8Array {
  if (contents[0] !== 0x30) return contents;
  const first = contents[1] ?? 0;
  if (first < 0x80) return contents.subarray(0, 2 + first);
  const count = first & 0x7f;
  let length = 0;
  for (let index = 0; index < count; index += 1) length = length * 256 + (contents[2 + index] ?? 0);
  return contents.subarray(0, 2 + count + length);
}

/** Whether a length of the file ends with its end mark, and a line end at the most. */
export function endsWithMark(bytes: Uint8Array, length: number): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, length - 8), length)).toString("latin1");
  return /%%EOF(\r\n|\r|\n)?$/.test(tail);
}

/** ISO 32000-2, 7.9.4. */
function parsePdfDate(text: string | undefined): Date | undefined {
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(
    text ?? "",
  );
  if (!match) return undefined;
  const part = (index: number, otherwise: number) => Number(match[index] ?? otherwise);
  const away = (part(8, 0) * 60 + part(9, 0)) * (match[7] === "-" ? -1 : 1);
  return new Date(
    Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0) - away, part(6, 0)),
  );
}
