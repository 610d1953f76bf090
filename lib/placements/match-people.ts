import type { Proposal } from "./find-signature-lines";
import { foldWords } from "./fold-words";
import type { Party } from "./party-words";
import { partiesIn } from "./read-words";

/** A signer; in the order of the envelope. */
export type Signer = {
  readonly id: string;
  readonly name: string;
  readonly title?: string | undefined;
};

/**
 * Whose place this is, when it is clear: their own name or title stands there, or the party that
 * they are. "First" and "second" are the places in the envelope.
 * @returns the signer's id; undefined when nobody, or more than one, comes into question
 */
export function matchPerson(
  { party, nearby, words }: Pick<Proposal, "party" | "nearby" | "words">,
  signers: readonly Signer[],
): string | undefined {
  const printed = [words, ...nearby].map(foldWords).join("");
  return (
    named(printed, signers) ??
    titled(printed, party, signers) ??
    (party === undefined && signers.length === 1 ? signers[0]?.id : placed(party, signers))
  );
}

/** Parts of a name count when nobody shares them; initials, as in "Ivanov I. P.", beside one. */
function named(printed: string, signers: readonly Signer[]): string | undefined {
  const parts = signers.map(({ name }) => [...new Set(foldWords(name).trim().split(" "))]);
  const shares = signers.map(({ id }, index) => {
    const own = (parts[index] ?? []).filter(
      (part) =>
        part.length >= 3 && !parts.some((others, at) => at !== index && others.includes(part)),
    );
    const whole = own.filter((part) => printed.includes(` ${part} `));
    const initials = own.filter(
      (part) => !whole.includes(part) && printed.includes(` ${part.charAt(0)} `),
    );
    const found = whole.length > 0 ? whole.length + initials.length : 0;
    return { id, share: own.length > 0 ? found / own.length : 0 };
  });
  return best(shares.filter(({ share }) => share >= 0.5));
}

function titled(
  printed: string,
  party: Party | undefined,
  signers: readonly Signer[],
): string | undefined {
  const fitting = signers.filter(({ name, title = "" }) => {
    const folded = foldWords(title);
    const isPrinted = folded.trim() !== "" && printed.includes(folded);
    const isParty =
      party !== undefined &&
      [name, title].some((each) => partiesIn(foldWords(each)).includes(party));
    return isPrinted || isParty;
  });
  return fitting.length === 1 ? fitting[0]?.id : undefined;
}

const placed = (party: Party | undefined, signers: readonly Signer[]): string | undefined => {
  if (party !== "first" && party !== "second") return undefined;
  return signers[party === "first" ? 0 : 1]?.id;
};

function best(shares: readonly { readonly id: string; readonly share: number }[]) {
  const [first, second] = shares.toSorted((one, other) => other.share - one.share);
  return first && first.share !== second?.share ? first.id : undefined;
}
