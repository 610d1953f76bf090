"use client";
import { Maximize, Minus, MoveHorizontal, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Fit } from "@/components/pdf/page-layout";
import { Button } from "@/components/ui/button";
import { ToolButton } from "./tool-button";
import type { Zooming } from "./use-editor-zoom";

export type ZoomToolsProps = {
  zoom: number;
  wish: number | Fit;
  zooming: Zooming;
};

/** CSS pixels per point at which a page has its size on paper: CSS counts 96 px to the inch. */
const fullSize = 96 / 72;

/** Everything that two fingers or a wheel can do, for one finger and for the keyboard. */
export function ZoomTools({ zoom, wish, zooming }: ZoomToolsProps) {
  const t = useTranslations("editor");
  const { setWish, zoomBy } = zooming;
  return (
    <>
      <ToolButton words={t("zoomOut")} onPress={() => zoomBy(-1)}>
        <Minus aria-hidden />
      </ToolButton>
      <Button
        variant="quiet"
        size="small"
        className="min-w-14 px-1 tabular-nums pointer-coarse:h-11"
        aria-label={t("zoomFull", { zoom: zoom / fullSize })}
        onClick={() => setWish(fullSize)}
      >
        {t("zoomNow", { zoom: zoom / fullSize })}
      </Button>
      <ToolButton words={t("zoomIn")} onPress={() => zoomBy(1)}>
        <Plus aria-hidden />
      </ToolButton>
      <ToolButton
        words={t("zoomFit")}
        isPressed={wish === "width"}
        onPress={() => setWish("width")}
      >
        <MoveHorizontal aria-hidden />
      </ToolButton>
      <ToolButton words={t("zoomPage")} isPressed={wish === "page"} onPress={() => setWish("page")}>
        <Maximize aria-hidden />
      </ToolButton>
    </>
  );
}
