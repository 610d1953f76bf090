import type { ViewRect } from "./schema";

/** A part of a run: words, or a row of characters that stands for a line to write on. */
export type Piece = { readonly isLine: boolean; readonly text: string; readonly rect: ViewRect };

/** Underscores, dots, dashes, and kashidas as Persian typists draw lines. */
const drawnLine =
  /[_\u2017\u203f\uff3f]{2,}|(?:[.·․…‥⋯]\s?){3,}|(?:[…‥⋯]\s?){2,}|\u0640{4,}|[-‐-―─]{6,}/gu;

/** @param rect points of the page as seen; where each part of the text lies is estimated. */
export function splitRun(text: string, rect: ViewRect): Piece[] {
  const pieces: Piece[] = [];
  const total = widthOf(text);
  const add = (from: number, to: number, isLine: boolean) => {
    const part = text.slice(from, to);
    if (part.trim() === "") return;
    const lead = part.length - part.trimStart().length;
    const start = (widthOf(text.slice(0, from + lead)) / total) * rect.width;
    const width = (widthOf(part.trim()) / total) * rect.width;
    const x = isRightToLeft(text) ? rect.x + rect.width - start - width : rect.x + start;
    pieces.push({ isLine, text: part.trim(), rect: { ...rect, x, width } });
  };
  let at = 0;
  for (const match of text.matchAll(drawnLine)) {
    add(at, match.index, false);
    at = match.index + match[0].length;
    add(match.index, at, true);
  }
  add(at, text.length, false);
  return pieces;
}

/** Which way most of its letters run. */
export function isRightToLeft(text: string): boolean {
  // Kashidas belong to every script and to none.
  const letters = text.match(/(?!\u0640)\p{L}/gu)?.length ?? 0;
  const rightToLeft = text.match(/(?=\p{L})\p{Script=Arabic}/gu)?.length ?? 0;
  return rightToLeft * 2 > letters;
}

/** Typical advance widths of print, in ems; only their proportions count. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/\p{M}|[\u200b-\u200f]/u, 0],
  [/[\s.,:;!'|ijlftI·․/()[\]-]/u, 0.28],
  [/[…mwMWшщжюШЩЖЮм―—]/u, 0.85],
  [/_/u, 0.5],
  [/\p{Lu}/u, 0.66],
  [/\p{Script=Arabic}/u, 0.48],
];
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += classes.find(([pattern]) => pattern.test(character))?.[1] ?? 0.53;
  return width;
}
