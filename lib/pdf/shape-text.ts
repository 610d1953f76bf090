import { readFileSync } from "node:fs";
import bidiFactory from "bidi-js";
import { Blob, Direction, Face, Font, Buffer as ShapingBuffer, shape } from "harfbuzzjs";
import type { FontFace, FontScript } from "./font-files";
import { fontFile } from "./font-files";

export type TextDirection = "ltr" | "rtl" | "auto";

/** One piece of an outline: `M x y`, `L x y`, `C x1 y1 x2 y2 x y` or `Z`. */
export type PathSegment = readonly [operator: "M" | "L" | "C" | "Z", ...coordinates: number[]];

/** Units are ems, origin at the start of the baseline, y grows upwards. */
export type ShapedLine = {
  readonly outline: readonly PathSegment[];
  readonly width: number;
  readonly rtl: boolean;
};

type LoadedFont = {
  readonly font: Font;
  readonly unitsPerEm: number;
  readonly outlines: Map<number, readonly PathSegment[]>;
};

const bidi = bidiFactory();
const loaded = new Map<string, LoadedFont>();
const scripts: readonly FontScript[] = ["latin", "arabic", "devanagari"];
const neutral = /[\s\p{P}\p{M}\p{N}]/u;
/** Joiners and direction marks: no font draws them. */
const invisible = /\p{Cf}/u;
const preferred: Record<FontScript, RegExp> = {
  latin: /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u,
  arabic: /\p{Script_Extensions=Arabic}/u,
  devanagari: /\p{Script_Extensions=Devanagari}/u,
};

/**
 * Shapes one line of text of mixed scripts and directions to outlines in visual order
 * (UAX #9, HarfBuzz). A character that no font has is drawn as the Latin font's empty box.
 */
export function shapeLine(text: string, direction: TextDirection, face: FontFace): ShapedLine {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, direction);
  const outline: PathSegment[] = [];
  let x = 0;
  for (const run of inVisualOrder(splitRuns(text, levels, face))) {
    const font = loadFont(face, run.script);
    const scale = 1 / font.unitsPerEm;
    const buffer = new ShapingBuffer();
    buffer.addText(text.slice(run.start, run.end));
    buffer.guessSegmentProperties();
    buffer.setDirection(run.level % 2 === 1 ? Direction.RTL : Direction.LTR);
    shape(font.font, buffer);
    const positions = buffer.getGlyphPositions();
    for (const [index, glyph] of buffer.getGlyphInfos().entries()) {
      const position = positions[index];
      if (!position) continue;
      const left = x + position.xOffset * scale;
      const up = position.yOffset * scale;
      const place = { x: left, y: up, scale };
      outline.push(...placeOutline(glyphOutline(font, glyph.codepoint), place));
      x += position.xAdvance * scale;
    }
  }
  return { outline, width: x, rtl: (paragraphs[0]?.level ?? 0) % 2 === 1 };
}

export type Place = { readonly x: number; readonly y: number; readonly scale: number };

/** An outline scaled about its origin and then moved. */
export function placeOutline(outline: readonly PathSegment[], place: Place): PathSegment[] {
  return outline.map(([operator, ...values]) => [
    operator,
    ...values.map((value, index) => value * place.scale + (index % 2 === 0 ? place.x : place.y)),
  ]);
}

/** PDF path operators (ISO 32000-2, 8.5.2) of an outline at a place, without the painting one. */
export function toPathOperators(outline: readonly PathSegment[], place: Place): string {
  const operators = { M: "m", L: "l", C: "c", Z: "h" };
  const words: (string | number)[] = [];
  for (const segment of outline) {
    for (let index = 1; index < segment.length; index += 1) {
      const value = Number(segment[index]) * place.scale + (index % 2 === 1 ? place.x : place.y);
      words.push(round(value));
    }
    words.push(operators[segment[0]]);
  }
  return `${words.join(" ")}\n`;
}

/** An SVG path (y grows downwards) of an outline at a place. */
export function toSvgPath(outline: readonly PathSegment[], place: Place): string {
  return outline
    .map(([operator, ...values]) => {
      const points = values.map((value, index) =>
        round(index % 2 === 0 ? place.x + value * place.scale : place.y - value * place.scale),
      );
      return `${operator}${points.join(" ")}`;
    })
    .join("");
}

type Run = { start: number; end: number; level: number; script: FontScript };

function splitRuns(text: string, levels: Uint8Array, face: FontFace): Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
    const end = index + character.length;
    const last = runs.at(-1);
    const script = chooseScript(character, last?.script, face);
    const level = levels[index] ?? 0;
    if (last && last.script === script && last.level === level) last.end = end;
    else runs.push({ start: index, end, level, script });
    index = end;
  }
  return runs;
}

// A space, digit or mark stays with the word before it, so that its font and kerning fit.
function chooseScript(
  character: string,
  previous: FontScript | undefined,
  face: FontFace,
): FontScript {
  const has = (script: FontScript) =>
    loadFont(face, script).font.nominalGlyph(character.codePointAt(0) ?? 0) !== undefined;
  if (previous && invisible.test(character)) return previous;
  if (previous && neutral.test(character) && has(previous)) return previous;
  const own = scripts.find((script) => preferred[script].test(character) && has(script));
  return own ?? scripts.find(has) ?? "latin";
}

/** UAX #9, rule L2, on whole runs. */
function inVisualOrder(runs: readonly Run[]): Run[] {
  const visual = [...runs];
  const highest = Math.max(0, ...runs.map((run) => run.level));
  for (let level = highest; level >= 1; level -= 1) {
    for (let start = 0; start < visual.length; start += 1) {
      let end = start;
      while ((visual[end]?.level ?? -1) >= level) end += 1;
      if (end > start) {
        visual.splice(start, end - start, ...visual.slice(start, end).reverse());
        start = end;
      }
    }
  }
  return visual;
}

function loadFont(face: FontFace, script: FontScript): LoadedFont {
  const key = `${face}/${script}`;
  const known = loaded.get(key);
  if (known) return known;
  const hbFace = new Face(new Blob(readFileSync(fontFile(face, script))));
  const font = { font: new Font(hbFace), unitsPerEm: hbFace.upem, outlines: new Map() };
  loaded.set(key, font);
  return font;
}

function glyphOutline(font: LoadedFont, glyph: number): readonly PathSegment[] {
  const known = font.outlines.get(glyph);
  if (known) return known;
  const outline: PathSegment[] = [];
  let [x, y] = [0, 0];
  for (const { type, values } of font.font.glyphToJson(glyph)) {
    const [a = 0, b = 0, c = 0, d = 0] = values;
    if (type === "Q") {
      // A quadratic curve as a cubic one: its control points lie two thirds of the way.
      outline.push([
        "C",
        x + ((a - x) * 2) / 3,
        y + ((b - y) * 2) / 3,
        c + ((a - c) * 2) / 3,
        d + ((b - d) * 2) / 3,
        c,
        d,
      ]);
    } else {
      outline.push([type as PathSegment[0], ...values]);
    }
    [x, y] = values.length >= 2 ? [values.at(-2) ?? 0, values.at(-1) ?? 0] : [x, y];
  }
  font.outlines.set(glyph, outline);
  return outline;
}

/** A hundredth of a point is finer than any printer. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
