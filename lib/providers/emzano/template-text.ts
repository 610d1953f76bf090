import { TemplateSampleError } from "@/lib/provider-kit/errors";

/** Characters of a pasted text; a sample with as many fields as a template may have is smaller. */
const longest = 100_000;

/** A body as it can be read, and where each of its characters stands in what was pasted. */
export type BodyText = {
  readonly pasted: string;
  readonly text: string;
  readonly toOffset: (index: number) => number;
};

/** An object's brace: a name, a remark, an escaped quote or its end follows. Not `{{BASE_URL}}`. */
const opening =
  /\{(?=[\s\p{Cf}]*(?:\/[/*]|["'`“”„‟‘’«\\}]|\p{Script=Arabic}|[\p{L}_$][\p{L}\p{N}_$]*[\s\p{Cf}]*:))/u;

/** A shell writes a quote inside quotes like this. */
const shellQuote = "'\\''";

/**
 * Finds the body in a pasted text, which may be the body alone, a string of a program, or a whole
 * cURL command. @throws TemplateSampleError
 */
export function findBody(pasted: string): BodyText {
  if (pasted.length > longest) throw new TemplateSampleError("too_long", null, `${longest}`);
  if (/^[\s\p{Cf}]*$/u.test(pasted)) throw new TemplateSampleError("empty", null, "");
  const start = opening.exec(pasted)?.index;
  if (start === undefined)
    throw new TemplateSampleError("not_a_sample", null, pasted.trim().slice(0, 40));
  const before = pasted.slice(0, start).trimEnd();
  if (before.endsWith("$'")) return unescapeBody(pasted, start, "'");
  if (/^\{\s*\\/.test(pasted.slice(start))) return unescapeBody(pasted, start, '"');
  if (before.endsWith("'") && pasted.includes(shellQuote, start))
    return rewrite(pasted, start, /'\\''/g, () => "'");
  return { pasted, text: pasted.slice(start), toOffset: (index) => start + index };
}

const controls: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\n": "" };

/** A body inside a string of a program or a shell: `{\"title\": …}`. */
function unescapeBody(pasted: string, start: number, quote: '"' | "'"): BodyText {
  const end = endOfString(pasted, start, quote);
  return rewrite(
    pasted.slice(0, end),
    start,
    /\\(?:u([0-9a-f]{4})|([\s\S]))/gi,
    ([, hex, letter]) =>
      hex
        ? String.fromCharCode(Number.parseInt(hex, 16))
        : (controls[letter ?? ""] ?? letter ?? ""),
  );
}

function endOfString(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** Replaces pieces from `start` on, and remembers where everything stood. */
function rewrite(
  pasted: string,
  start: number,
  piece: RegExp,
  toPlain: (found: RegExpExecArray) => string,
): BodyText {
  const parts: string[] = [];
  const offsets: number[] = [];
  const take = (part: string, from: number, step: 0 | 1) => {
    parts.push(part);
    for (let at = 0; at < part.length; at++) offsets.push(from + at * step);
  };
  let from = start;
  for (const found of pasted.slice(start).matchAll(piece)) {
    const at = start + found.index;
    take(pasted.slice(from, at), from, 1);
    take(toPlain(found), at, 0);
    from = at + found[0].length;
  }
  take(pasted.slice(from), from, 1);
  return { pasted, text: parts.join(""), toOffset: (index) => offsets[index] ?? pasted.length };
}

/** 1-based line and column. */
export function placeOf({ pasted, toOffset }: BodyText, index: number) {
  const lines = pasted.slice(0, toOffset(index)).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
