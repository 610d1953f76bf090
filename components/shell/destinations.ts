import type { LucideIcon } from "lucide-react";
import { ChartColumn, FileStack, House, LayoutTemplate, Settings, Users } from "lucide-react";

export type Destination = {
  readonly href: string;
  readonly words: "home" | "envelopes" | "reports" | "templates" | "people" | "settings";
  readonly icon: LucideIcon;
};

/** Where the navigation leads. People are listed only for those who may invite. */
export function destinationsFor({ mayInvite }: { mayInvite: boolean }): Destination[] {
  return [
    { href: "/", words: "home", icon: House },
    { href: "/envelopes", words: "envelopes", icon: FileStack },
    { href: "/reports", words: "reports", icon: ChartColumn },
    { href: "/templates", words: "templates", icon: LayoutTemplate },
    ...(mayInvite ? [{ href: "/settings/people", words: "people", icon: Users } as const] : []),
    { href: "/settings", words: "settings", icon: Settings },
  ];
}

/** The destination that a path lies under; of several the most exact one. */
export function currentDestination(
  path: string,
  destinations: readonly Destination[],
): string | undefined {
  return destinations
    .filter(({ href }) => path === href || (href !== "/" && path.startsWith(`${href}/`)))
    .sort((one, other) => other.href.length - one.href.length)[0]?.href;
}

/**
 * Whether links may fetch ahead where they lead. Not beside a document that is about to be drawn: they
 * would take the line and the processor from it.
 */
export const prefetchOn = (pathname: string): false | null =>
  /^\/envelopes\/[^/]+\/boxes$/.test(pathname) ? false : null;
