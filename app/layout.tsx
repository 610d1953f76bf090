import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/vazirmatn/wght.css";
import "@fontsource-variable/noto-sans-devanagari/wght.css";
import "sonner/dist/styles.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { directionOf } from "@/lib/i18n/locales";
import { themeCookie, toTheme } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const brand = (await getTranslations("common"))("brand");
  return { title: { default: brand, template: `%s · ${brand}` } };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#12181b" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const theme = toTheme((await cookies()).get(themeCookie)?.value);
  // A recipient's phone loads what stands here too: only the words of `error.tsx`.
  const { common, pages } = await getMessages();
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={theme}>
      <body>
        <NextIntlClientProvider messages={{ common, pages }}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
