/**
 * A time as .NET writes it: up to seven decimals, year 1 for "never", perhaps no zone.
 * @param zone of a time without one: `Z` or `+05:00`
 */
export function toDate(text: string | null | undefined, zone = "Z"): Date | null {
  if (!text || text.startsWith("0001-")) return null;
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(
    text.trim(),
  );
  if (!parts) return null;
  const [, day, time, fraction = "", written = zone] = parts;
  const date = new Date(`${day}T${time}${fraction.slice(0, 4)}${written}`);
  return Number.isNaN(date.getTime()) ? null : date;
}
