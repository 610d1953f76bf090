import type { Locale } from "@/lib/i18n/locales";

/** `npm run test:whole` walks everything; `npm test` has half an hour. */
export const isWhole = process.env.MUHR_WHOLE === "1";

/** Both languages in `npm run test:whole`; in `npm test` one of them. */
export const localesHere = (usual: Locale): readonly Locale[] => (isWhole ? ["en", "fa"] : [usual]);
