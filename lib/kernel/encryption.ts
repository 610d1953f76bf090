import "server-only";
import type { KeyObject } from "node:crypto";
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import { env } from "./env";
import { StartError } from "./start-error";

const keyVersion = 1;
const nonceLength = 12;
const tagLength = 16;

/** Where a secret lives; bound to the ciphertext, so that it cannot be moved to another row. */
export type SecretPlace = {
  readonly table: string;
  readonly column: string;
  readonly row: string;
};

function masterKey(text: string): Buffer {
  const key = Buffer.from(text, "base64url");
  if (key.length !== 32)
    throw new StartError(
      "The master key is missing or is not 32 bytes long. Start Muhr with `npm start`, or put back the secrets file that belongs to this data folder.",
    );
  return key;
}

const derived = new Map<string, KeyObject>();
let derivedFrom = "";

/** A key for one purpose, derived from the master key (HKDF-SHA-256, RFC 5869), once a process. */
function keyFor(purpose: string): KeyObject {
  const text = env().MUHR_MASTER_KEY ?? "";
  if (text !== derivedFrom) derived.clear();
  derivedFrom = text;
  const known = derived.get(purpose);
  if (known) return known;
  const bytes = hkdfSync("sha256", masterKey(text), "", `muhr/${purpose}`, 32);
  const key = createSecretKey(Buffer.from(bytes));
  derived.set(purpose, key);
  return key;
}

const additionalData = ({ table, column, row }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([table, column, row, keyVersion]));

function seal(key: Buffer | KeyObject, plain: Buffer, data: Buffer): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(data);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer | KeyObject, sealed: Buffer, data: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceLength))
    .setAAD(data)
    .setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([
    decipher.update(sealed.subarray(nonceLength, -tagLength)),
    decipher.final(),
  ]);
}

const wrappedKeyLength = nonceLength + 32 + tagLength;

/**
 * AES-256-GCM under a key of this record's own, which is wrapped by the master key.
 * Layout: version (1 byte), wrapped key, nonce, ciphertext, tag.
 */
export function encryptSecret(plain: Uint8Array, place: SecretPlace): Buffer {
  const recordKey = randomBytes(32);
  const data = additionalData(place);
  return Buffer.concat([
    Buffer.from([keyVersion]),
    seal(keyFor("records"), recordKey, data),
    seal(recordKey, Buffer.from(plain), data),
  ]);
}

/** @throws Error when the key, the place or the bytes are not those of `encryptSecret`. */
export function decryptSecret(sealed: Uint8Array, place: SecretPlace): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== keyVersion) throw new Error("Unknown version of an encrypted secret");
  const data = additionalData(place);
  const recordKey = open(keyFor("records"), bytes.subarray(1, 1 + wrappedKeyLength), data);
  return open(recordKey, bytes.subarray(1 + wrappedKeyLength), data);
}

/** HMAC-SHA-256 under the key of one purpose, hexadecimal; parts cannot run into each other. */
export const keyedHash = (purpose: string, ...parts: readonly string[]): string =>
  createHmac("sha256", keyFor(purpose)).update(JSON.stringify(parts)).digest("hex");

/** A 256-bit token that can be made again from the same parts; only its hash is stored. */
export const derivedToken = (purpose: string, ...parts: readonly string[]): string =>
  createHmac("sha256", keyFor(`token/${purpose}`))
    .update(JSON.stringify(parts))
    .digest("base64url");

/** No two of them look alike, and there are 32, so that each letter is 5 bits of a token. */
const wordLetters = "23456789abcdefghijkmnpqrstuvwxyz";

/** 70 bits that somebody can read out: 14 letters and digits. */
export const derivedWord = (purpose: string, ...parts: readonly string[]): string =>
  [...Buffer.from(derivedToken(purpose, ...parts), "base64url").subarray(0, 14)]
    .map((byte) => wordLetters[byte % wordLetters.length])
    .join("");

export const randomToken = (): string => randomBytes(32).toString("base64url");

/** What the database keeps of a token: SHA-256, hexadecimal. */
export const tokenHash = (token: string): string =>
  createHash("sha256").update(token).digest("hex");

/** Tells whether the master key is the one that this database was made with. */
export const masterKeyCheck = (): string => keyedHash("key-check", "muhr");
