/** Rows of canvas pixels; a page with ink is known from the first of them. */
const rowsAtOnce = 64;

/**
 * Whether nothing is drawn on this canvas but opaque white. It is read from a copy: a canvas whose
 * own pixels are read is drawn without the graphics card from then on.
 */
export function isAllWhite(canvas: HTMLCanvasElement): boolean {
  const { width, height } = canvas;
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [width, Math.min(rowsAtOnce, height)];
  const context = copy.getContext("2d", { willReadFrequently: true });
  if (!context || width === 0) return false;
  for (let top = 0; top < height; top += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, height - top);
    context.drawImage(canvas, 0, top, width, rows, 0, 0, width, rows);
    const { data } = context.getImageData(0, 0, width, rows);
    if (new Uint32Array(data.buffer).some((pixel) => pixel !== 0xff_ff_ff_ff)) return false;
  }
  return true;
}
