/** Minutes that a zone is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const value = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    value("year"),
    value("month") - 1,
    value("day"),
    value("hour"),
    value("minute"),
    value("second"),
  );
  return Math.round((local - Math.floor(instant / 1000) * 1000) / 60_000);
}

/** The last second of a day in a zone. @param day `2026-12-31`, as `<input type="date">` has it */
export function endOfDay(day: string, timeZone: string): Date | null {
  const asUtc = Date.parse(`${day}T23:59:59Z`);
  if (Number.isNaN(asUtc)) return null;
  const guess = asUtc - offsetAt(asUtc, timeZone) * 60_000;
  // The offset may differ between the guess and the end of the day when clocks change in between.
  return new Date(asUtc - offsetAt(guess, timeZone) * 60_000);
}

/** The day of an instant in a zone, as `<input type="date">` wants it. */
export function toDay(instant: Date, timeZone: string): string {
  const local = new Date(instant.getTime() + offsetAt(instant.getTime(), timeZone) * 60_000);
  return local.toISOString().slice(0, 10);
}

/** The first moment of the day that is `more` days later in a zone. @param day as in `endOfDay` */
export function startOfDay(day: string, timeZone: string, more = 0): Date | null {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const before = new Date(asUtc + (more - 1) * 86_400_000).toISOString().slice(0, 10);
  const end = endOfDay(before, timeZone);
  return end && new Date(end.getTime() + 1_000);
}
