import { TemplateSampleError } from "@/lib/provider-kit/errors";
import type { BodyText } from "./template-text";
import { placeOf } from "./template-text";

/** A remark of the sample's author. `isAlone`: nothing else stands before it on its line. */
export type Remark = { readonly text: string; readonly isAlone: boolean };
export type Token = {
  readonly kind: "{" | "}" | "[" | "]" | ":" | "," | "text" | "word" | "end";
  readonly text: string;
  /** Index in the body's text. */
  readonly at: number;
  /** The remarks since the token before. */
  readonly remarks: readonly Remark[];
};

// What word processors, chats and Persian keyboards make of JSON's marks.
const marks: Readonly<Record<string, Token["kind"]>> = {
  ...{ "{": "{", "}": "}", "[": "[", "]": "]", ":": ":", "：": ":" },
  ...{ ",": ",", "،": ",", ";": ",", "؛": "," },
};
/** By what begins a text, all that can end it. */
const closings: Readonly<Record<string, string>> = {
  ...{ '"': '"', "'": "'", "`": "`", "«": "»" },
  ...{ "“": '“”"', "”": '“”"', "„": '“”"', "‟": '“”"', "‘": "‘’'", "’": "‘’'" },
};
const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

const blank = /[\s\p{Cf}]+/uy;
const lineRemark = /\/\/([^\r\n]*)/y;
/** In what was copied from a PDF the words of a remark come before its slashes. */
const turnedRemark =
  /((?=[\p{L}])[\p{Script=Arabic}\p{Cf}\p{N}\p{Zs}.,،؛؟!()-]+)\/\/[^\S\r\n]*(?=[\r\n]|$)/uy;
const word = /(?:(?!\/[/*])[^\s{}[\]:：,،;؛"'`“”„‟‘’«»])+/uy;

/** The tokens of a body. @throws TemplateSampleError at what cannot be read */
export function* readTokens(body: BodyText): Generator<Token, undefined> {
  const { text } = body;
  let at = 0;
  let isLineFresh = true;
  let remarks: Remark[] = [];
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const remark = (words: string) => remarks.push({ text: words, isAlone: isLineFresh });

  while (at < text.length) {
    const character = text[at] ?? "";
    const gap = character in marks ? undefined : match(blank)?.[0];
    const slashed = character === "/" ? match(lineRemark) : null;
    const line = slashed ?? (isLineFresh && gap === undefined ? match(turnedRemark) : null);
    if (gap !== undefined) {
      if (/[\r\n]/.test(gap)) isLineFresh = true;
      at += gap.length;
    } else if (line) {
      remark(line[1] ?? "");
      at += line[0].length;
    } else if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      if (end === -1) throw unread(body, at);
      remark(text.slice(at + 2, end));
      at = end + 2;
    } else {
      const found = readToken(body, at, match(word)?.[0]);
      yield { ...found.token, at, remarks };
      at = found.end;
      isLineFresh = false;
      remarks = [];
    }
  }
  while (true) yield { kind: "end", text: "", at, remarks };
}

function readToken(body: BodyText, at: number, found: string | undefined) {
  const character = body.text[at] ?? "";
  const kind = marks[character];
  if (kind) return { token: { kind, text: character }, end: at + 1 };
  const closing = closings[character];
  if (closing) return readQuoted(body, at, closing);
  if (!found) throw unread(body, at);
  return {
    token: { kind: "word", text: found.replace(/\p{Cf}/gu, "") },
    end: at + found.length,
  } as const;
}

function readQuoted(body: BodyText, start: number, closing: string) {
  const { text } = body;
  const parts: string[] = [];
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "\n" || character === "\r") break;
    if (closing.includes(character)) {
      parts.push(text.slice(from, at));
      return { token: { kind: "text", text: parts.join("") }, end: at + 1 } as const;
    }
    if (character !== "\\") continue;
    const next = text[at + 1] ?? "";
    const hex = next === "u" ? /^[0-9a-f]{4}$/i.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
    parts.push(text.slice(from, at));
    parts.push(hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (escapes[next] ?? next));
    at += hex ? 5 : 1;
    from = at + 1;
  }
  throw unread(body, start);
}

/** What stands at `index`, to the end of its line. */
export const unread = (body: BodyText, index: number): TemplateSampleError =>
  new TemplateSampleError(
    "not_read",
    placeOf(body, index),
    /^.{0,40}/u.exec(body.text.slice(index))?.[0].trim() ?? "",
  );
