"use client";
import "./globals.css";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { defaultLocale, directionOf, isLocale } from "@/lib/i18n/locales";
import lastResort from "@/lib/i18n/messages/last-resort.json";
import { languageCookie } from "@/lib/i18n/preferences";

const never = () => () => undefined;

function readLanguageCookie(): string | undefined {
  const prefix = `${languageCookie}=`;
  return document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}

/** Replaces the root layout, which is where messages come from; so it brings its own three. */
export default function BrokenPortal({ retry }: { retry: () => void }) {
  const chosen = useSyncExternalStore(never, readLanguageCookie, () => undefined);
  const locale = isLocale(chosen) ? chosen : defaultLocale;
  const words = lastResort[locale];
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <body>
        <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-4 px-4">
          <title>{words.title}</title>
          <h1 className="text-xl font-semibold">{words.title}</h1>
          <p className="text-muted">{words.body}</p>
          <Button variant="primary" onClick={retry}>
            {words.tryAgain}
          </Button>
        </main>
      </body>
    </html>
  );
}
