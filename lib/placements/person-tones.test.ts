import { expect, test } from "vitest";
import { personTones } from "./person-tones";

type Rgb = readonly [number, number, number];
const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** Viénot, Brettel and Mollon 1999: how linear colours look without one kind of cone. */
const visions: Readonly<Record<string, (rgb: Rgb) => Rgb>> = {
  normal: (rgb) => rgb,
  protanopia: ([r, g, b]) => {
    const yellow = 0.11238 * r + 0.88762 * g;
    return [yellow, yellow, 0.00401 * r - 0.00401 * g + b];
  },
  deuteranopia: ([r, g, b]) => {
    const yellow = 0.29275 * r + 0.70725 * g;
    return [yellow, yellow, -0.02234 * r + 0.02234 * g + b];
  },
};

/** OKLab (Ottosson 2020), in which distances are about what an eye sees. */
function lab([r, g, b]: Rgb): Rgb {
  const root = (value: number) => Math.cbrt(Math.max(0, value));
  const l = root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

test("every tone and white letters on it can be read", () => {
  for (const tone of personTones)
    expect(1.05 / (luminance(linear(tone)) + 0.05), tone).toBeGreaterThanOrEqual(4.5);
});

test.each(Object.keys(visions))("no two people look alike with %s", (vision) => {
  const seen = personTones.map((tone) => lab(visions[vision]?.(linear(tone)) ?? linear(tone)));
  for (const [one, from] of seen.entries())
    for (const [other, to] of seen.entries()) {
      if (other <= one) continue;
      const distance = Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]);
      expect(distance, `${personTones[one]} and ${personTones[other]}`).toBeGreaterThan(0.09);
    }
});
