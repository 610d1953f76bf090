import { preferenceSeconds } from "@/lib/i18n/preferences";

/**
 * Kept by the browser and read by the server at the next request, so nothing flashes. The Cookie
 * Store API is missing on plain http, which is how many offices will run this.
 */
export function savePreference(cookie: string, value: string): void {
  const written = `${cookie}=${value}; path=/; max-age=${preferenceSeconds}; SameSite=Lax`;
  Reflect.set(document, "cookie", written);
}
