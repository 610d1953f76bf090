import type { Locator } from "@playwright/test";
import type { Raster } from "./read-pdf";

const cells = 24;

/** The mean grey of each of `cells` by `cells` parts of a page. */
export function gridOfRaster({ width, height, grey }: Raster): number[] {
  const sums = new Array<number>(cells * cells).fill(0);
  const counts = new Array<number>(cells * cells).fill(0);
  for (let at = 0; at < width * height; at++) {
    const column = Math.floor(((at % width) * cells) / width);
    const row = Math.floor((Math.floor(at / width) * cells) / height);
    const cell = row * cells + column;
    sums[cell] = (sums[cell] ?? 0) + (grey[at] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return sums.map((sum, cell) => sum / (counts[cell] || 1));
}

/** The same of what the browser has drawn. */
export const gridOfCanvas = (canvas: Locator): Promise<number[]> =>
  canvas.evaluate((element, size) => {
    const { width, height } = element as HTMLCanvasElement;
    const copy = new OffscreenCanvas(width, height);
    const context = copy.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("No canvas to read from");
    context.drawImage(element as HTMLCanvasElement, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const sums = new Array<number>(size * size).fill(0);
    const counts = new Array<number>(size * size).fill(0);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = 4 * (y * width + x);
        const cell = Math.floor((y * size) / height) * size + Math.floor((x * size) / width);
        const grey =
          0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
        sums[cell] = (sums[cell] ?? 0) + grey;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
    return sums.map((sum, cell) => sum / (counts[cell] || 1));
  }, cells);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
/** The standard deviation. */
export const spread = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
/** 1 when one rises and falls with the other; without a number when one of them is even. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [mean(one), mean(other)];
  const together = mean(one.map((value, index) => (value - a) * ((other[index] ?? 0) - b)));
  return together / (spread(one) * spread(other));
}
