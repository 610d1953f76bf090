import { createCipheriv, createHash, randomBytes } from "node:crypto";
import type { PdfValue } from "./sandbox-pdf-values";
import { parseValue, toNumber, toSource } from "./sandbox-pdf-values";

/** What strings and streams of a file are hidden with; the same for all of them (AES-256, CBC). */
export type FileKey = Buffer;

function encrypt(cipher: "aes-128-cbc" | "aes-256-cbc", key: Buffer, iv: Buffer, data: Buffer) {
  const work = createCipheriv(cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([work.update(data), work.final()]);
}

/** ISO 32000-2, 7.6.3.1 (AESV3): a random start, then the data filled up to whole blocks. */
function hide(key: FileKey, data: Buffer): Buffer {
  const iv = randomBytes(16);
  const work = createCipheriv("aes-256-cbc", key, iv);
  return Buffer.concat([iv, work.update(data), work.final()]);
}

/** Algorithm 2.B of ISO 32000-2, 7.6.4.3.4. */
function hash(password: Buffer, salt: Buffer, user: Buffer = Buffer.of()): Buffer {
  const sha = (bits: number, data: Buffer) => createHash(`sha${bits}`).update(data).digest();
  let key = sha(256, Buffer.concat([password, salt, user]));
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const once = Buffer.concat([password, key, user]);
    const many = Buffer.concat(Array.from({ length: 64 }, () => once));
    const mixed = encrypt("aes-128-cbc", key.subarray(0, 16), key.subarray(16, 32), many);
    const rest = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = sha([256, 384, 512][rest] ?? 256, mixed);
    last = mixed.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}

/** Everything is allowed to whoever can open it. */
const allowed = -4;

/**
 * What a file says of its encryption (revision 6), under one password for everything.
 * @param password ASCII
 */
export function createLock(password: string): { readonly key: FileKey; readonly source: string } {
  const key = randomBytes(32);
  const secret = Buffer.from(password, "ascii");
  const entries = (user?: Buffer) => {
    const [check, salt] = [randomBytes(8), randomBytes(8)];
    const proof = Buffer.concat([hash(secret, check, user), check, salt]);
    const wrapped = encrypt("aes-256-cbc", hash(secret, salt, user), Buffer.alloc(16), key);
    return { proof, wrapped };
  };
  const user = entries();
  const owner = entries(user.proof);
  const rights = Buffer.concat([Buffer.alloc(8, 0xff), Buffer.from("Tadb"), randomBytes(4)]);
  rights.writeInt32LE(allowed, 0);
  const seal = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  const hex = (bytes: Buffer) => `<${bytes.toString("hex")}>`;
  const source = [
    "<< /Filter /Standard /V 5 /R 6 /Length 256 /StmF /StdCF /StrF /StdCF",
    "/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >>",
    `/U ${hex(user.proof)} /UE ${hex(user.wrapped)} /O ${hex(owner.proof)} /OE ${hex(owner.wrapped)}`,
    `/P ${allowed} /Perms ${hex(Buffer.concat([seal.update(rights), seal.final()]))} >>`,
  ].join(" ");
  return { key, source };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** The bytes of a string as the file spells it (ISO 32000-2, 7.3.4). */
function toBytes(spelled: string): Buffer {
  if (spelled.startsWith("<")) {
    const digits = spelled.replace(/[^0-9a-f]/gi, "");
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex");
  }
  const text = spelled.slice(1, -1).replace(/\\(\r\n|[0-7]{1,3}|.)/gs, (_, escaped: string) => {
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 255);
    if (/^[\r\n]/.test(escaped)) return "";
    return escapes[escaped] ?? escaped;
  });
  return Buffer.from(text, "latin1");
}

/** The same value with every string in it hidden, but for signatures (ISO 32000-2, 7.6.2). */
function hideTexts(key: FileKey, value: PdfValue): PdfValue {
  if (Array.isArray(value)) return value.map((each) => hideTexts(key, each));
  if (value instanceof Map) {
    const isSignature = value.has("/ByteRange");
    return new Map(
      [...value].map(([name, each]) => [
        name,
        isSignature && name === "/Contents" ? each : hideTexts(key, each),
      ]),
    );
  }
  return /^[(<]/.test(value) ? `<${hide(key, toBytes(value)).toString("hex")}>` : value;
}

/** An object's source with what is to be hidden in it. @param stream as encoded in the file */
export function hideObject(key: FileKey, value: PdfValue, stream: Buffer | null): string {
  const hidden = hideTexts(key, value);
  if (!stream || !(hidden instanceof Map)) return toSource(hidden);
  const data = hide(key, stream);
  hidden.set("/Length", String(data.length));
  return `${toSource(hidden)}\nstream\n${data.toString("latin1")}\nendstream`;
}

/** The same of an object that is about to be added. */
export function hideSource(key: FileKey, source: string): string {
  const { value, end } = parseValue(source, 0);
  const start = /\s*stream\n/y;
  start.lastIndex = end;
  if (!(value instanceof Map) || !start.test(source)) return hideObject(key, value, null);
  const from = start.lastIndex;
  const length = toNumber(value.get("/Length"));
  return hideObject(key, value, Buffer.from(source.slice(from, from + length), "latin1"));
}
