import type { Locale } from "@/lib/i18n/locales";

/** Both languages in `npm run test:editor`; in `npm test`, which has half an hour, one of them. */
export const localesHere = (usual: Locale): readonly Locale[] =>
  process.env.MUHR_WHOLE === "1" ? ["en", "fa"] : [usual];
