/** The names of the two cookies in which a browser keeps how it wants to see the portal. */
export const languageCookie = "muhr_language";
export const themeCookie = "muhr_theme";
export const preferenceSeconds = 365 * 24 * 60 * 60;

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export function toTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Whether the side navigation is folded to icons: `open` or `collapsed`. */
export const navigationCookie = "muhr_navigation";

/** Which columns a person wants in the list of envelopes, between points; `none` for no more than must be. */
export const columnsCookie = "muhr_envelope_columns";
