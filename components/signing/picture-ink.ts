/** Brightness, 0 to 255: paper is brighter than the first, ink is darker than the second. */
const paper = 225;
const ink = 150;

/** Makes the paper of a photographed signature transparent, in place; `pixels` is RGBA. */
export function clearPaper(pixels: Uint8ClampedArray): void {
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const darkest = Math.min(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    const share = Math.min(Math.max((paper - darkest) / (paper - ink), 0), 1);
    pixels[at + 3] = (pixels[at + 3] ?? 0) * share;
  }
}

export type Bounds = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** The smallest rectangle (pixels) with everything visible in it; null when nothing is. */
export function inkBounds(pixels: Uint8ClampedArray, width: number): Bounds | null {
  let [left, top, right, bottom] = [width, Number.POSITIVE_INFINITY, -1, -1];
  for (let at = 3; at < pixels.length; at += 4) {
    if ((pixels[at] ?? 0) < 24) continue;
    const x = ((at - 3) / 4) % width;
    const y = Math.floor((at - 3) / 4 / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return null;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
