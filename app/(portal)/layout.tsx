import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { HoldBanner } from "@/components/envelopes/hold-banner";
import { PortalFrame } from "@/components/shell/portal-frame";
import { PortalProviders } from "@/components/shell/portal-providers";
import { Words } from "@/components/shell/words";
import { signOutAction } from "@/lib/accounts/actions";
import { loadShell } from "@/lib/accounts/loaders";
import { loadHold } from "@/lib/envelopes/loaders";
import { navigationCookie, themeCookie, toTheme } from "@/lib/i18n/preferences";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const shell = await loadShell();
  const hold = await loadHold();
  const kept = await cookies();
  return (
    <PortalProviders>
      <PortalFrame
        {...shell}
        theme={toTheme(kept.get(themeCookie)?.value)}
        collapsed={kept.get(navigationCookie)?.value === "collapsed"}
        onSignOut={signOutAction}
      >
        {hold ? (
          <Words of={["errors"]}>
            <HoldBanner mayRelease={hold.mayRelease} />
          </Words>
        ) : null}
        {children}
      </PortalFrame>
    </PortalProviders>
  );
}
