import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Rect } from "./boxes";
import type { Drawn } from "./office";

const toFile = (bytes: Uint8Array): string => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "muhr-read-")), "file.pdf");
  writeFileSync(file, bytes);
  return file;
};

/** What `pdfsig` of poppler says of every signature. */
export function validSignatures(bytes: Uint8Array): number {
  const output = execFileSync("pdfsig", [toFile(bytes)], { encoding: "utf8" });
  return output.split("Signature is Valid").length - 1;
}

/** `qpdf --check`: no error and no warning. @throws Error with what it found */
export function checkStructure(bytes: Uint8Array): void {
  execFileSync("qpdf", ["--check", toFile(bytes)], { encoding: "utf8", stdio: "pipe" });
}

/** What `pdfdetach` of poppler finds in a file. */
export const attachmentsOf = (bytes: Uint8Array): string =>
  execFileSync("pdfdetach", ["-list", toFile(bytes)], { encoding: "utf8" });

/** Where poppler finds a word on the first page: points from the page's upper left corner. */
export function findWord(
  bytes: Uint8Array,
  word: string,
): { readonly x: number; readonly y: number } {
  const html = execFileSync("pdftotext", ["-bbox", "-l", "1", toFile(bytes), "-"], {
    encoding: "utf8",
  });
  const [, x, y] = new RegExp(`xMin="([\\d.]+)" yMin="([\\d.]+)"[^>]*>${word}<`).exec(html) ?? [];
  if (!x || !y) throw new Error(`No ${word} on the page`);
  return { x: Number(x), y: Number(y) };
}

export type Widget = Drawn & {
  /** Points, as the page is shown. */
  readonly pageWidth: number;
  readonly pageHeight: number;
};

/** Every signature's box as pdf.js shows it: fractions of the page as it is shown. */
export async function signatureBoxes(bytes: Uint8Array): Promise<Widget[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const found: Widget[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const view = page.getViewport({ scale: 1 });
    for (const { rect, subtype, fieldType } of await page.getAnnotations()) {
      if (subtype !== "Widget" || fieldType !== "Sig") continue;
      const [x1 = 0, y1 = 0] = view.convertToViewportPoint(rect[0], rect[1]);
      const [x2 = 0, y2 = 0] = view.convertToViewportPoint(rect[2], rect[3]);
      const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
      const [top, bottom] = [Math.min(y1, y2), Math.max(y1, y2)];
      found.push({
        page: number,
        left: left / view.width,
        top: top / view.height,
        width: (right - left) / view.width,
        height: (bottom - top) / view.height,
        pageWidth: view.width,
        pageHeight: view.height,
      });
    }
  }
  await loading.destroy();
  return found;
}

/** How far a box lies from where it was drawn: the worst of its four sides, in points. */
export function distance(drawn: Drawn, { pageWidth, pageHeight, ...widget }: Widget): number {
  const sides = ({ left, top, width, height }: Drawn) => [
    left * pageWidth,
    top * pageHeight,
    (left + width) * pageWidth,
    (top + height) * pageHeight,
  ];
  const there = sides(widget);
  return Math.max(...sides(drawn).map((side, index) => Math.abs(side - (there[index] ?? 0))));
}

/** A page as poppler draws it, one grey byte a pixel. */
export type Raster = {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
};

/**
 * All pages unless one is named, 1-based.
 * @param options.longestSide in pixels; otherwise a pixel is a point
 */
export function rasterise(
  bytes: Uint8Array,
  { page, longestSide }: { page?: number; longestSide?: number } = {},
): Raster[] {
  const folder = mkdtempSync(path.join(tmpdir(), "muhr-ink-"));
  execFileSync("pdftoppm", [
    ...(longestSide === undefined ? ["-r", "72"] : ["-scale-to", String(longestSide)]),
    ...(page === undefined ? [] : ["-f", String(page), "-l", String(page)]),
    ...["-cropbox", "-gray"],
    ...[toFile(bytes), path.join(folder, "page")],
  ]);
  const files = readdirSync(folder).sort();
  return files.map((file) => readPicture(readFileSync(path.join(folder, file))));
}

function readPicture(picture: Buffer): Raster {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.subarray(0, 40).toString("latin1"));
  if (!header) throw new Error("pdftoppm drew no grey picture");
  const [whole, width, height] = header;
  return {
    width: Number(width),
    height: Number(height),
    grey: picture.subarray(whole.length),
  };
}

/** Dark pixels inside a box. */
export function inkInside(bytes: Uint8Array, { page, ...box }: Drawn): number {
  const [picture] = rasterise(bytes, { page });
  if (!picture) throw new Error(`There is no page ${page}`);
  const { width, height, grey } = picture;
  let dark = 0;
  for (let y = Math.floor(box.top * height); y < (box.top + box.height) * height; y++)
    for (let x = Math.floor(box.left * width); x < (box.left + box.width) * width; x++)
      if ((grey[y * width + x] ?? 255) < 160) dark++;
  return dark;
}

/** Where a signature's widget stands: its `/Rect` in points from the corner of the CropBox. */
export type Stamp = { readonly page: number; readonly rect: Rect };

type Dictionary = { readonly [key: string]: unknown };
type QpdfObject = { readonly value?: unknown; readonly stream?: { readonly dict: Dictionary } };
type QpdfFile = {
  readonly pages: readonly { readonly object: string }[];
  readonly qpdf: readonly [unknown, Readonly<Record<string, QpdfObject>>];
};

/** Every signature's stamp as it stands in the file, read by qpdf: no viewer turns or scales it. */
export function signatureStamps(bytes: Uint8Array): Stamp[] {
  const output = execFileSync(
    "qpdf",
    ["--json=2", "--json-key=pages", "--json-key=qpdf", toFile(bytes)],
    {
      encoding: "utf8",
      maxBuffer: 512 * 1024 * 1024,
    },
  );
  const { pages, qpdf } = JSON.parse(output) as QpdfFile;
  const follow = (value: unknown): unknown =>
    typeof value === "string" && value.endsWith(" R") ? qpdf[1][`obj:${value}`]?.value : value;
  return pages.flatMap(({ object }, index) => {
    const page = follow(object) as Dictionary;
    const [x0 = 0, y0 = 0] = follow(page["/CropBox"] ?? page["/MediaBox"]) as number[];
    const unit = Number(page["/UserUnit"] ?? 1);
    const widgets = ((follow(page["/Annots"]) as unknown[] | undefined) ?? [])
      .map((each) => follow(each) as Dictionary)
      .filter((each) => each["/FT"] === "/Sig");
    return widgets.map((widget) => {
      const [a = 0, b = 0, c = 0, d = 0] = follow(widget["/Rect"]) as number[];
      const rect: Rect = [(a - x0) * unit, (b - y0) * unit, (c - a) * unit, (d - b) * unit];
      return { page: index + 1, rect };
    });
  });
}
