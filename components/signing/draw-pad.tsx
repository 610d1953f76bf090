"use client";
import { Eraser, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PointerEvent as ReactPointerEvent } from "react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { markInk, markPaper } from "./mark-ink";
import type { Point, Stroke } from "./strokes";
import { strokeLimit, thinStroke, toPadPath, toPadPoint } from "./strokes";

/** Width by height. */
export const padAspect = 2.2;

type DrawPadProps = { strokes: readonly Stroke[]; onChange: (strokes: readonly Stroke[]) => void };

/** Finger, mouse or pen; lines of one width, kept as points and never as a picture. */
export function DrawPad({ strokes, onChange }: DrawPadProps) {
  const t = useTranslations("sign.draw");
  const current = useRef<Point[] | null>(null);
  const live = useRef<SVGPathElement>(null);
  // While the pen is down React is not asked: a path attribute per event keeps up with any device.
  const show = () => live.current?.setAttribute("d", toPadPath(current.current ?? [], padAspect));
  const add = (event: ReactPointerEvent<SVGSVGElement>) => {
    const pad = event.currentTarget.getBoundingClientRect();
    const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of moves.length > 0 ? moves : [event]) {
      current.current?.push(toPadPoint({ x: clientX, y: clientY }, pad));
    }
    show();
  };
  const start = (event: ReactPointerEvent<SVGSVGElement>) => {
    if (!event.isPrimary || event.button !== 0 || strokes.length >= strokeLimit) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    current.current = [];
    add(event);
  };
  const finish = () => {
    const stroke = current.current;
    current.current = null;
    show();
    if (stroke && stroke.length > 0) onChange([...strokes, thinStroke(stroke, padAspect)]);
  };
  return (
    <div className="grid gap-2">
      <div className="relative rounded-md border border-edge" style={{ background: markPaper }}>
        <svg
          role="img"
          aria-label={t("label", { count: strokes.length })}
          viewBox={`0 0 ${padAspect} 1`}
          className="block w-full cursor-crosshair touch-none select-none"
          style={{ aspectRatio: padAspect }}
          fill="none"
          stroke={markInk}
          strokeWidth={0.02}
          strokeLinecap="round"
          strokeLinejoin="round"
          onPointerDown={start}
          onPointerMove={(event) => (current.current ? add(event) : undefined)}
          onPointerUp={finish}
          onPointerCancel={finish}
        >
          <path d={`M0.12 0.78H${padAspect - 0.12}`} strokeWidth={0.006} opacity={0.35} />
          <path d={strokes.map((stroke) => toPadPath(stroke, padAspect)).join("")} />
          <path ref={live} />
        </svg>
        {strokes.length === 0 ? (
          <p
            aria-hidden
            className="pointer-events-none absolute inset-x-0 bottom-2 text-center text-sm"
            style={{ color: markInk }}
          >
            {t("hint")}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={strokes.length === 0}
          onClick={() => onChange(strokes.slice(0, -1))}
          className="text-base"
        >
          <Undo2 aria-hidden />
          {t("undo")}
        </Button>
        <Button disabled={strokes.length === 0} onClick={() => onChange([])} className="text-base">
          <Eraser aria-hidden />
          {t("clear")}
        </Button>
      </div>
    </div>
  );
}
