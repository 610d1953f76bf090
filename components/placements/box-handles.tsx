import type { PointerEvent } from "react";
import { cn } from "@/components/ui/class-names";
import type { Size } from "@/lib/placements/geometry";
import type { Handle } from "./resize-rect";
import { handles } from "./resize-rect";

const cursors: Record<Handle, string> = {
  nw: "cursor-nwse-resize",
  se: "cursor-nwse-resize",
  ne: "cursor-nesw-resize",
  sw: "cursor-nesw-resize",
  n: "cursor-ns-resize",
  s: "cursor-ns-resize",
  e: "cursor-ew-resize",
  w: "cursor-ew-resize",
};

/** A finger needs the middle of an edge only where the corners leave room for it. CSS pixels. */
const roomForFinger = 132;

/**
 * Eight handles. Fingers get 44 px each, pushed outwards so that the box itself stays in reach;
 * the keyboard has Alt with the arrows instead.
 */
export function BoxHandles({
  tone,
  size,
  onPull,
}: {
  tone: string;
  size: Size;
  onPull: (handle: Handle, event: PointerEvent<HTMLElement>) => void;
}) {
  return handles.map((handle) => {
    const isEdge = handle.length === 1;
    const length = handle === "n" || handle === "s" ? size.width : size.height;
    return (
      <span
        key={handle}
        aria-hidden
        data-handle={handle}
        className={cn(
          "absolute z-1 grid size-5 touch-none place-items-center pointer-coarse:size-11",
          cursors[handle],
          isEdge && length < roomForFinger && "pointer-coarse:hidden",
        )}
        style={placeOf(handle)}
        onPointerDown={(event) => onPull(handle, event)}
      >
        <span
          className="size-2 border-2 bg-[#fff] pointer-coarse:size-3"
          style={{ borderColor: tone }}
        />
      </span>
    );
  });
}

/** Percentages of the box; a corner's middle lies a little outside it. */
function placeOf(handle: Handle) {
  const across = handle.includes("w") ? 0 : handle.includes("e") ? 1 : 0.5;
  const down = handle.includes("n") ? 0 : handle.includes("s") ? 1 : 0.5;
  const outwards = (share: number) => `${-50 + (share - 0.5) * 30}%`;
  return {
    left: `${across * 100}%`,
    top: `${down * 100}%`,
    transform: `translate(${outwards(across)}, ${outwards(down)})`,
  };
}
