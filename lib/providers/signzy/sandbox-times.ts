import type { Switches } from "./sandbox-switches";

const indian = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Kolkata",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** Empty while it has not come. */
export function toTime(time: Date | null, { times }: Switches): string {
  if (time === null) return "";
  return times === "iso" ? time.toISOString() : indian.format(time);
}
