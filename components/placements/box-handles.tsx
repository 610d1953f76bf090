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
          "absolute z-1 grid size-(--grip) touch-none place-items-center [--grip:1.25rem] pointer-coarse:[--grip:2.75rem]",
          cursors[handle],
          isEdge && length < roomForFinger && "pointer-coarse:hidden",
        )}
        style={placeOf(handle, size)}
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

const reach = "var(--grip) * 0.35";
const shorterReach = `min(${reach}, (100% - var(--grip)) / 2)`;

/**
 * A third of a handle reaches over the box, and less at the ends of a small one: its middle stays
 * free for moving it.
 */
function placeOf(handle: Handle, { width, height }: Size) {
  const isWide = width >= height;
  const x = `calc(${isWide ? shorterReach : reach} - var(--grip))`;
  const y = `calc(${isWide ? reach : shorterReach} - var(--grip))`;
  const middle = "calc(50% - var(--grip) / 2)";
  return {
    ...(handle.includes("w") && { left: x }),
    ...(handle.includes("e") && { right: x }),
    ...(handle.includes("n") && { top: y }),
    ...(handle.includes("s") && { bottom: y }),
    ...((handle === "n" || handle === "s") && { left: middle }),
    ...((handle === "w" || handle === "e") && { top: middle }),
  };
}
