"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";

export type SettingsPage = "profile" | "people" | "organisation" | "providers" | "audit" | "jobs";

/** The pages of the settings that the person's role opens. */
export function SettingsTabs({ pages }: { pages: readonly SettingsPage[] }) {
  const t = useTranslations("settings");
  const path = usePathname();
  return (
    <nav
      aria-label={t("navigation")}
      className="-mx-4 flex gap-1 overflow-x-auto border-b border-hairline px-4 md:mx-0 md:px-0"
    >
      {pages.map((page) => (
        <Link
          key={page}
          href={`/settings/${page}`}
          aria-current={`${path}/`.startsWith(`/settings/${page}/`) ? "page" : undefined}
          className="-mb-px flex h-10 items-center border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-muted no-underline -outline-offset-2 hover:text-ink aria-[current=page]:border-tile aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(page)}
        </Link>
      ))}
    </nav>
  );
}
