import { deflateSync } from "node:zlib";
import { PDF, PdfArray, PdfName, PdfStream } from "@libpdf/core";
import type { PdfRect } from "@/lib/placements/schema";
import type { FontFace } from "./font-files";
import { shapeLine, toPathOperators } from "./shape-text";

export type CalibrationOutline = {
  /** Printed beside its outline and before its words. */
  readonly letter: string;
  /** 1-based. */
  readonly page: number;
  readonly rect: PdfRect;
  /** What a signature in it means, once in each language. */
  readonly words: readonly string[];
};

export type CalibrationSheet = {
  /** Everything is said once in each language. */
  readonly titles: readonly string[];
  /** What the document is for. */
  readonly about: readonly string[];
  /** Above the outlines of a page, and where a page has none. */
  readonly withOutlines: readonly string[];
  readonly withoutOutlines: readonly string[];
  readonly outlines: readonly CalibrationOutline[];
};

const pageCount = 3;
const [pageWidth, pageHeight] = [595, 842];
const ink = "0.11 0.15 0.16";
const muted = "0.36 0.4 0.42";
const faint = "0.9 0.91 0.9";
/** Told apart by their letters first; the colours help the eye along. */
const tones = ["0.72 0.2 0.12", "0.1 0.36 0.68", "0.1 0.45 0.27", "0.48 0.2 0.6"];

/**
 * A document of three A4 pages, each with rulers from its lower left corner in points, pixels of 96
 * dpi and millimetres, and with the outlines in which a signature may land.
 */
export async function drawCalibration(sheet: CalibrationSheet): Promise<Uint8Array> {
  const pdf = PDF.create();
  pdf.setTitle(sheet.titles.join(" · "));
  pdf.setProducer("Muhr");
  const toStream = (content: string) =>
    pdf.register(
      new PdfStream([["Filter", PdfName.of("FlateDecode")]], new Uint8Array(deflateSync(content))),
    );
  const ground = toStream(grid() + rulers.map(drawRuler).join(""));
  for (let number = 1; number <= pageCount; number += 1) {
    const { dict } = pdf.addPage({ width: pageWidth, height: pageHeight });
    dict.set("Contents", PdfArray.of(ground, toStream(drawPage(sheet, number))));
  }
  return pdf.save();
}

const drawPage = (sheet: CalibrationSheet, page: number): string =>
  [
    text(String(page), { x: 560, y: 80, size: 130, align: 1, color: faint, face: "semibold" }),
    head(sheet, page),
    ...sheet.outlines.map((outline, index) =>
      outline.page === page ? drawOutline(outline, toneAt(index)) : "",
    ),
  ].join("");

/** A line every 50 points. */
function grid(): string {
  const across = steps(50, pageWidth).map((x) => `${x} 0 m ${x} ${pageHeight} l`);
  const up = steps(50, pageHeight).map((y) => `0 ${y} m ${pageWidth} ${y} l`);
  return `${faint} RG 0.4 w ${[...across, ...up].join(" ")} S\n`;
}

type Ruler = {
  readonly unit: string;
  readonly pointsPerUnit: number;
  /** In units: a tick, and a tick with a number. */
  readonly tick: number;
  readonly numbered: number;
};
const rulers: readonly Ruler[] = [
  { unit: "pt", pointsPerUnit: 1, tick: 10, numbered: 100 },
  { unit: "px (96 dpi)", pointsPerUnit: 72 / 96, tick: 10, numbered: 100 },
  { unit: "mm", pointsPerUnit: 72 / 25.4, tick: 5, numbered: 20 },
];
const rulerWidth = 18;

/** Along the lower and the left edge, one beside the other. */
function drawRuler({ unit, pointsPerUnit, tick, numbered }: Ruler, index: number): string {
  const offset = index * rulerWidth;
  // Where the rulers of both edges cross there is no room for a number.
  const start = rulers.length * rulerWidth;
  const parts = [`${muted} RG 0.5 w\n`];
  for (const [edge, length] of [
    ["lower", pageWidth],
    ["left", pageHeight],
  ] as const) {
    const line = (along: number, from: number, to: number) =>
      edge === "lower"
        ? `${along} ${from} m ${along} ${to} l S\n`
        : `${from} ${along} m ${to} ${along} l S\n`;
    for (const units of steps(tick, length / pointsPerUnit)) {
      const along = units * pointsPerUnit;
      if (along < start) continue;
      const isNumbered = units % numbered === 0;
      parts.push(line(round(along), offset, offset + (isNumbered ? 6 : 3)));
      if (!isNumbered || along > length - 12) continue;
      const place =
        edge === "lower"
          ? { x: along, y: offset + 8, align: 0.5 }
          : { x: offset + 7, y: along - 2, align: 0 };
      parts.push(text(String(units), { ...place, size: 5.5, color: muted }));
    }
  }
  const name = { x: start - 3, y: offset + 3, size: 6, align: 1, color: ink };
  return parts.join("") + text(unit, { ...name, face: "semibold" });
}

function head(sheet: CalibrationSheet, page: number): string {
  const here = sheet.outlines
    .map((outline, index) => ({ ...outline, tone: toneAt(index) }))
    .filter((outline) => outline.page === page);
  let y = 806;
  const lines: string[] = [];
  const paragraph = (
    words: readonly string[],
    size: number,
    color: string,
    { face = "regular", indent = 0 }: { face?: FontFace; indent?: number } = {},
  ) => {
    for (const line of words) {
      const { rtl } = shapeLine(line, "auto", face);
      const place = rtl ? { x: 560, align: 1 } : { x: 72 + indent, align: 0 };
      lines.push(text(line, { ...place, y, size, color, face }));
      y -= size * 1.5;
    }
  };
  paragraph(sheet.titles, 13, ink, { face: "semibold" });
  y -= 3;
  paragraph(sheet.about, 8.5, ink);
  y -= 5;
  paragraph(here.length > 0 ? sheet.withOutlines : sheet.withoutOutlines, 8.5, ink, {
    face: "semibold",
  });
  y -= 4;
  for (const { letter, words, tone } of here) {
    lines.push(text(letter, { x: 72, y, size: 10, color: tone, face: "semibold" }));
    paragraph(words, 8.5, ink, { indent: 16 });
    y -= 2;
  }
  return lines.join("");
}

const toneAt = (index: number): string => tones[index % tones.length] ?? ink;

/** Dashed; its letter stands outside, where no signature covers it. */
function drawOutline({ letter, rect: { x, y, width, height } }: CalibrationOutline, tone: string) {
  const box = [x, y, width, height].map(round).join(" ");
  const place =
    width >= height
      ? { x: x + width + 5, y: y + height / 2 - 5, align: 0 }
      : { x: x + width / 2, y: y + height + 5, align: 0.5 };
  return [
    `q ${tone} RG 1.2 w [5 2] 0 d ${box} re S Q\n`,
    text(letter, { ...place, size: 15, color: tone, face: "semibold" }),
  ].join("");
}

type TextPlace = {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  /** 0 begins at x, 1 ends there. */
  readonly align?: number;
  readonly color: string;
  readonly face?: FontFace;
};

function text(words: string, place: TextPlace): string {
  const { x, y, size, align = 0, color, face = "regular" } = place;
  const { outline, width } = shapeLine(words, "auto", face);
  const path = toPathOperators(outline, { x: x - width * size * align, y, scale: size });
  return `${color} rg\n${path}f\n`;
}

const steps = (step: number, until: number): number[] =>
  Array.from({ length: Math.ceil(until / step) - 1 }, (_, index) => (index + 1) * step);

const round = (value: number): number => Math.round(value * 100) / 100;
