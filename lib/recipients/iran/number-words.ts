import { foldForSearch } from "../fold-for-search";

// Words of documents, not of screens: a contract has its amounts in Persian in any language of the
// interface, so they do not stand in the message files.
const minus = "منفی";
const and = "و";
const zero = "صفر";
const upToNineteen =
  "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده".split(
    " ",
  );
const tens = "بیست سی چهل پنجاه شصت هفتاد هشتاد نود".split(" ");
const hundreds = "صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد".split(" ");
/** Thousands, millions and so on: powers of 1000. */
const scales = "هزار میلیون میلیارد تریلیون کوادریلیون".split(" ");

const base = 1000n;
const beyond = base ** BigInt(scales.length + 1);

/**
 * A number in Persian words, as banks write it: 1403 is «یک هزار و چهارصد و سه».
 * @throws RangeError at 10^18 and beyond, where Persian has no names in use
 */
export function toPersianWords(value: bigint): string {
  if (value <= -beyond || value >= beyond) throw new RangeError("no words for a number so large");
  if (value === 0n) return zero;
  if (value < 0n) return `${minus} ${toPersianWords(-value)}`;
  const parts: string[] = [];
  let rest = value;
  for (const scale of ["", ...scales]) {
    const group = Number(rest % base);
    if (group > 0) parts.unshift([groupInWords(group), scale].filter(Boolean).join(" "));
    rest /= base;
  }
  return parts.join(` ${and} `);
}

/** @param group 1 to 999 */
function groupInWords(group: number): string {
  const rest = group % 100;
  return [
    hundreds[Math.floor(group / 100) - 1],
    rest < 20 ? upToNineteen[rest - 1] : tens[Math.floor(rest / 10) - 2],
    rest < 20 ? undefined : upToNineteen[(rest % 10) - 1],
  ]
    .filter((word) => word !== undefined)
    .join(` ${and} `);
}

const wordValues = new Map<string, bigint>([
  ...upToNineteen.map((word, at) => [word, BigInt(at + 1)] as const),
  ...tens.map((word, at) => [word, BigInt(20 + at * 10)] as const),
  ...hundreds.map((word, at) => [word, BigInt(100 + at * 100)] as const),
  ["یکصد", 100n],
  ["هیجده", 18n],
]);
const scaleValues = new Map<string, bigint>([
  ...scales.map((word, at) => [word, base ** BigInt(at + 1)] as const),
  ["ملیون", base ** 2n],
  ["ملیارد", base ** 3n],
]);
const words = new RegExp(
  [and, ...wordValues.keys(), ...scaleValues.keys()]
    // «دویست» before «دو»: the longest word that fits is the one that is meant.
    .toSorted((one, other) => other.length - one.length)
    .join("|"),
  "g",
);

/** Without spaces, joiners and marks, in Persian letters: words compare however they were typed. */
export const toBareLetters = (text: string): string =>
  foldForSearch(text).replace(/[\s\p{P}]/gu, "");

/**
 * The number that Persian words say, or undefined. Spaces, joiners, Arabic letters and a missing «و»
 * change nothing; «هزار و سه» and «دو هزار میلیارد» are read as people mean them.
 */
export function fromPersianWords(text: string): bigint | undefined {
  const letters = toBareLetters(text);
  if (letters === zero) return 0n;
  const found = letters.match(words) ?? [];
  return found.join("") === letters ? sumOf(found) : undefined;
}

function sumOf(found: readonly string[]): bigint | undefined {
  const sums: { scale: bigint; value: bigint }[] = [];
  let group = 0n;
  // What may still follow in this group is smaller than this.
  let room = base;
  let isAfterAnd = true;
  for (const word of found) {
    const value = wordValues.get(word);
    const scale = scaleValues.get(word);
    if (value !== undefined) {
      if (value >= room) return undefined;
      group += value;
      room = value >= 100n ? 100n : value >= 20n ? 10n : 1n;
    } else if (scale !== undefined) {
      // Of «دو هزار میلیارد», the thousands belong to what is counted in milliards.
      for (let last = sums.at(-1); last && last.scale < scale; last = sums.at(-1)) {
        group += last.value;
        sums.pop();
      }
      if (sums.at(-1)?.scale === scale || (isAfterAnd && group > 0n)) return undefined;
      sums.push({ scale, value: (group || 1n) * scale });
      group = 0n;
      room = base;
    } else if (isAfterAnd) return undefined;
    isAfterAnd = word === and;
  }
  if (isAfterAnd) return undefined;
  return sums.reduce((total, { value }) => total + value, group);
}
