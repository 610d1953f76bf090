import type { Area } from "./strokes";

const padding = 2;
/** Two small lines (who, when, reference) that the portal writes below the mark. */
const captionLines = 2;

/**
 * The part of a box (points, y down) that is left to the mark above its caption; the PDF divides
 * the box in the same way.
 */
export function markArea(width: number, height: number): Area {
  const lineHeight = Math.min(8.4, Math.max(6, height * 0.15));
  const room = Math.max(0, Math.floor((height - 18 - 2 * padding) / lineHeight));
  const captionHeight = Math.min(captionLines, room) * lineHeight;
  return {
    x: padding,
    y: padding,
    width: Math.max(width - 2 * padding, 1),
    height: Math.max(height - 2 * padding - captionHeight, 1),
  };
}
