/**
 * Eight inks for people's boxes. All are at least 4.5:1 on white, so that white letters on them
 * read too, and no two look alike with a colour-vision deficiency. Pages are white in the dark
 * theme as well, so there is one set.
 */
export const personTones = [
  "#204ab2",
  "#d80000",
  "#0e7485",
  "#7c37f4",
  "#257128",
  "#db0072",
  "#233156",
  "#5a1a1a",
] as const;

/** @param place of the person among the people of the envelope, 0-based. */
export const toneOf = (place: number): string =>
  personTones[place % personTones.length] ?? personTones[0];
