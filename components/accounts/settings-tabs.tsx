"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

export type SettingsPage =
  | "profile"
  | "people"
  | "teams"
  | "organisation"
  | "providers"
  | "audit"
  | "system";

/** The pages of the settings that the person's role opens. */
export function SettingsTabs({ pages }: { pages: readonly SettingsPage[] }) {
  const t = useTranslations("settings");
  const path = usePathname();
  const navigation = useRef<HTMLElement>(null);
  useEffect(() => showCurrent(navigation.current), []);
  return (
    <nav
      ref={navigation}
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

/** On a phone not all of them fit. Only the row itself scrolls, in either direction of reading. */
function showCurrent(navigation: HTMLElement | null): void {
  const current = navigation?.querySelector("[aria-current]")?.getBoundingClientRect();
  const row = navigation?.getBoundingClientRect();
  if (!current || !row) return;
  const middle = (box: DOMRect) => box.left + box.width / 2;
  navigation?.scrollBy({ left: middle(current) - middle(row) });
}
