"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/class-names";
import { controlLook } from "@/components/ui/control-look";
import { Kbd } from "@/components/ui/kbd";

/** A plain form: it works before any script has loaded. Ctrl+K (Cmd+K) brings the caret here. */
export function SearchBox() {
  const t = useTranslations("shell");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusOnShortcut = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyK") return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener("keydown", focusOnShortcut);
    return () => window.removeEventListener("keydown", focusOnShortcut);
  }, []);
  return (
    <search className="min-w-0 grow md:max-w-96">
      <form action="/envelopes" className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute start-3 top-3 size-4 text-muted"
        />
        <input
          ref={input}
          type="search"
          name="q"
          aria-label={t("searchEnvelopes")}
          placeholder={t("searchEnvelopes")}
          aria-keyshortcuts="Control+K Meta+K"
          className={cn(controlLook, "h-10 ps-9 md:pe-16")}
        />
        {/* The keys read from the left everywhere, so they do not know where the line ends. */}
        <span className="pointer-events-none absolute end-2.5 top-2.5 hidden md:block">
          <Kbd className="block">{t("searchKeys")}</Kbd>
        </span>
      </form>
    </search>
  );
}
