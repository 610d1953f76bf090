import { useTranslations } from "next-intl";

export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded-md bg-tile px-4 py-2 text-sm font-medium text-on-tile focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
    >
      {t("skip")}
    </a>
  );
}
