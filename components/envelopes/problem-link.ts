import type { Problem } from "@/lib/placements/check-rules";

export type ProblemFix = {
  readonly href: string;
  readonly words:
    | "fixTitle"
    | "fixValue"
    | "fixPeople"
    | "fixPerson"
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

/** Where a problem is put right. */
export function toFix(envelopeId: string, { code, recipientId, field }: Problem): ProblemFix {
  const people = `/envelopes/${envelopeId}/people`;
  if (field)
    return {
      href: `/envelopes/${envelopeId}/values#${valueAnchor(field)}`,
      words: "fixValue",
    };
  if (boxProblems.includes(code))
    return { href: `/envelopes/${envelopeId}/boxes`, words: "fixBoxes" };
  if (code === "file_too_large") return { href: "/envelopes/new", words: "fixFile" };
  if (code === "no_title") return { href: `${people}#draft-about`, words: "fixTitle" };
  if (code === "expires_in_the_past") return { href: `${people}#draft-about`, words: "fixDate" };
  return recipientId
    ? { href: `${people}#recipient-${recipientId}`, words: "fixPerson" }
    : { href: people, words: "fixPeople" };
}
