/** `#RRGGBB` in small letters, from what somebody typed; undefined when it is no such colour. */
export const toColour = (typed: string): string | undefined =>
  /^#[0-9a-f]{6}$/i.test(typed.trim()) ? typed.trim().toLowerCase() : undefined;

/** Contrast of white words on a colour, 1 to 21: WCAG 2.2, section 1.4.3. @param colour `#rrggbb` */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** What words of usual size need. */
export const readableContrast = 4.5;
