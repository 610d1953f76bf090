import { useFormatter, useLocale, useNow } from "next-intl";
import { formatRelativeTime, formatUtc } from "@/lib/i18n/formats";
import type { MomentProps } from "./moment";
import { Moment } from "./moment";

/** `relative`: "3 days ago". The others are named formats of lib/i18n/formats.ts. */
type MomentStyle = "relative" | "short" | "date" | "stamp" | "full";

/** Tells what `Moment` shows of an instant. */
export function useMoment(): (at: Date, as: MomentStyle) => MomentProps {
  const format = useFormatter();
  const locale = useLocale();
  const now = useNow();
  return (at, as) => ({
    iso: at.toISOString(),
    words: as === "relative" ? formatRelativeTime(at, now, locale) : format.dateTime(at, as),
    exact: `${format.dateTime(at, "full")} · ${formatUtc(at)}`,
  });
}

/** An instant in the reader's words; the exact local time and UTC stand behind it. */
export function When({ at, as = "short" }: { at: Date; as?: MomentStyle }) {
  return <Moment {...useMoment()(at, as)} />;
}
