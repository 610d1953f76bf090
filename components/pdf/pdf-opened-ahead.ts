import type { PDFDocumentLoadingTask } from "pdfjs-dist";

/** What `draw-ahead.mjs` has begun; null once the page's own scripts came before it, or took it. */
type Ahead = {
  readonly url: string;
  readonly task: Promise<PDFDocumentLoadingTask>;
  /** Resolves when its first page stands in the canvas, or does not come. */
  readonly drawn: Promise<void>;
  /** Of its first page, also while that is being drawn. */
  canvas: HTMLCanvasElement | undefined;
};

declare global {
  var muhrAhead: Ahead | null | undefined;
}

let taken: Ahead | undefined;

/** The file, if it is being opened already. Whoever takes it ends it; nobody gets it twice. */
export function takeAhead(url: string): Ahead | undefined {
  const ahead = globalThis.muhrAhead;
  globalThis.muhrAhead = null;
  if (!ahead || ahead.url !== url) return undefined;
  taken = ahead;
  return ahead;
}

/** Milliseconds that a page may take to be drawn before the screen around it wakes up all the same. */
const patience = 1_000;

let drawn: Promise<unknown> | undefined;

/** While the first page of this file is being drawn ahead: when that is over, or takes too long. */
export function drawnAhead(url: string): Promise<unknown> | undefined {
  const ahead = globalThis.muhrAhead;
  if (ahead?.url !== url) return undefined;
  drawn ??= Promise.race([ahead.drawn, new Promise((resolve) => setTimeout(resolve, patience))]);
  return drawn;
}

/** The picture of the first page of this file, until it was let go. */
export function pictureAhead(url: string): HTMLCanvasElement | undefined {
  const ahead = globalThis.muhrAhead ?? taken;
  return ahead?.url === url ? ahead.canvas : undefined;
}

export function letPictureGo(canvas: HTMLCanvasElement): void {
  // As react-pdf does: browsers give the memory back at once.
  [canvas.width, canvas.height] = [0, 0];
  if (taken?.canvas === canvas) taken.canvas = undefined;
}
