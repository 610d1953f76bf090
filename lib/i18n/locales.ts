/**
 * The languages of the interface. One line here plus one message file adds a language: the tests
 * then ask for every key. Planned: uz-Latn, uz-Cyrl, kaa, ru, hi.
 */
export const locales = ["en", "fa"] as const;
export type Locale = (typeof locales)[number];
export type Direction = "ltr" | "rtl";

export const defaultLocale: Locale = "en";

type LocaleFacts = {
  /** What its own speakers call it; shown untranslated, so that they find it. */
  readonly ownName: string;
  readonly direction: Direction;
  /** Used until the organisation or the person names a zone. */
  readonly timeZone: string;
};

const facts: Record<Locale, LocaleFacts> = {
  en: { ownName: "English", direction: "ltr", timeZone: "UTC" },
  fa: { ownName: "فارسی", direction: "rtl", timeZone: "Asia/Tehran" },
};

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (locales as readonly string[]).includes(value);
}

export function directionOf(locale: Locale): Direction {
  return facts[locale].direction;
}

export function ownNameOf(locale: Locale): string {
  return facts[locale].ownName;
}

export function usualTimeZoneOf(locale: Locale): string {
  return facts[locale].timeZone;
}

/** The first language of an `Accept-Language` header that we speak (RFC 9110, section 12.5.4). */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  const wishes = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((item) => item.trim()).find((item) => item.startsWith("q="));
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter((wish) => wish.tag !== "" && wish.quality > 0)
    .sort((one, other) => other.quality - one.quality);
  for (const { tag } of wishes) {
    const known = matchLocale(tag);
    if (known) return known;
  }
  return defaultLocale;
}

/** `fa-IR` and `FA` are both `fa`; a tag that we do not speak is undefined. */
function matchLocale(tag: string): Locale | undefined {
  const parts = tag.toLowerCase().split("-");
  for (let length = parts.length; length > 0; length--) {
    const prefix = parts.slice(0, length).join("-");
    const known = locales.find((locale) => locale.toLowerCase() === prefix);
    if (known) return known;
  }
  return undefined;
}
