import { useEffect, useState } from "react";
import type { Area } from "./strokes";
import { typedFamily, typedLook } from "./typed-look";

type Measured = { readonly width: number; readonly up: number; readonly down: number };

/** Letters of 100 points; the font may still be on its way, so it is asked for first. */
async function measure(text: string): Promise<Measured> {
  const { fontStyle, fontWeight } = typedLook(text);
  const font = `${fontStyle} ${fontWeight} 100px ${typedFamily}`;
  await document.fonts.load(font, text);
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("The browser gave no 2d canvas");
  context.font = font;
  const size = context.measureText(text);
  return {
    width: size.width / 100,
    up: size.actualBoundingBoxAscent / 100,
    down: size.actualBoundingBoxDescent / 100,
  };
}

/** A typed name inside an area of an SVG, never larger than it and never cut. */
export function TypedPreview({ text, area }: { text: string; area: Area }) {
  const [measured, setMeasured] = useState<Measured | null>(null);
  useEffect(() => {
    let isCurrent = true;
    measure(text).then((size) => {
      if (isCurrent) setMeasured(size);
    });
    return () => {
      isCurrent = false;
    };
  }, [text]);
  if (!measured) return null;
  const size = Math.min(
    area.height * 0.62,
    30,
    area.width / Math.max(measured.width, 0.01),
    area.height / Math.max(measured.up + measured.down, 0.01),
  );
  const optical = area.y + (area.height + 0.72 * size) / 2;
  const baseline = Math.min(
    Math.max(optical, area.y + measured.up * size),
    area.y + area.height - measured.down * size,
  );
  const { direction, ...look } = typedLook(text);
  return (
    <text
      x={area.x + area.width / 2}
      y={baseline}
      textAnchor="middle"
      direction={direction}
      fontSize={size}
      fontFamily={typedFamily}
      {...look}
    >
      {text}
    </text>
  );
}
