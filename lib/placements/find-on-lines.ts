import type { Found } from "./found-place";
import type { Taken } from "./free-space";
import { boxOnLine } from "./free-space";
import type { WritingLine } from "./label-line";
import { findLabels, judgeLine } from "./label-line";
import type { Rules } from "./read-rules";
import { isBorder } from "./read-rules";
import type { PageText } from "./read-text";
import { bottomOf, rightOf } from "./read-text";
import type { ViewRect } from "./schema";

/** Drawn lines that are shorter or longer are no lines to sign on. Points. */
const shortestRule = 60;
const longestRule = 300;
/** Contracts are signed at their end: below this share of the page a party's word is enough. */
const endOfPage = 0.45;
const closingReach = 150;

/** Lines to write on that a word beside them makes places to sign. */
export function findOnLines(text: PageText, rules: Rules, taken: Taken): Found[] {
  const lines = writingLines(text, rules);
  return lines.flatMap((line) => foundOnLine(line, lines, text, taken));
}

function writingLines(text: PageText, rules: Rules): WritingLine[] {
  const typed = text.lines.map((rect) => {
    return { rect, base: bottomOf(rect) - rect.height * 0.12, isDrawn: false };
  });
  const isUnderlining = (rule: ViewRect) =>
    text.phrases.some(({ rect }) => {
      const shared = Math.min(rightOf(rect), rightOf(rule)) - Math.max(rect.x, rule.x);
      const distance = rule.y - bottomOf(rect);
      return distance > -rect.height * 0.6 && distance < 5 && shared > rule.width * 0.3;
    });
  const drawn = rules.horizontal
    .filter(({ width }) => width >= shortestRule && width <= longestRule)
    .filter((rule) => !isBorder(rule, rules) && !isUnderlining(rule))
    .map((rect) => ({ rect, base: rect.y, isDrawn: true }));
  return [...typed, ...drawn];
}

function foundOnLine(
  line: WritingLine,
  lines: readonly WritingLine[],
  text: PageText,
  taken: Taken,
): Found[] {
  // "In witness whereof …" is a sentence, and directly above.
  const isUnderHeading = text.phrases.some(({ label, rect }) => {
    const distance = line.base - bottomOf(rect);
    const reach = label.isSentence ? closingReach : Number.POSITIVE_INFINITY;
    return label.kind === "heading" && distance > -2 && distance < reach;
  });
  const isLikelyPlace = line.base > taken.size.height * endOfPage || isUnderHeading;
  const finding = judgeLine(findLabels(line, lines, text), isLikelyPlace);
  if (!finding) return [];
  const box = boxOnLine(line.rect, line.base, taken);
  const reason = line.isDrawn ? "line_with_word" : "underscores";
  const words = finding.by.map((phrase) => phrase.text).join(" ");
  return [{ box, reason, confidence: finding.isCertain ? 0.9 : 0.6, words, by: finding.by }];
}
