/** One element of DER (X.690) inside a larger one. */
export type DerElement = {
  readonly tag: number;
  /** With its tag and length. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
};

/** An element of any tag from its parts. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 255);
  const head = length < 128 ? [tag, length] : [tag, 0x80 | bytes.length, ...bytes];
  return Buffer.concat([Buffer.from(head), ...parts]);
}

export const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
export const octetString = (bytes: Uint8Array) => der(0x04, bytes);
export const bitString = (bytes: Uint8Array, unusedBits = 0) =>
  der(0x03, Buffer.from([unusedBits]), bytes);
export const utf8String = (text: string) => der(0x0c, Buffer.from(text, "utf8"));
export const printableString = (text: string) => der(0x13, Buffer.from(text, "latin1"));
export const nothing = () => der(0x05);
export const truth = () => der(0x01, Buffer.from([255]));
/** A small number, or the bytes of a positive one whose first bit is not set. */
export const integer = (value: number | Uint8Array) =>
  der(0x02, typeof value === "number" ? Buffer.from([value]) : value);

/** X.690, 11.6: the members of a SET OF are sorted by their encodings. */
export function setOf(members: readonly Uint8Array[]): Buffer {
  return der(0x31, ...[...members].sort(Buffer.compare));
}

const knownOids = new Map<string, Buffer>();

/** X.690, 8.19. */
export function objectIdentifier(oid: string): Buffer {
  const known = knownOids.get(oid);
  if (known) return known;
  const [first = 0, second = 0, ...rest] = oid.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const groups = [part & 127];
    for (let left = part >>> 7; left > 0; left >>>= 7) groups.unshift((left & 127) | 128);
    return groups;
  });
  const encoded = der(0x06, Buffer.from(bytes));
  knownOids.set(oid, encoded);
  return encoded;
}

/** The elements that lie one after another. @throws RangeError when one is cut short */
export function readElements(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at + 1] ?? 0;
    const count = first & 0x80 ? first & 0x7f : 0;
    let length = count > 0 ? 0 : first;
    for (let index = 0; index < count; index += 1) {
      length = length * 256 + (bytes[at + 2 + index] ?? 0);
    }
    const start = at + 2 + count;
    if (start + length > bytes.length) throw new RangeError("an element of DER is cut short");
    elements.push({
      tag: bytes[at] ?? 0,
      whole: bytes.subarray(at, start + length),
      content: bytes.subarray(start, start + length),
    });
    at = start + length;
  }
  return elements;
}
