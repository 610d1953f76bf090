"use client";
import { LayoutTemplate } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Layout } from "@/lib/placements/apply-layout";
import { useEditorState } from "./editor-context";
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
        <Button
          variant="quiet"
          size="icon"
          className="size-9 pointer-coarse:size-11"
          aria-label={t("earlier")}
          title={t("earlier")}
        >
          <LayoutTemplate aria-hidden />
        </Button>
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

/** As long as there is no box: the newest layout in one press. */
export function LayoutOffer({ layouts }: { layouts: readonly Layout[] }) {
  const t = useTranslations("layouts");
  const format = useFormatter();
  const place = useLayout();
  const isEmpty = useEditorState(({ boxes }) => boxes.length === 0);
  const [newest] = layouts;
  if (!newest || !isEmpty) return null;
  return (
    <section
      aria-label={t("earlier")}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline bg-tile-soft px-3 py-1.5 text-xs text-on-tile-soft md:px-4"
    >
      <LayoutTemplate aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 grow basis-52">{t("offer")}</p>
      <Button
        size="small"
        className="h-auto min-h-8 max-w-full py-1 text-start whitespace-normal pointer-coarse:min-h-11"
        onClick={() => place(newest)}
      >
        <span>
          {t.rich("use", {
            title: newest.title,
            when: format.dateTime(newest.at, "date"),
            bdi: (chunks) => <bdi>{chunks}</bdi>,
          })}
        </span>
      </Button>
    </section>
  );
}
