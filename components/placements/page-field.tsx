"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Input } from "@/components/ui/input";
import { toLatinDigits } from "@/lib/i18n/digits";
import { useEditor } from "./editor-context";
import { useSharedValue } from "./shared-value";

/** The page that is looked at; another number, in any digits, and Enter go there. */
export function PageField({ onGo }: { onGo: (pageIndex: number) => void }) {
  const t = useTranslations("editor");
  const format = useFormatter();
  const { pages, currentPage, say } = useEditor();
  const current = useSharedValue(currentPage, (index) => index);
  const [typed, setTyped] = useState<string>();
  const [isWrong, setIsWrong] = useState(false);
  const shown = format.number(current + 1, { useGrouping: false });
  const take = (written: string) => {
    const page = Number(toLatinDigits(written.trim()));
    const isThere = Number.isInteger(page) && page >= 1 && page <= pages.length;
    setTyped(undefined);
    setIsWrong(!isThere);
    if (isThere) onGo(page - 1);
    else say(t("noSuchPage", { total: pages.length }));
  };
  return (
    <span className="flex items-center gap-1.5 text-xs whitespace-nowrap text-muted tabular-nums">
      <Input
        aria-label={t("pageField", { total: pages.length })}
        inputMode="numeric"
        autoComplete="off"
        enterKeyHint="go"
        className="h-8 w-12 px-1 text-center text-xs tabular-nums pointer-coarse:h-11"
        value={typed ?? shown}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setIsWrong(false);
        }}
        onBlur={() => {
          setTyped(undefined);
          setIsWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") setTyped(undefined);
          if (event.key !== "Enter") return;
          // Else the page, which has the keyboard now, would take this Enter for a box.
          event.preventDefault();
          take(event.currentTarget.value);
        }}
      />
      <span aria-hidden className={isWrong ? "text-warning" : undefined}>
        {t(isWrong ? "pagesOnly" : "ofPages", { total: pages.length })}
      </span>
    </span>
  );
}
