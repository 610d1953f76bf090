import type { InputShape } from "@/lib/vocabulary/input-shape";
import { isActive } from "@/lib/vocabulary/input-shape";

type Values = Readonly<Record<string, unknown>>;

/**
 * Puts people's names into the options that begin as such (`InputShape.person`), when they begin to
 * count and nothing stands there. @param names in order
 */
export function withNames(
  shapes: readonly InputShape[],
  before: Values,
  after: Values,
  names: readonly string[],
): Values {
  const filled = shapes.flatMap((shape) => {
    const { name, person } = shape;
    const begins = !isActive(shape, shapes, before) && isActive(shape, shapes, after);
    const text = person === null ? undefined : names[person - 1]?.trim();
    return begins && text && !after[name] ? [[name, text]] : [];
  });
  return filled.length > 0 ? { ...after, ...Object.fromEntries(filled) } : after;
}

/** Puts the values of options into words that name them between `%`; undefined while one is empty. */
export function fillExample(words: string | undefined, values: Values): string | undefined {
  if (words === undefined) return undefined;
  let isWhole = true;
  const filled = words.replace(/%(\w+)%/g, (_, name: string) => {
    const value = String(values[name] ?? "");
    isWhole &&= value !== "";
    return value;
  });
  return isWhole ? filled : undefined;
}

/** Puts `inserted` where the text is marked from `start` to `end`. @returns also where the caret goes */
export const insertText = (text: string, inserted: string, start: number, end: number) => ({
  text: text.slice(0, start) + inserted + text.slice(end),
  caret: start + inserted.length,
});
