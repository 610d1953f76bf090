"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useId } from "react";
import { positionRect } from "@/lib/placements/position-rect";
import type { BoxPosition } from "@/lib/vocabulary/capabilities";
import { boxPositions } from "@/lib/vocabulary/capabilities";
import { rectOf } from "./box";
import { useEditor, useEditorState } from "./editor-context";
import type { Move } from "./editor-state";
import { toMillimetres } from "./place-box";

/** The chosen boxes at one of the places that the provider knows by name, or free. */
export function BoxPlaces() {
  const t = useTranslations("editor.places");
  const { store, pages, positions, say } = useEditor();
  const name = useId();
  const chosen = useEditorState(({ boxes, selection }) => {
    const places = new Set<BoxPosition | "free">(
      boxes.filter(({ id }) => selection.includes(id)).map(({ position }) => position ?? "free"),
    );
    return places.size === 1 ? [...places][0] : undefined;
  });
  if (!positions) return null;
  const choose = (position: BoxPosition | undefined) => {
    const moves = store.selectedBoxes().flatMap((box): Move[] => {
      const page = pages[box.page - 1];
      if (!page) return [];
      const rect = position ? positionRect(position, page, positions) : rectOf(box);
      return [{ id: box.id, page: box.page, rect, position }];
    });
    if (store.dispatch({ kind: "place", moves })) say(t(`names.${position ?? "free"}`));
  };
  const radio = { name, chosen, onChoose: choose };
  return (
    <div role="radiogroup" aria-labelledby={`${name}-label`} className="grid gap-1.5 text-xs">
      <span id={`${name}-label`} className="text-muted">
        {t("label")}
      </span>
      <Place {...radio} className="flex min-h-6 w-fit items-center gap-1.5 pointer-coarse:min-h-11">
        {t("names.free")}
      </Place>
      {/* A page does not turn around with the words beside it. */}
      <div
        dir="ltr"
        className="grid w-36 grid-cols-3 overflow-hidden rounded-sm border border-edge bg-surface pointer-coarse:w-48"
      >
        {boxPositions.map((position) =>
          positions.names.includes(position) ? (
            <Place
              key={position}
              {...radio}
              position={position}
              title={t(`names.${position}`)}
              className="grid min-h-9 place-items-center hover:bg-neutral-soft has-checked:bg-tile-soft pointer-coarse:min-h-11"
            >
              <span className="sr-only">{t(`names.${position}`)}</span>
            </Place>
          ) : (
            <span key={position} />
          ),
        )}
      </div>
      {chosen && chosen !== "free" ? (
        <p className="text-muted">
          <span className="font-medium text-ink">{t(`names.${chosen}`)}.</span>{" "}
          {t("decided", {
            width: toMillimetres(positions.width),
            height: toMillimetres(positions.height),
          })}
        </p>
      ) : null}
    </div>
  );
}

type PlaceProps = {
  name: string;
  chosen: BoxPosition | "free" | undefined;
  /** Missing for no named place. */
  position?: BoxPosition;
  title?: string;
  className: string;
  children: ReactNode;
  onChoose: (position: BoxPosition | undefined) => void;
};

function Place({ name, chosen, position, title, className, children, onChoose }: PlaceProps) {
  return (
    <label title={title} className={className}>
      <input
        type="radio"
        name={name}
        checked={chosen === (position ?? "free")}
        className="accent-tile"
        onChange={() => onChoose(position)}
      />
      {children}
    </label>
  );
}
