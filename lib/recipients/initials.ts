const nonJoiner = "\u200c";
const arabicScript = /\p{Script=Arabic}/u;

/**
 * First letters of the first and the last word. Arabic letters would join into a word that nobody
 * wrote, so a non-joiner stands between them.
 */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  const letters = ends.map((word) => [...(word ?? "")][0] ?? "");
  const between = letters.some((letter) => arabicScript.test(letter)) ? nonJoiner : "";
  return letters.join(between).toLocaleUpperCase();
}
