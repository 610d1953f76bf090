import type { Taken } from "./free-space";
import { boxInside } from "./free-space";
import type { Rules } from "./read-rules";
import { cellAround } from "./read-rules";
import type { PageText, Phrase } from "./read-text";
import { bottomOf, rightOf } from "./read-text";
import type { ViewRect } from "./schema";

const widestCell = 420;
const highestCell = 250;
const longestColumn = 20;

/** @returns undefined when the word stands in no table; the places in its cell, beside or below */
export function boxesInTable(
  { rect, isRightToLeft }: Phrase,
  text: PageText,
  rules: Rules,
  taken: Taken,
): readonly ViewRect[] | undefined {
  const cellAt = (x: number, y: number) => {
    const cell = cellAround(x, y, rules);
    return cell && cell.width <= widestCell && cell.height <= highestCell ? cell : undefined;
  };
  const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  const cell = cellAt(middle.x, middle.y);
  if (!cell) return undefined;
  const isEmpty = (area: ViewRect): boolean =>
    !text.phrases.some(({ rect: other }) => {
      const [x, y] = [other.x + other.width / 2, other.y + other.height / 2];
      return x > area.x && x < rightOf(area) && y > area.y && y < bottomOf(area);
    });
  const under = { ...cell, y: bottomOf(rect), height: bottomOf(cell) - bottomOf(rect) };
  const inside = under.height >= 28 && isEmpty(under) ? boxInside(under, taken) : undefined;
  if (inside) return [inside];
  const beside = cellAt(isRightToLeft ? cell.x - 6 : rightOf(cell) + 6, middle.y);
  const besideBox = beside && isEmpty(beside) ? boxInside(beside, taken) : undefined;
  if (besideBox) return [besideBox];
  const column: ViewRect[] = [];
  for (let y = bottomOf(cell) + 6; column.length < longestColumn; ) {
    const next = cellAt(middle.x, y);
    const box = next && isEmpty(next) ? boxInside(next, taken) : undefined;
    if (!next || !box) break;
    column.push(box);
    y = bottomOf(next) + 6;
  }
  return column;
}
