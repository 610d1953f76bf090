/** Refused by Windows or Android, or a path anywhere: controls, `\ / : * ? " < > |`, lone surrogates. */
const refused = /[\p{Cc}\p{Cs}\u2028\u2029\\/:*?"<>|]/gu;
/** Turn the reading direction of what follows, its ending too (Unicode Technical Report 36, 2.10). */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A part of a file's name that Windows, macOS, Android and Linux take and that leads nowhere else.
 * Letters of every script stay, in the form that all of them compare by (NFC), and so does the
 * joiner that Persian is spelled with.
 * @param mostBytes of UTF-8; what is longer ends after a whole letter
 */
export function toFileName(text: string, mostBytes: number): string {
  const clean = text
    .normalize("NFC")
    .replace(turning, "")
    .replace(refused, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+/, "");
  let name = "";
  let left = mostBytes;
  for (const { segment } of new Intl.Segmenter().segment(clean)) {
    left -= new TextEncoder().encode(segment).byteLength;
    if (left < 0) break;
    name += segment;
  }
  return name.replace(/[\s.]+$/, "");
}
