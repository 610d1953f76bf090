"use client";
import type { Guide } from "@/lib/placements/snap";
import { useEditor } from "./editor-context";
import { useSharedValue } from "./shared-value";

const none: readonly Guide[] = [];
/** Pages are white in the dark theme too. */
const ink = "#b8321f";

/** Why a dragged box stops where it does: lines that it shares, gaps that are equal. */
export function GuideLines({ page }: { page: number }) {
  const { guides } = useEditor();
  const shown = useSharedValue(guides, (now) => (now?.page === page ? now.guides : none));
  return shown.map(({ kind, axis, at, from, to }) => {
    const isUpright = (axis === "x") === (kind === "line");
    const length = Math.max(1, to - from);
    return (
      <span
        key={`${kind} ${axis} ${at} ${from}`}
        aria-hidden
        data-guide={`${kind} ${axis}`}
        className="pointer-events-none absolute z-20 box-border"
        style={{
          left: isUpright ? at - 0.5 : from,
          top: isUpright ? from : at - (kind === "gap" ? 4 : 0.5),
          width: isUpright ? (kind === "gap" ? 8 : 1) : length,
          height: isUpright ? length : kind === "gap" ? 8 : 1,
          marginLeft: isUpright && kind === "gap" ? -3.5 : 0,
          ...(kind === "line" ? { background: ink } : gapStyle(isUpright)),
        }}
      />
    );
  });
}

/** A gap is a line with a stop at each end. */
const gapStyle = (isUpright: boolean) => {
  const stops = `1px solid ${ink}`;
  const line = `linear-gradient(${ink}, ${ink}) center / ${isUpright ? "1px 100%" : "100% 1px"} no-repeat`;
  return isUpright
    ? { borderTop: stops, borderBottom: stops, background: line }
    : { borderLeft: stops, borderRight: stops, background: line };
};
