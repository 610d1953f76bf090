"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { currentDestination, destinationsFor, prefetchOn } from "./destinations";

/** The same places within reach of a thumb. People stand inside the settings here. */
export function BottomNavigation({ mayCreate }: { mayCreate: boolean }) {
  const t = useTranslations("shell");
  const destinations = destinationsFor({ mayInvite: false });
  const pathname = usePathname();
  const prefetch = prefetchOn(pathname);
  const current = currentDestination(pathname, destinations);
  const look =
    "grid min-w-0 grow basis-0 justify-items-center gap-0.5 py-2 text-[0.6875rem] no-underline -outline-offset-2";
  return (
    <nav
      aria-label={t("navigation")}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-hairline bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {mayCreate ? (
        <Link
          href="/envelopes/new"
          prefetch={prefetch}
          aria-label={t("newEnvelope")}
          className={`${look} order-1 font-medium text-tile`}
        >
          <Plus aria-hidden className="size-5" />
          <span className="max-w-full truncate">{t("new")}</span>
        </Link>
      ) : null}
      {destinations.map(({ href, words, icon: Icon }) => (
        <Link
          key={href}
          href={href}
          prefetch={prefetch}
          aria-current={href === current ? "page" : undefined}
          className={`${look} text-muted last:order-2 aria-[current=page]:font-medium aria-[current=page]:text-tile`}
        >
          <Icon aria-hidden className="size-5" />
          <span className="max-w-full truncate">{t(words)}</span>
        </Link>
      ))}
    </nav>
  );
}
