import type { BodyText } from "./template-text";
import type { Remark, Token } from "./template-tokens";
import { readTokens, unread } from "./template-tokens";

// A body as it was written, with the remarks of each object and the place of everything. Commas may
// be missing or too many. Libraries for relaxed JSON drop the remarks, which name a template's
// fields, and refuse bare tags or do not say where.

export type Entry = { readonly key: string; readonly at: number; readonly value: Node };
export type ObjectNode = {
  readonly kind: "object";
  readonly at: number;
  readonly entries: readonly Entry[];
  /** Inside it and behind it on its line, then those on lines of their own before it. */
  readonly remarks: () => readonly string[];
};
export type ListNode = {
  readonly kind: "list";
  readonly at: number;
  readonly items: readonly Node[];
};
export type TextNode = { readonly kind: "text"; readonly at: number; readonly text: string };
export type Node = ObjectNode | ListNode | TextNode;

/** A sample is four deep; deeper than this is no sample. */
const deepest = 16;

/** The first object of a body, and the index behind it. @throws TemplateSampleError */
export function readTree(body: BodyText): { readonly root: ObjectNode; readonly end: number } {
  const tokens = readTokens(body);
  // Where the remarks before the next token belong, and whether only those on a line with others do.
  let owner: string[] = [];
  let isClosed = false;
  let last: Remark | undefined;
  let token: Token;

  const keep = ({ remarks }: Token, before?: string[]): void => {
    for (const remark of remarks) {
      if (before && remark.isAlone) before.push(remark.text);
      else if (!remark.isAlone || !isClosed) owner.push(remark.text);
      last = remark;
    }
  };
  function next(): Token {
    const { value } = tokens.next();
    if (!value) throw new Error("The tokens ended without an end");
    if (value.kind !== "{") keep(value);
    return value;
  }
  const advance = (): Token => {
    const passed = token;
    token = next();
    return passed;
  };
  const fail = (): never => {
    throw unread(body, token.at);
  };
  const skipCommas = () => {
    while (token.kind === ",") advance();
  };

  function readObject(depth: number): ObjectNode {
    const before: string[] = [];
    const inside: string[] = [];
    keep(token, before);
    owner = inside;
    isClosed = false;
    const { at } = advance();
    const entries: Entry[] = [];
    for (skipCommas(); token.kind !== "}"; skipCommas()) {
      if (token.kind !== "text" && token.kind !== "word") fail();
      const key = advance();
      if (token.kind !== ":") fail();
      advance();
      entries.push({ key: key.text, at: key.at, value: readNode(depth) });
      owner = inside;
      isClosed = false;
    }
    owner = inside;
    isClosed = true;
    if (depth > 0) advance();
    return { kind: "object", at, entries, remarks: () => [...inside, ...before] };
  }

  function readList(depth: number): ListNode {
    owner = [];
    isClosed = false;
    const { at } = advance();
    const items: Node[] = [];
    for (skipCommas(); token.kind !== "]"; skipCommas()) {
      // In what was copied from a PDF the end of an empty list may have slipped into its remark.
      if (token.kind === "}" && last?.text.trimEnd().endsWith("]"))
        return { kind: "list", at, items };
      items.push(readNode(depth));
    }
    owner = [];
    isClosed = true;
    advance();
    return { kind: "list", at, items };
  }

  function readNode(depth: number): Node {
    if (depth >= deepest) fail();
    if (token.kind === "{") return readObject(depth + 1);
    if (token.kind === "[") return readList(depth + 1);
    if (token.kind !== "text" && token.kind !== "word") fail();
    const { at, text } = advance();
    return { kind: "text", at, text };
  }

  token = next();
  const root = readObject(0);
  return { root, end: token.at + 1 };
}
