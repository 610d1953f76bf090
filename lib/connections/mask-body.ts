import "server-only";
import { redact } from "@/lib/kernel/redact";

/** Characters that are kept of a body. */
const longest = 4_096;
/** Characters of a body that are looked at; what lies behind is not kept either. */
const lookedAt = 32_768;
/** A string of this many bytes without a break is a file. */
const fileLength = 2_048;
const deepest = 40;
/** Shorter secrets would be found in every other word; they are hidden where their name stands. */
const shortestSecret = 4;

const hidden = "[hidden]";
const secretName =
  "pass(?:word|wd|code|phrase)?|pwd|secret|token|authori[sz]ation|api[-_]?key|private[-_]?key|auth[-_]?key|credential|cookie|dsc[-_]?data|\\botp\\b|\\bpin\\b";
const looksSecret = new RegExp(secretName, "i");
/**
 * What is signed, by whom, and what they filled in: an administrator may not read colleagues'
 * envelopes (lib/policy), so the log of calls does not show them either.
 */
const privateName =
  "(?:\\w*[_-])?(?:title|name|value|subject)|(?:full|first|last|middle)name|(?:parent_?)?user_?(?:info|key|phone_?number)|sign_?details|contract_?name|signer_?(?:id|gender|year_?of_?birth|name|ip)|uid_?last_?four_?digits";
const looksPrivate = new RegExp(`^(?:${privateName})$`, "i");

/**
 * Takes a body as it went over the wire and gives what an administrator may read of it.
 * @param secrets values that must not be seen, whatever they are called
 */
export function maskBody(
  body: Uint8Array | undefined,
  contentType: string | undefined,
  secrets: readonly string[],
): string {
  if (!body || body.length === 0) return "";
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (!isText(bytes, contentType)) return `[${bytes.length} bytes]`;
  const text = hideSecrets(readText(bytes), secrets);
  const looked = text.length > lookedAt ? cutAtWord(text) : text;
  const mask = contentType?.includes("x-www-form-urlencoded") ? maskForm : maskJson;
  const masked = mask(looked, (each) => maskText(hideSecrets(each, secrets)));
  return masked.length > longest ? `${masked.slice(0, longest)}…` : masked;
}

/** The cut must show no half of a number, a secret or a word. */
function cutAtWord(text: string): string {
  const ends = [" ", "\n", '"', ",", ";", "&", "<"].map((end) => text.lastIndexOf(end, lookedAt));
  return `${text.slice(0, Math.max(0, ...ends))}…`;
}

/** Masks the path of an address, part by part. */
export const maskPath = (path: string, secrets: readonly string[]): string =>
  hideSecrets(path, secrets).split("/").map(maskText).join("/");

function isText(bytes: Buffer, contentType: string | undefined): boolean {
  if (contentType) return /json|text|xml|form-urlencoded|html/i.test(contentType);
  const start = bytes.subarray(0, 512);
  return !start.includes(0) && !start.subarray(0, 8).includes("%PDF");
}

/**
 * The text of a body without its files, and not much more than is looked at. Files in Base64 are
 * found by the distance of two quotes, which is memory speed: the body of a create with a document
 * is 30 MB, and must not hold up everybody else.
 */
function readText(bytes: Buffer): string {
  const enough = 4 * lookedAt;
  let text = "";
  let from = 0;
  let at = 0;
  while (at < bytes.length && text.length + at - from < enough) {
    const quote = bytes.indexOf('"', at);
    const end = quote < 0 ? bytes.length : quote;
    if (end - at > fileLength && isRun(bytes.subarray(at, at + 256))) {
      text += `${bytes.toString("utf8", from, at)}[${end - at} bytes]`;
      from = end;
    }
    at = end + 1;
  }
  text += bytes.toString("utf8", from, Math.min(at, from + enough));
  // PostgreSQL keeps no NUL in a text, and between digits it would hide a number from the masks.
  return text.replaceAll("\0", "");
}

