import type { DayRange } from "@/lib/i18n/calendar-periods";
import { startOfDay } from "@/lib/i18n/end-of-day";

export type SpannedDays = DayRange & {
  /** The first moment, and the first one after it, as a list of envelopes asks for them. */
  readonly sentFrom: Date;
  readonly sentTo: Date;
};

export function spanDays<Days extends DayRange>(days: Days, timeZone: string): Days & SpannedDays {
  const [sentFrom, sentTo] = [startOfDay(days.from, timeZone), startOfDay(days.until, timeZone, 1)];
  if (!sentFrom || !sentTo) throw new Error(`No such days: ${days.from}, ${days.until}`);
  return { ...days, sentFrom, sentTo };
}
