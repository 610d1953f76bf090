import { clearPaper, inkBounds } from "./picture-ink";

/** Pixels of the longer side, and characters of base64: a server action takes 1 MB in all. */
const longestSide = 1_200;
const longestText = 900_000;

export type ShrinkProblem = "unreadable" | "blank" | "too_large";
export type ShrunkPicture =
  | { readonly ok: true; readonly image: string }
  | { readonly ok: false; readonly problem: ShrinkProblem };

/** A picture of a signature as a small PNG (base64) of the ink alone, without the paper. */
export async function shrinkPicture(file: Blob): Promise<ShrunkPicture> {
  const source = await decode(file);
  if (!source) return { ok: false, problem: "unreadable" };
  for (let side = longestSide; side >= 200; side = Math.round(side * 0.7)) {
    const ink = drawInk(source, side);
    if (!ink) return { ok: false, problem: "blank" };
    const image = ink.toDataURL("image/png").split(",")[1] ?? "";
    if (image.length <= longestText) return { ok: true, image };
  }
  return { ok: false, problem: "too_large" };
}

/** Null for anything that the browser does not know as a picture: that is the person's to mend. */
async function decode(file: Blob): Promise<ImageBitmap | null> {
  return createImageBitmap(file).catch(() => null);
}

function drawInk(source: ImageBitmap, side: number): HTMLCanvasElement | null {
  const scale = Math.min(1, side / Math.max(source.width, source.height));
  const whole = makeCanvas(source.width * scale, source.height * scale);
  whole.context.drawImage(source, 0, 0, whole.canvas.width, whole.canvas.height);
  const pixels = whole.context.getImageData(0, 0, whole.canvas.width, whole.canvas.height);
  clearPaper(pixels.data);
  const bounds = inkBounds(pixels.data, pixels.width);
  if (!bounds) return null;
  const cut = makeCanvas(bounds.width, bounds.height);
  cut.context.putImageData(pixels, -bounds.x, -bounds.y);
  return cut.canvas;
}

function makeCanvas(width: number, height: number) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("The browser gave no 2d canvas");
  return { canvas, context };
}
