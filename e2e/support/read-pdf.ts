import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
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

/** Dark pixels inside a box at 72 dpi, as poppler draws the page. */
export function inkInside(bytes: Uint8Array, { page, ...box }: Drawn): number {
  const folder = mkdtempSync(path.join(tmpdir(), "muhr-ink-"));
  execFileSync("pdftoppm", [
    ...["-r", "72", "-f", String(page), "-l", String(page), "-cropbox", "-gray"],
    ...["-singlefile", toFile(bytes), path.join(folder, "page")],
  ]);
  const picture = readFileSync(path.join(folder, "page.pgm"));
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.subarray(0, 40).toString("latin1"));
  const [whole = "", width = 0, height = 0] = header
    ? [header[0], Number(header[1]), Number(header[2])]
    : [];
  let dark = 0;
  for (let y = Math.floor(box.top * height); y < (box.top + box.height) * height; y++)
    for (let x = Math.floor(box.left * width); x < (box.left + box.width) * width; x++)
      if ((picture[whole.length + y * width + x] ?? 255) < 160) dark++;
  return dark;
}
