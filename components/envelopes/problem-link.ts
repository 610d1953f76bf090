import type { Problem } from "@/lib/placements/check-rules";
import type { IdentityName } from "@/lib/vocabulary/capabilities";

/** Where the input of a provider's option stands on its page. */
export const optionAnchor = (name: string): string => `option-${name}`;

export type ProblemFix = {
  readonly href: string;
  readonly words:
    | "fixTitle"
    | "fixValue"
    | "fixPeople"
    | "fixPerson"
    | "fixOption"
    | "fixBoxes"
    | "fixDate"
    | "fixFile";
};

const boxProblems: readonly Problem["code"][] = [
  "signer_without_box",
  "box_for_other_role",
  "box_outside_page",
  "box_too_small",
  "too_many_boxes",
];

/** Where the input of a template's field stands on its page. */
export const valueAnchor = ({ group, name }: NonNullable<Problem["field"]>): string =>
  `value-${group}-${encodeURIComponent(name)}`;

/** Where the input of what is asked of a person stands on its page. */
export const identityAnchor = (recipientId: string, called: IdentityName): string =>
  `identity-${recipientId}-${called}`;

const partOfCode: Readonly<Partial<Record<Problem["code"], IdentityName>>> = {
  recipient_without_name: "name",
  recipient_without_email: "email",
};

/** Where a problem is put right. */
export function toFix(envelopeId: string, problem: Problem): ProblemFix {
  const { code, recipientId, field, option } = problem;
  const people = `/envelopes/${envelopeId}/people`;
  if (field)
    return {
      href: `/envelopes/${envelopeId}/values#${valueAnchor(field)}`,
      words: "fixValue",
    };
  if (boxProblems.includes(code))
    return { href: `/envelopes/${envelopeId}/boxes`, words: "fixBoxes" };
  if (code === "file_too_large") return { href: "/envelopes/new", words: "fixFile" };
  if (code === "no_title") return { href: `${people}#draft-title`, words: "fixTitle" };
  if (code === "expires_in_the_past" || code === "expires_too_late")
    return { href: `${people}#draft-expires`, words: "fixDate" };
  if (option) return { href: `${people}#${optionAnchor(option.name)}`, words: "fixOption" };
  const part = problem.part ?? partOfCode[code];
  if (recipientId && part)
    return { href: `${people}#${identityAnchor(recipientId, part)}`, words: "fixPerson" };
  return recipientId
    ? { href: `${people}#recipient-${recipientId}`, words: "fixPerson" }
    : { href: people, words: "fixPeople" };
}
