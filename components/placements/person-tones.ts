/**
 * Eight inks for people's boxes. All are at least 4.5:1 on white, so that white letters on them
 * read too, and no two look alike with a colour-vision deficiency. Pages are white in the dark
 * theme as well, so there is one set.
 */
export const personTones = [
  "#0b5cad",
  "#a84300",
  "#0f766e",
  "#8b2fc9",
  "#6b5b00",
  "#c2185b",
  "#37474f",
  "#5a1a1a",
] as const;

/** @param place of the person among the people of the envelope, 0-based. */
export const toneOf = (place: number): string =>
  personTones[place % personTones.length] ?? personTones[0];
