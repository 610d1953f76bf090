"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toPdfRect } from "@/lib/placements/geometry";
import { toProviderRect } from "@/lib/placements/provider-rect";
import type { PageBox } from "@/lib/placements/schema";
import type { Box } from "./box";
import { rectOf, seenOn } from "./box";
import { useEditor } from "./editor-context";
import type { Adjustment, BoxLength } from "./length-adjustment";
import { adjustmentOf } from "./length-adjustment";
import { LengthInput } from "./length-input";
import type { LengthUnit } from "./length-unit";
import { lengthUnits, toUnit } from "./length-unit";

/** Why `box` is not as it was typed, as long as nothing else is done with it. */
type Told = {
  readonly box: Box;
  readonly adjustment: Adjustment | { readonly code: "no_number" };
};

/** Place and size of one box to type, as seen from the upper left, and what the provider calls it. */
export function BoxNumbers({ box, page }: { box: Box; page: PageBox }) {
  const t = useTranslations("editor");
  const { store, counting } = useEditor();
  const [unit, setUnit] = useState<LengthUnit>("mm");
  const [told, setTold] = useState<Told>();
  const seen = seenOn(box, page);
  const change = (part: BoxLength, length: number) => {
    const wanted = { ...seen, [part]: length };
    const rect = toPdfRect(wanted, page, 1);
    const isTaken = store.dispatch({
      kind: "place",
      moves: [{ id: box.id, page: box.page, rect }],
    });
    const now = store.getState().boxes.find(({ id }) => id === box.id);
    // Why a rule refused it stands in the rail.
    const adjustment = now && isTaken ? adjustmentOf(part, wanted, seenOn(now, page)) : undefined;
    setTold(now && adjustment && { box: now, adjustment });
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
            onChange={(length) => change(part, length)}
            onRefuse={() => setTold({ box, adjustment: { code: "no_number" } })}
          />
        ))}
      </div>
      <div role="status" data-adjusted className="text-xs text-warning">
        {told?.box === box ? <Adjusted adjustment={told.adjustment} unit={unit} /> : null}
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

function Adjusted({ adjustment, unit }: { adjustment: Told["adjustment"]; unit: LengthUnit }) {
  const t = useTranslations("editor.adjusted");
  if (adjustment.code === "moved" || adjustment.code === "no_number") return t(adjustment.code);
  const { code, wanted, taken } = adjustment;
  const shown = (points: number) => toTenth(toUnit(points, unit));
  return t(code, { wanted: shown(wanted), taken: shown(taken), unit });
}

const toTenth = (length: number): number => Math.round(length * 10) / 10;
