/** Advance widths of Helvetica from U+0020 to U+007E in thousandths of the size (Adobe Font Metrics). */
const widths = [
  ...[278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278],
  ...[556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556],
  ...[1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778],
  ...[667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556],
  ...[333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556],
  ...[556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
];
/** Of what Helvetica has no width for here. */
const usual = 556;
const others: Readonly<Record<string, number>> = { "…": 1000, "–": 556, "—": 1000, "’": 222 };

/** Points. */
export function widthOf(text: string, fontSize: number): number {
  const thousandths = [...text].reduce((sum, character) => {
    const plain = widths[(character.codePointAt(0) ?? 0) - 0x20];
    return sum + (plain ?? others[character] ?? usual);
  }, 0);
  return (thousandths * fontSize) / 1_000;
}
