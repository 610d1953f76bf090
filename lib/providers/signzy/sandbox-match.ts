import type { ContractDraft, SignerDraft } from "./sandbox-requests";

/** What the Aadhaar of whoever signs says (simulated). */
export type Kyc = {
  readonly name: string;
  readonly lastFour: string;
  readonly yearOfBirth: string;
  readonly gender: string;
};
export type Match = {
  /** 0.00 to 1.00; null where no name is compared. */
  readonly score: number | null;
  readonly isGenderSame: boolean;
  readonly isYearSame: boolean;
  readonly isLastFourSame: boolean;
  /** Why it is none; null when it is one. */
  readonly problem: string | null;
};

/** Letters only, in one case and without marks of Latin letters; words in the order of the alphabet. */
const toWords = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]+/gu, " ")
    .trim()
    .split(" ")
    .toSorted()
    .join(" ");

/**
 * How alike two names are, in whole hundredths: 1 less the edits (Levenshtein) from one to the other
 * per letter of the longer one. Case, punctuation and the order of the words do not count.
 */
export function compareNames(one: string, other: string): number {
  const [a, b] = [[...toWords(one)], [...toWords(other)]];
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  let row = b.map((_, index) => index + 1);
  for (const [i, letter] of a.entries()) {
    let left = i + 1;
    row = row.map((above, j) => {
      const corner = j === 0 ? i : (row[j - 1] ?? 0);
      left = Math.min(left + 1, above + 1, corner + (letter === b[j] ? 0 : 1));
      return left;
    });
  }
  const edits = b.length === 0 ? a.length : (row.at(-1) ?? 0);
  // Downwards: what is nearly the threshold has not reached it.
  return Math.floor((1 - edits / longer) * 100 + 1e-9) / 100;
}

/** The last four digits are compared and told, but no rule of the document makes them decide. */
export function judge(
  { threshold, isYearMatched, isGenderMatched }: ContractDraft,
  signer: SignerDraft,
  kyc: Kyc,
): Match {
  const score = threshold === null ? null : compareNames(signer.name, kyc.name);
  const isGenderSame = signer.gender === kyc.gender.toLowerCase();
  const isYearSame = signer.yearOfBirth === kyc.yearOfBirth;
  const problems = [
    ...(score !== null && threshold !== null && score < threshold ? ["Name Match Failed"] : []),
    ...(isYearMatched && !isYearSame ? ["Year Of Birth Match Failed"] : []),
    ...(isGenderMatched && !isGenderSame ? ["Gender Match Failed"] : []),
  ];
  return {
    score,
    isGenderSame,
    isYearSame,
    isLastFourSame: signer.lastFour === kyc.lastFour,
    problem: problems.length > 0 ? problems.join(", ") : null,
  };
}
