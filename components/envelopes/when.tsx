import { useFormatter, useLocale, useNow } from "next-intl";
import { formatRelativeTime, formatUtc } from "@/lib/i18n/formats";

type WhenProps = {
  at: Date;
  /** `relative`: "3 days ago". The others are named formats of lib/i18n/formats.ts. */
  as?: "relative" | "short" | "date" | "full";
};

/** An instant in the reader's words; the exact local time and UTC stand behind it. */
export function When({ at, as = "short" }: WhenProps) {
  const format = useFormatter();
  const locale = useLocale();
  const now = useNow();
  return (
    <time
      dateTime={at.toISOString()}
      title={`${format.dateTime(at, "full")} · ${formatUtc(at)}`}
      className="whitespace-nowrap"
    >
      {as === "relative" ? formatRelativeTime(at, now, locale) : format.dateTime(at, as)}
    </time>
  );
}
