"use client";
import { PanelLeftClose, PanelLeftOpen, Plus } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { LinkButton } from "@/components/ui/link-button";
import { navigationCookie } from "@/lib/i18n/preferences";
import { BrandMark } from "./brand-mark";
import { currentDestination, destinationsFor, prefetchOn } from "./destinations";
import { savePreference } from "./save-preference";

type SideNavigationProps = { mayInvite: boolean; mayCreate: boolean; collapsed: boolean };

/** 224 px of icons and words; collapsed, icons alone whose names remain for screen readers. */
export function SideNavigation({ mayInvite, mayCreate, collapsed: atFirst }: SideNavigationProps) {
  const t = useTranslations("shell");
  const brand = useTranslations("common")("brand");
  const [collapsed, setCollapsed] = useState(atFirst);
  const destinations = destinationsFor({ mayInvite });
  const pathname = usePathname();
  const prefetch = prefetchOn(pathname);
  const current = currentDestination(pathname, destinations);
  const toggle = () => {
    savePreference(navigationCookie, collapsed ? "open" : "collapsed");
    setCollapsed(!collapsed);
  };
  const Toggle = collapsed ? PanelLeftOpen : PanelLeftClose;
  const words = collapsed ? "sr-only" : "truncate";
  return (
    <nav
      aria-label={t("navigation")}
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col gap-4 border-e border-hairline bg-sunken p-3 md:flex",
        collapsed ? "w-16" : "w-56",
      )}
    >
      <Link
        href="/"
        prefetch={prefetch}
        className="flex h-10 items-center gap-2.5 rounded-md px-1 text-base font-semibold no-underline"
      >
        <BrandMark className="size-8" />
        <span className={words}>{brand}</span>
      </Link>
      {mayCreate ? (
        <LinkButton
          href="/envelopes/new"
          prefetch={prefetch}
          variant="primary"
          size={collapsed ? "icon" : "normal"}
          title={collapsed ? t("newEnvelope") : undefined}
        >
          <Plus aria-hidden />
          <span className={words}>{t("newEnvelope")}</span>
        </LinkButton>
      ) : null}
      <ul className="grid gap-0.5">
        {destinations.map(({ href, words: name, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={prefetch}
              aria-current={href === current ? "page" : undefined}
              title={collapsed ? t(name) : undefined}
              className={cn(
                "flex h-10 items-center gap-3 rounded-md px-3 text-sm text-ink no-underline hover:bg-neutral-soft",
                "aria-[current=page]:bg-tile-soft aria-[current=page]:font-medium",
                "aria-[current=page]:text-on-tile-soft",
              )}
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              <span className={words}>{t(name)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Button
        variant="quiet"
        size="icon"
        aria-label={collapsed ? t("expand") : t("collapse")}
        aria-expanded={!collapsed}
        onClick={toggle}
        className="mt-auto text-muted"
      >
        <Toggle aria-hidden className="rtl:-scale-x-100" />
      </Button>
    </nav>
  );
}
