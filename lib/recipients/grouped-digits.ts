/** Between groups of three, as a character class: commas of three keyboards, apostrophes, spaces. */
export const groupMarks = ",٬،'’\\s";
const betweenGroups = new RegExp(`[${groupMarks}]+`);

/**
 * `12,500,000` -> `12500000`. Undefined when the groups are not of three, because `12,5` can be meant
 * as twelve and a half. @param text Latin digits
 */
export function ungroupDigits(text: string): string | undefined {
  const groups = text.trim().split(betweenGroups);
  const [first = "", ...others] = groups;
  const isGrouped = /^\d{1,3}$/.test(first) && others.every((group) => /^\d{3}$/.test(group));
  const isPlain = others.length === 0 && /^\d+$/.test(first);
  return isGrouped || isPlain ? groups.join("") : undefined;
}

/** Whether more digits at the end can complete the last group: `12,50`. */
export const isLastGroupOpen = (text: string): boolean =>
  ["0", "00", "000"].some((digits) => ungroupDigits(`${text}${digits}`) !== undefined);

/** `12500000` -> `12,500,000`, or `۱۲٬۵۰۰٬۰۰۰` in Persian. */
export const groupDigits = (value: bigint, locale: string): string =>
  new Intl.NumberFormat(locale).format(value);
