import { boxesInTable } from "./find-in-table";
import type { Found } from "./found-place";
import { partyOfPlace } from "./found-place";
import type { Taken } from "./free-space";
import { boxBeside } from "./free-space";
import type { Rules } from "./read-rules";
import type { PageText, Phrase } from "./read-text";
import { bottomOf, boundsOf, rightOf } from "./read-text";
import type { ViewRect } from "./schema";

/** Words for a signature without a line: in a table's cell, or with free space around. */
export function findByWords(
  text: PageText,
  onLines: readonly Found[],
  rules: Rules,
  taken: Taken,
): Found[] {
  const used = new Set(onLines.flatMap(({ by }) => by));
  const served = new Set(onLines.map((found) => partyOfPlace(found, text)));
  const free = text.phrases.filter((phrase) => !used.has(phrase) && !phrase.label.isSentence);
  const headings = free.filter(({ label }) => label.kind === "heading");
  return free.flatMap((phrase) => {
    const { kind, parties, isColonAtEnd, wordCount } = phrase.label;
    const isUnderHeading =
      kind === "none" &&
      parties.length === 1 &&
      !served.has(parties[0]) &&
      wordCount <= 4 &&
      headings.some(({ rect }) => {
        const distance = phrase.rect.y - bottomOf(rect);
        return distance > 0 && distance <= 110;
      });
    if (kind !== "signature" && !isUnderHeading) return [];
    const confidence = isUnderHeading ? 0.45 : 0.5;
    const found = (box: ViewRect): Found => {
      return { box, reason: "word", confidence, words: phrase.text, by: [phrase] };
    };
    const inTable = boxesInTable(phrase, text, rules, taken);
    if (inTable)
      return inTable.map((box) => ({ ...found(box), by: [phrase, ...inRow(box, phrase, text)] }));
    const isAtEnd = phrase.rect.y > taken.size.height * 0.5 || parties.length > 0;
    if (!isColonAtEnd && (!isAtEnd || isNumbered(phrase) || endsParagraph(phrase, text, taken)))
      return [];
    const box = boxBeside(
      phrase.rect,
      blockUnder(phrase, text),
      { isColonAtEnd, isRightToLeft: phrase.isRightToLeft },
      taken,
    );
    return box ? [found(box)] : [];
  });
}

/** Who a row of a table is about, where the word is the head of a column. */
const inRow = (box: ViewRect, head: Phrase, { phrases }: PageText): readonly Phrase[] =>
  phrases.filter(({ rect, label }) => {
    const middle = rect.y + rect.height / 2;
    const isBeside = middle > box.y && middle < bottomOf(box) && rect.y >= bottomOf(head.rect);
    return isBeside && label.parties.length === 1;
  });

/** The word and up to two lines right under it, such as the name of who signs. */
function blockUnder(word: Phrase, { phrases }: PageText): ViewRect {
  let block = word.rect;
  for (let lines = 0; lines < 2; lines++) {
    const next = phrases.find(({ rect, label }) => {
      const gap = rect.y - bottomOf(block);
      const isUnder = rect.x < rightOf(block) && rightOf(rect) > block.x;
      return isUnder && gap > -3 && gap < 8 && label.kind === "none" && label.wordCount <= 5;
    });
    if (next) block = boundsOf([block, next.rect]);
  }
  return block;
}

const isNumbered = ({ text }: Phrase): boolean =>
  /^\s*(?:[\p{Nd}]+(?:[.)\p{Nd}-]|\s-)|[IVX]+\.|ماده\s|§)/u.test(text);

/** The last words of a paragraph are short, but no label. */
const endsParagraph = ({ rect, isRightToLeft }: Phrase, { phrases }: PageText, { size }: Taken) =>
  phrases.some((other) => {
    const leading = bottomOf(rect) - bottomOf(other.rect);
    const isAligned = isRightToLeft
      ? Math.abs(rightOf(rect) - rightOf(other.rect)) < 4
      : Math.abs(rect.x - other.rect.x) < 4;
    return (
      isAligned &&
      leading > 0 &&
      leading <= rect.height * 1.7 &&
      other.rect.width > size.width * 0.5
    );
  });
