import type { Size } from "@/lib/placements/geometry";
import type { Area } from "./draw-mark";
import { fillOutline, fitLine } from "./draw-mark";
import { shapeLine } from "./shape-text";

/** What a box that nobody has signed says; all words are finished, in the person's language. */
export type ProofBoxLook = {
  /** Number and initials. */
  readonly badge: string;
  readonly name: string;
  /** That it is a proof and not signed. */
  readonly words: string;
  readonly direction: "ltr" | "rtl";
  /** `#rrggbb` */
  readonly tone: string;
};

/** What every page says of itself. */
export type ProofPageLook = {
  /** Large, across the page. */
  readonly words: string;
  /** Small, at its upper edge. */
  readonly line: string;
  readonly direction: "ltr" | "rtl";
};

/** The name under which a drawing of this file wants a paler ink in its resources. */
export const paleInk = "Pale";

const white = "1 1 1";
const seal = "0.722 0.196 0.122";
const border = 1;
/** Between words and the end of their white ground. Points. */
const groundMargin = 1.5;

/** Content-stream operators for a box, its border inside its edges. Points, lower left. */
export function drawProofBox({ width, height }: Size, look: ProofBoxLook): string {
  const tone = toRgb(look.tone);
  const inset = Math.min(3, height / 6);
  // Two lines where there is room, else only who signs here.
  const rows = height >= 20 ? 2 : 1;
  const rowHeight = Math.min(13, (height - 2 * inset) / rows);
  const top = rows === 2 ? height - inset - rowHeight : (height - rowHeight) / 2;
  const [left, right] = [inset + 1, width - inset - 1];
  const badgeWidth = Math.min(
    shapeLine(look.badge, look.direction, "semibold").width * rowHeight * 0.62 + 6,
    (right - left) * 0.6,
  );
  const badge = { x: left, y: top, width: badgeWidth, height: rowHeight };
  const beside = { ...badge, x: left + badgeWidth + 3, width: right - left - badgeWidth - 3 };
  // A standing box has its room below.
  const isStanding = beside.width < 30 && height >= 3 * rowHeight + 2 * inset;
  const below = { ...badge, y: top - rowHeight, width: right - left };
  const name = isStanding ? below : beside;
  const words = { x: left, y: inset, width: right - left, height: rowHeight };
  return [
    `q /${paleInk} gs ${tone} rg ${rectangle({ x: 0, y: 0, width, height })} f Q\n`,
    `q ${tone} RG ${border} w ${rectangle(insideBorder({ width, height }))} S Q\n`,
    `${tone} rg ${rectangle(badge)} f\n`,
    line(look.badge, look.direction, white, { ...inner(badge, 3), size: rowHeight * 0.62 }),
    label(look.name, "auto", tone, { ...name, size: rowHeight * 0.68 }),
    rows === 2 ? label(look.words, look.direction, tone, { ...words, size: rowHeight * 0.6 }) : "",
  ].join("");
}

/** How high the line at the upper edge of a page is, in points. */
export const proofLineHeight = ({ height }: Size): number => Math.min(15, height / 12);

/** Content-stream operators for the line at a page's upper edge, as wide as the page. */
export function drawProofLine({ width, height }: Size, look: ProofPageLook): string {
  return [
    `${white} rg ${rectangle({ x: 0, y: 0, width, height })} f\n`,
    `${seal} rg ${rectangle({ x: 0, y: 0, width, height: 0.75 })} f\n`,
    line(look.line, look.direction, seal, {
      ...inner({ x: 0, y: 0, width, height }, Math.min(10, width / 20)),
      size: height * 0.58,
    }),
  ].join("");
}

/** Content-stream operators for the large pale words from corner to corner of a page. */
export function drawProofGround({ width, height }: Size, look: ProofPageLook): string {
  const length = Math.hypot(width, height);
  const [cos, sin] = [width / length, height / length];
  const turn = [cos, sin, -sin, cos, width / 2, height / 2].map((value) => value.toFixed(4));
  const area = { x: -length * 0.36, y: -length / 14, width: length * 0.72, height: length / 7 };
  const words = line(look.words, look.direction, seal, { ...area, size: length / 9 });
  return `q /${paleInk} gs ${turn.join(" ")} cm\n${words}Q\n`;
}

type LinePlace = Area & { readonly size: number };

/** A line on white as wide as its words, which stay legible over the text of the page. */
function label(
  words: string,
  direction: "ltr" | "rtl" | "auto",
  tone: string,
  { x, y, width, height, size }: LinePlace,
): string {
  if (width <= 4) return "";
  const outline = fitLine(words, direction, "semibold", { x, y, width, height, size, align: 0 });
  const xs = outline.flatMap(([, ...values]) => values.filter((_, index) => index % 2 === 0));
  if (xs.length === 0) return "";
  const left = Math.min(...xs) - groundMargin;
  const ground = { x: left, y, width: Math.max(...xs) + groundMargin - left, height };
  return `${white} rg ${rectangle(ground)} f\n${fillOutline(outline, tone)}`;
}

const line = (
  words: string,
  direction: "ltr" | "rtl" | "auto",
  color: string,
  { size, ...area }: LinePlace,
): string =>
  area.width > 4
    ? fillOutline(fitLine(words, direction, "semibold", { ...area, size, align: 0.5 }), color)
    : "";

const inner = ({ x, width, ...area }: Area, margin: number): Area => ({
  ...area,
  x: x + margin,
  width: width - 2 * margin,
});

const insideBorder = ({ width, height }: Size): Area => ({
  x: border / 2,
  y: border / 2,
  width: width - border,
  height: height - border,
});

const rectangle = ({ x, y, width, height }: Area): string =>
  `${[x, y, width, height].map((value) => value.toFixed(2)).join(" ")} re`;

const toRgb = (hex: string): string =>
  [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3)).join(" ");
