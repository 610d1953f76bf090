"use client";
import { LayoutTemplate, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Layout } from "@/lib/placements/apply-layout";
import { useEditor } from "./editor-context";
import { ToolButton } from "./tool-button";
import { useLayout } from "./use-layout";

/** Earlier layouts that fit these pages; all boxes of now give way to the chosen one. */
export function LayoutTool({ layouts }: { layouts: readonly Layout[] }) {
  const t = useTranslations("layouts");
  const format = useFormatter();
  const place = useLayout();
  if (layouts.length === 0) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <ToolButton words={t("earlier")}>
          <LayoutTemplate aria-hidden />
        </ToolButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-[min(24rem,calc(100vw-1rem))]">
        <DropdownMenuLabel>{t("earlierHelp")}</DropdownMenuLabel>
        {layouts.map((layout) => (
          <DropdownMenuItem
            key={layout.id}
            className="h-auto min-h-11 flex-wrap gap-x-2 gap-y-0 py-1.5"
            onSelect={() => place(layout)}
          >
            <bdi className="max-w-full truncate">{layout.title}</bdi>
            <span className="text-xs opacity-80">
              {t("facts", {
                when: format.dateTime(layout.at, "date"),
                count: layout.boxes.length,
              })}
            </span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/**
 * For a draft that was opened without a box: the newest layout in one press. It stays until it is
 * taken or sent away, so that the pages do not move under the first box that is placed.
 */
export function LayoutOffer({ layouts }: { layouts: readonly Layout[] }) {
  const t = useTranslations("layouts");
  const format = useFormatter();
  const place = useLayout();
  const { store } = useEditor();
  const [isOpen, setIsOpen] = useState(() => store.getState().boxes.length === 0);
  const [newest] = layouts;
  if (!newest || !isOpen) return null;
  return (
    <section
      aria-label={t("earlier")}
      className="flex shrink-0 items-center gap-3 border-b border-hairline bg-tile-soft px-3 py-1.5 text-xs text-on-tile-soft md:px-4"
    >
      <LayoutTemplate aria-hidden className="size-4 shrink-0 max-sm:hidden" />
      <p className="min-w-0 grow max-sm:hidden">{t("offer")}</p>
      <Button
        size="small"
        className="h-auto min-h-8 min-w-0 shrink py-1 text-start whitespace-normal max-sm:grow max-sm:justify-start pointer-coarse:min-h-11"
        onClick={() => {
          place(newest);
          setIsOpen(false);
        }}
      >
        <span className="line-clamp-2">
          {t.rich("use", {
            title: newest.title,
            when: format.dateTime(newest.at, "date"),
            bdi: (chunks) => <bdi>{chunks}</bdi>,
          })}
        </span>
      </Button>
      <Button
        variant="quiet"
        size="smallIcon"
        className="pointer-coarse:size-11"
        aria-label={t("withoutIt")}
        title={t("withoutIt")}
        onClick={() => setIsOpen(false)}
      >
        <X aria-hidden />
      </Button>
    </section>
  );
}