const isRun = (bytes: Buffer): boolean => /^[A-Za-z0-9+/=_%-]+$/.test(bytes.toString("latin1"));

/** A service may quote what it was given; then it is not shown either. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets)
    if (secret.length >= shortestSecret)
      for (const spelling of [
        secret,
        encodeURIComponent(secret),
        JSON.stringify(secret).slice(1, -1),
      ])
        result = result.replaceAll(spelling, hidden);
  return result;
}

type Mask = (text: string) => string;

function maskForm(text: string, mask: Mask): string {
  return [...new URLSearchParams(text)]
    .map(([name, value]) => `${mask(name)}=${looksSecret.test(name) ? hidden : mask(value)}`)
    .join("&");
}

/** @param depth of texts that are JSON in JSON, too */
function maskJson(text: string, mask: Mask, depth = 0): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return maskLoose(text, mask);
  }
  return JSON.stringify(maskValue(value, mask, depth));
}

function maskValue(value: unknown, mask: Mask, depth: number): unknown {
  if (depth > deepest) return "[…]";
  if (typeof value === "string")
    return /^\s*[{[]/.test(value) ? maskJson(value, mask, depth + 1) : mask(value);
  if (typeof value === "number") return Math.abs(value) < 1e8 ? value : mask(String(value));
  if (Array.isArray(value)) return value.map((each) => maskValue(each, mask, depth + 1));
  if (value === null || typeof value !== "object") return value;
  const isProblem = "status" in value && "errors" in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const isSecret = looksSecret.test(name) && each !== null && typeof each !== "boolean";
      // RFC 9457: the title of a problem is the service's own sentence.
      const isPrivate = looksPrivate.test(name) && isWritten(each) && !isProblem;
      return [mask(name), isSecret || isPrivate ? hidden : maskValue(each, mask, depth + 1)];
    }),
  );
}

const isWritten = (value: unknown): boolean =>
  (typeof value === "string" && value !== "") || typeof value === "number";

const looseSecrets: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `((?:${secretName})[\\w-]*["']?\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"?|[^\\s,;&<>"]+)`,
      "gi",
    ),
    `$1${hidden}`,
  ],
  [new RegExp(`("(?:${privateName})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, "gi"), `$1"${hidden}"`],
  // The same of JSON in JSON.
  [
    new RegExp(
      `((?:(?:${secretName})[\\w-]*|\\\\"(?:${privateName}))\\\\"\\s*:\\s*\\\\")(?:\\\\{3}"|(?!\\\\").)*`,
      "gis",
    ),
    `$1${hidden}`,
  ],
  [new RegExp(`(<[^<>]{0,99}(?:${secretName})[^<>]{0,99}>)[^<]+`, "gi"), `$1${hidden}`],
];

/** Pages of errors, XML and JSON that was cut off: names and values are found by their look. */
function maskLoose(text: string, mask: Mask): string {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const named = looseSecrets.reduce(
    (result, [pattern, shown]) => result.replace(pattern, shown),
    withoutLongWords(plain),
  );
  return mask(named);
}

/** Nobody reads them, and the patterns that follow would take the square of their length. */
const withoutLongWords = (text: string): string => text.replace(/[^\s"'<>,;&=]{400,}/g, "[…]");

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const uuids = new RegExp(`(?<![\\w-])(${uuid})(?![\\w-])`, "gi");

/** Addresses behind their host, tokens, then what no log may carry. */
function maskText(text: string): string {
  return (
    withoutLongWords(text)
      .replace(/(https?:\/\/[^/\s"'<>\\?#]+)[/?#][^\s"'<>\\]+/gi, "$1/[…]")
      // An identifier is digits and dashes too, and is what a provider's support asks for.
      .split(uuids)
      .map((part, index) => (index % 2 === 1 ? part : maskWords(part)))
      .join("")
  );
}

const maskWords = (text: string): string =>
  redact(text.replace(/(?<![\w-])[\w-]{32,63}(?![\w-])/g, "[token]"));
