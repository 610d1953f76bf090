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
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
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
  const { store, say } = useEditor();
  return (
    <fieldset dir="ltr" className="flex flex-wrap gap-0.5">
      <legend className="sr-only">{t("arrange")}</legend>
      {arrangements.map((how) => {
        const Icon = icons[how];
        const words = t(`arrangements.${how}`);
        return (
          <Button
            key={how}
            variant="quiet"
            size="icon"
            className="size-9 pointer-coarse:size-11"
            aria-label={words}
            title={words}
            disabled={count < 3 && (how === "across" || how === "down")}
            onClick={() => {
              store.dispatch({ kind: "arrange", how });
              say(words);
            }}
          >
            <Icon aria-hidden />
          </Button>
        );
      })}
    </fieldset>
  );
}
