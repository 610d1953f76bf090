import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "./providers";
import { Words } from "./words";

/** The words of every page, menus and toasts: for the pages of the office, not for those of recipients. */
export async function PortalProviders({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce");
  return (
    <Words>
      <Providers {...(nonce ? { nonce } : {})}>{children}</Providers>
    </Words>
  );
}
