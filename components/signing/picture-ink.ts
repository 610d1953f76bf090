/** Paper is brighter than this in any light; a picture that is darker all over has no paper. */
const darkestPaper = 128;
/** How far the brightness of one sheet goes below its middle: shadow, grain, compression. */
const unevenness = 28;

/** The channel that ink darkens most, 0 to 255: blue ink is as dark here as black ink. */
const darkness = (pixels: Uint8ClampedArray, at: number) =>
  Math.min(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);

/** Makes the paper of a photographed signature transparent, in place; `pixels` is RGBA. */
export function clearPaper(pixels: Uint8ClampedArray): void {
  const middle = medianBrightness(pixels);
  if (middle < darkestPaper) return;
  const paper = middle - unevenness;
  const ink = paper * 0.6;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const share = Math.min(Math.max((paper - darkness(pixels, at)) / (paper - ink), 0), 1);
    pixels[at + 3] = (pixels[at + 3] ?? 0) * share;
  }
}

/** Of what is not transparent already: most of a photo is paper, so this is the paper. */
function medianBrightness(pixels: Uint8ClampedArray): number {
  const counts = new Array<number>(256).fill(0);
  let total = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 128) continue;
    const level = darkness(pixels, at);
    counts[level] = (counts[level] ?? 0) + 1;
    total++;
  }
  let below = 0;
  return counts.findIndex((count) => {
    below += count;
    return total > 0 && below >= total / 2;
  });
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
