import { toLatinDigits } from "@/lib/i18n/digits";

/**
 * The pages (1-based, in order, each once) that somebody wrote as "2-5, 8", in any digits.
 * @returns undefined when it is not such a list, or names a page that is not there
 */
export function readPageRange(text: string, pageCount: number): readonly number[] | undefined {
  const pages = new Set<number>();
  for (const part of toLatinDigits(text).split(/[,،;؛]/)) {
    const match = /^\s*(\d{1,5})\s*(?:[-–—‑]\s*(\d{1,5})\s*)?$/.exec(part);
    if (!match) return undefined;
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (first < 1 || last < first || last > pageCount) return undefined;
    for (let page = first; page <= last; page++) pages.add(page);
  }
  return [...pages].sort((one, other) => one - other);
}
