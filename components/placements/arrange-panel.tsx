"use client";
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  MoveHorizontal,
  MoveVertical,
  Scaling,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { directionOf } from "@/lib/i18n/locales";
import type { Arrangement } from "@/lib/placements/arrange";
import { arrangements } from "@/lib/placements/arrange";
import { useEditor } from "./editor-context";

/** Physical in every language: a page does not turn around with the words beside it. */
const icons: Record<Arrangement, typeof Scaling> = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
  across: AlignHorizontalSpaceBetween,
  down: AlignVerticalSpaceBetween,
  width: MoveHorizontal,
  height: MoveVertical,
  size: Scaling,
};

/** Six ways to align, two to space evenly (from three boxes on), three to match sizes. */
export function ArrangePanel({ count }: { count: number }) {
  const t = useTranslations("editor");
  const direction = directionOf(useLocale());
  const { store, say } = useEditor();
  return (
    <fieldset
      dir="ltr"
      className="flex flex-wrap gap-0.5 pointer-coarse:grid pointer-coarse:grid-cols-2"
    >
      <legend className="sr-only">{t("arrange")}</legend>
      {arrangements.map((how) => {
        const Icon = icons[how];
        const words = t(`arrangements.${how}`);
        return (
          <Button
            key={how}
            variant="quiet"
            size="icon"
            dir={direction}
            className="size-9 pointer-coarse:h-auto pointer-coarse:min-h-11 pointer-coarse:w-full pointer-coarse:justify-start pointer-coarse:px-2 pointer-coarse:text-start pointer-coarse:text-xs pointer-coarse:whitespace-normal"
            title={words}
            disabled={count < 3 && (how === "across" || how === "down")}
            onClick={() => {
              store.dispatch({ kind: "arrange", how });
              say(words);
            }}
          >
            <Icon aria-hidden />
            {/* A finger meets no tooltip. */}
            <span className="sr-only pointer-coarse:not-sr-only">{words}</span>
          </Button>
        );
      })}
    </fieldset>
  );
}
