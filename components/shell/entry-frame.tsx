import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Theme } from "@/lib/i18n/preferences";
import { BrandMark } from "./brand-mark";
import { LanguageMenu } from "./language-menu";
import { SkipLink } from "./skip-link";
import { ThemeMenu } from "./theme-menu";

type EntryFrameProps = {
  title: ReactNode;
  description?: ReactNode;
  theme: Theme;
  children: ReactNode;
};

/** Sign-in, set-up, invitations: one calm column. Brings the page's `h1` and `main`. */
export function EntryFrame({ title, description, theme, children }: EntryFrameProps) {
  const brand = useTranslations("common")("brand");
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="flex h-14 items-center justify-between gap-2 px-4 md:px-6">
        <span className="flex items-center gap-2.5 text-base font-semibold">
          <BrandMark className="size-8" />
          {brand}
        </span>
        <span className="flex items-center gap-1">
          <LanguageMenu />
          <ThemeMenu theme={theme} />
        </span>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto grid w-full max-w-md content-start gap-6 px-4 pt-[min(12vh,7rem)] pb-16 outline-none"
      >
        <div className="grid gap-1.5">
          <h1 className="text-xl font-semibold">{title}</h1>
          {description ? <p className="text-sm text-muted">{description}</p> : null}
        </div>
        {children}
      </main>
    </div>
  );
}
