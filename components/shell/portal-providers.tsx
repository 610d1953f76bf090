import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { Providers } from "./providers";

/** All words, menus and toasts: for the pages of the office, not for those of recipients. */
export async function PortalProviders({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce");
  return (
    <NextIntlClientProvider>
      <Providers {...(nonce ? { nonce } : {})}>{children}</Providers>
    </NextIntlClientProvider>
  );
}
