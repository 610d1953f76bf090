const base = "https://portal.invalid";

/**
 * Where to go after signing in: a path of this portal, else Home. Refused is all that a browser
 * could read as another host: `//`, `/\`, control characters, `@`, encoded slashes.
 */
export function toSafePath(asked: string | null | undefined): string {
  if (!asked || asked.length > 2_000) return "/";
  const path = asked.split(/[?#]/, 1)[0] ?? "";
  const isPlain =
    asked.startsWith("/") &&
    !asked.startsWith("//") &&
    !/[\p{Cc}\\]/u.test(asked) &&
    !/@|%2f|%5c|\/\//i.test(path);
  if (!isPlain) return "/";
  const url = new URL(asked, base);
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : "/";
}

/** The address of the sign-in page that leads back to `from`. */
export function signInPath(from: string | null): string {
  const next = toSafePath(from);
  return next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
}
