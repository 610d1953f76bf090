import { isEmailWrong } from "@/components/recipients/draft-state";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import type { PersonToCorrect } from "@/lib/envelopes/open-correction";
import type { CorrectRecipientInput, PersonCorrection } from "@/lib/envelopes/schema";
import type { FormatName } from "@/lib/recipients/formats";
import { formats } from "@/lib/recipients/formats";
import type { PartOfPerson } from "@/lib/vocabulary/envelope";
import { partsOfPerson } from "@/lib/vocabulary/envelope";

export type CorrectedEnvelope = Pick<
  EnvelopeView,
  "providerId" | "providerName" | "cancel" | "costOfCreate"
> & {
  readonly envelopeId: string;
  /** Nothing of it was made at its provider: it is sent again whether something is changed or not. */
  readonly hasFailed: boolean;
  /** How many have signed or approved already, and would have to again. */
  readonly acted: number;
};

/** Which of their data are other than they were. */
function changesOf(
  before: PersonToCorrect,
  now: PersonToCorrect,
): readonly (PartOfPerson | "identity")[] {
  const names = [...Object.keys(before.identity), ...Object.keys(now.identity)];
  const isOther = names.some((name) => {
    const part = name as keyof PersonToCorrect["identity"];
    return (before.identity[part] ?? "") !== (now.identity[part] ?? "");
  });
  return [
    ...partsOfPerson.filter((part) => before[part].trim() !== now[part].trim()),
    ...(isOther ? (["identity"] as const) : []),
  ];
}

/**
 * What a correction comes to: `nothing` was changed; it is kept `here`, with a new link; or the
 * provider was told of it when it was sent, so that it is sent `anew`.
 */
export type CorrectionWay = "nothing" | "here" | "anew";

export function wayOf(
  before: readonly PersonToCorrect[],
  now: readonly PersonToCorrect[],
): CorrectionWay {
  const changes = now.flatMap((person, index) => {
    const old = before[index];
    return old ? changesOf(old, person).map((part) => ({ part, old })) : [];
  });
  if (changes.length === 0) return "nothing";
  const people = new Set(changes.map(({ old }) => old.recipientId));
  const isKept = changes.every(({ part, old }) => old.keptHere.some((kept) => kept === part));
  return isKept && people.size === 1 ? "here" : "anew";
}

/** Whether something cannot be right as it stands; each input says what. */
export const isWrong = ({ name, email, phone, identity, asked }: PersonToCorrect): boolean =>
  name.trim() === "" ||
  isEmailWrong(email) ||
  asked.some(({ part, isRequired }) => {
    const text = part.part === "phone" ? phone : (identity[part.part] ?? "");
    if (text.trim() === "") return isRequired && part.choices === undefined;
    return part.scheme in formats && !formats[part.scheme as FormatName](text).ok;
  });

export const toCorrection = (person: PersonToCorrect): PersonCorrection => ({
  recipientId: person.recipientId,
  name: person.name.trim(),
  email: person.email.trim(),
  phone: person.phone.trim(),
  identity: person.identity,
});

export const toCorrectionHere = (
  envelopeId: string,
  { name, email, phone }: PersonToCorrect,
  person: PersonToCorrect,
): CorrectRecipientInput => {
  const { identity: _, ...right } = toCorrection(person);
  return { envelopeId, ...right, seen: { name, email, phone } };
};
