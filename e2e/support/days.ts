const iranian = "fa-IR-u-ca-persian";
const later = (days: number) => new Date(Date.now() + days * 86_400_000);

/** A day to come as somebody in Iran types it: `۱۴۰۶/۰۹/۰۵`. */
export const typedJalaliDay = (days: number): string =>
  new Intl.DateTimeFormat(iranian, { year: "numeric", month: "2-digit", day: "2-digit" }).format(
    later(days),
  );

/** The year of that day as the portal writes it: `۱۴۰۶`. */
export const jalaliYear = (days: number): string => typedJalaliDay(days).slice(0, 4);
