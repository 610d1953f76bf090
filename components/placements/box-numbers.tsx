"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toPdfRect } from "@/lib/placements/geometry";
import { toProviderRect } from "@/lib/placements/provider-rect";
import type { PageBox, ViewRect } from "@/lib/placements/schema";
import type { Box } from "./box";
import { rectOf, seenOn } from "./box";
import { useEditor } from "./editor-context";
import { LengthInput } from "./length-input";
import type { LengthUnit } from "./length-unit";
import { lengthUnits } from "./length-unit";

/** Place and size of one box to type, as seen from the upper left, and what the provider calls it. */
export function BoxNumbers({ box, page }: { box: Box; page: PageBox }) {
  const t = useTranslations("editor");
  const { store, counting } = useEditor();
  const [unit, setUnit] = useState<LengthUnit>("mm");
  const seen = seenOn(box, page);
  const change = (part: Partial<Pick<ViewRect, "x" | "y" | "width" | "height">>) => {
    const rect = toPdfRect({ ...seen, ...part }, page, 1);
    store.dispatch({ kind: "place", moves: [{ id: box.id, page: box.page, rect }] });
  };
  const theirs = toProviderRect(rectOf(box), page, counting);
  return (
    <div className="grid gap-2">
      <fieldset className="flex items-center gap-3 text-xs">
        <legend className="sr-only">{t("unit")}</legend>
        {lengthUnits.map((each) => (
          <label key={each} className="flex min-h-6 items-center gap-1.5">
            <input
              type="radio"
              checked={unit === each}
              className="accent-tile"
              onChange={() => setUnit(each)}
            />
            {t(`units.${each}`)}
          </label>
        ))}
      </fieldset>
      <div className="grid grid-cols-2 gap-2">
        {(["x", "y", "width", "height"] as const).map((part) => (
          <LengthInput
            key={part}
            label={t(`lengths.${part}`)}
            value={seen[part]}
            unit={unit}
            onChange={(length) => change({ [part]: length })}
          />
        ))}
      </div>
      <p className="text-xs text-muted">
        {t.rich("theirNumbers", {
          unit: counting.unit,
          origin: counting.origin,
          perPoint: counting.unitsPerPoint,
          x: toTenth(theirs.x),
          y: toTenth(theirs.y),
          width: toTenth(theirs.width),
          height: toTenth(theirs.height),
          bdi: (chunks) => (
            <bdi dir="ltr" className="whitespace-nowrap tabular-nums">
              {chunks}
            </bdi>
          ),
        })}
      </p>
    </div>
  );
}

const toTenth = (length: number): number => Math.round(length * 10) / 10;
