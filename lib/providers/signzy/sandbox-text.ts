/** Points. */
export const fontSize = 9;
export const leading = 11;

/** Advance widths of Helvetica from the space to the tilde, in thousandths (Adobe's font metrics). */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** Helvetica, as every reader has it, knows no other letters. */
export const toLatin = (text: string): string => text.replace(/[^ -~]/gu, "?");

/** Points. */
export const widthOf = (text: string): number =>
  [...toLatin(text)].reduce((sum, each) => sum + (widths[each.charCodeAt(0) - 32] ?? 0), 0) *
  (fontSize / 1_000);

/** Lines no wider than so many points; a word that is wider is cut. */
export function breakLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (widthOf(line) > width) {
      let count = line.length - 1;
      while (count > 1 && widthOf(line.slice(0, count)) > width) count -= 1;
      lines.push(line.slice(0, count));
      line = line.slice(count);
    }
  }
  return [...lines, line];
}
