import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

function tokensAfter(selector: string): Map<string, string> {
  const start = css.indexOf(selector);
  expect(start, selector).toBeGreaterThan(-1);
  const block = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

const light = tokensAfter(":root {");
const dark = tokensAfter(':root[data-theme="dark"] {');
const darkByDevice = tokensAfter(':root:not([data-theme="light"]) {');

/** Relative luminance and contrast ratio: WCAG 2.2, section 1.4.3 and its glossary. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ["paper", "surface", "sunken", "neutral-soft"];
const on = (ground: string, ...texts: string[]) => texts.map((text) => [text, ground] as const);
const textPairs = [
  ...grounds.flatMap((ground) => on(ground, "ink")),
  ...grounds.flatMap((ground) => on(ground, "muted")),
  ...grounds.flatMap((ground) => on(ground, "tile", "tile-strong", "error")),
  ...["paper", "surface"].flatMap((ground) => on(ground, "seal", "warning", "success")),
  ["on-tile", "tile"],
  ["on-tile", "tile-strong"],
  ["on-seal", "seal"],
  ["on-seal", "seal-strong"],
  ["on-error", "error"],
  ["on-error", "error-strong"],
  ...["tile", "seal", "error", "warning", "success", "neutral"].map(
    (tone) => [`on-${tone}-soft`, `${tone}-soft`] as const,
  ),
  ["paper", "ink"],
] as const;
const markPairs = ["edge", "tile", "seal", "error", "warning", "success"].flatMap((mark) =>
  on("paper", mark).concat(on("surface", mark)),
);

const themes = [
  ["light", light],
  ["dark", dark],
] as const;

test.each(themes)("every text is legible in %s: 4.5 to 1", (_theme, tokens) => {
  for (const [text, ground] of textPairs) {
    const ratio = contrast(tokens.get(text) ?? "", tokens.get(ground) ?? "");
    expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(themes)("every mark can be made out in %s: 3 to 1", (_theme, tokens) => {
  for (const [mark, ground] of markPairs) {
    const ratio = contrast(tokens.get(mark) ?? "", tokens.get(ground) ?? "");
    expect(ratio, `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
  }
});

test("dark by choice and dark by device are the same, and name what light names", () => {
  expect(light.size).toBeGreaterThan(25);
  expect([...dark]).toEqual([...darkByDevice]);
  expect([...dark.keys()]).toEqual([...light.keys()]);
});
