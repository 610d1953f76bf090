import { toViewRect } from "./geometry";
import type { PageFacts } from "./page-facts";
import type { Label } from "./read-words";
import { readLabel } from "./read-words";
import type { ViewRect } from "./schema";
import type { Piece } from "./split-run";
import { isRightToLeft, splitRun } from "./split-run";

/** Words that stand together. Rectangles here are points of the page as seen, upper left. */
export type Phrase = {
  readonly text: string;
  readonly rect: ViewRect;
  readonly label: Label;
  readonly isRightToLeft: boolean;
};
/** `lines` are rows of underscores, dots and so on, to be written on. */
export type PageText = { readonly phrases: readonly Phrase[]; readonly lines: readonly ViewRect[] };

/** Below this many points a row of dots is an ellipsis. */
const shortestLine = 40;

/** Puts together what PDFs hold in pieces: runs on one line, in both reading directions. */
export function readText({ page, runs }: Pick<PageFacts, "page" | "runs">): PageText {
  const pieces = runs.flatMap(({ text, rect }) => splitRun(text, toViewRect(rect, page, 1)));
  pieces.sort((one, other) => bottomOf(one.rect) - bottomOf(other.rect));
  const rows: Piece[][] = [];
  for (const piece of pieces) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    const reach = Math.min(piece.rect.height, last?.rect.height ?? 0) * 0.4;
    if (row && last && bottomOf(piece.rect) - bottomOf(last.rect) <= reach) row.push(piece);
    else rows.push([piece]);
  }
  const groups = rows.flatMap(gather);
  return {
    phrases: groups.filter((group) => !isLine(group)).map(toPhrase),
    lines: groups
      .filter(isLine)
      .map(around)
      .filter(({ width }) => width >= shortestLine),
  };
}

/** The pieces of one row that stand close together, words apart from lines. */
function gather(row: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of row.toSorted((one, other) => one.rect.x - other.rect.x)) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const gap = last ? piece.rect.x - rightOf(last.rect) : 0;
    if (group && last?.isLine === piece.isLine && gap <= last.rect.height * 1.1) group.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

const isLine = ([first]: readonly Piece[]): boolean => first?.isLine === true;

function toPhrase(pieces: readonly Piece[]): Phrase {
  const isBackwards = isRightToLeft(pieces.map(({ text }) => text).join(""));
  const joined = pieces.reduce((said, { text: next, rect }, index) => {
    const before = pieces[index - 1]?.rect;
    const isApart = before !== undefined && rect.x - rightOf(before) > rect.height * 0.12;
    const space = isApart ? " " : "";
    return isBackwards ? `${next}${space}${said}` : `${said}${space}${next}`;
  }, "");
  // Old PDFs write Arabic script in presentation forms.
  const text = joined.normalize("NFKC");
  return { text, rect: around(pieces), label: readLabel(text), isRightToLeft: isBackwards };
}

const around = (pieces: readonly Piece[]): ViewRect => boundsOf(pieces.map(({ rect }) => rect));

/** The smallest rectangle around all of these. */
export function boundsOf(rects: readonly ViewRect[]): ViewRect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const width = Math.max(...rects.map(rightOf)) - x;
  const height = Math.max(...rects.map(bottomOf)) - y;
  return { space: "view", x, y, width, height };
}

export const rightOf = ({ x, width }: ViewRect): number => x + width;
export const bottomOf = ({ y, height }: ViewRect): number => y + height;
