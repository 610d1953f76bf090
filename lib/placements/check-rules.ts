import type { FormatProblem } from "@/lib/recipients/verdict";
import type { BoxPosition, Capabilities, IdentityName } from "@/lib/vocabulary/capabilities";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import type { TemplateFieldGroup } from "@/lib/vocabulary/template";
import type { Size } from "./geometry";
import { pageSize } from "./geometry";
import type { PageBox } from "./schema";

/** What keeps an envelope from being sent, as data; the words are in the message files. */
export type Problem = {
  readonly code:
    | "no_title"
    | "no_signer"
    | "recipient_without_name"
    | "recipient_without_email"
    | "recipient_without_code"
    | "recipient_unreachable"
    | "signer_without_box"
    | "box_for_other_role"
    | "box_outside_page"
    | "box_too_small"
    | "too_many_boxes"
    | "boxes_on_different_pages"
    | "page_turned"
    | "page_offset"
    | "identity_missing"
    | "identity_missing_for_choice"
    | "identity_wrong"
    | "identity_twice"
    | "identity_not_offered"
    | "role_not_known"
    | "expires_in_the_past"
    | "expires_too_late"
    | "file_too_large"
    | "slot_empty"
    | "value_missing"
    | "value_wrong"
    | "option_wrong";
  readonly recipientId?: string;
  readonly placementId?: string;
  /** 1-based. */
  readonly page?: number;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Of a template: which of its fields. */
  readonly field?: { readonly group: TemplateFieldGroup; readonly name: string };
  /** Of an identity: which part. */
  readonly part?: IdentityName;
  /** Of the provider's options: which, and a key of the provider's `problems` in the message files. */
  readonly option?: { readonly name: string; readonly problem: string };
  /** Why it cannot be taken. */
  readonly why?: FormatProblem;
};

type Box = {
  readonly id: string;
  readonly recipientId: string;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** At such a place the size is the provider's own. */
  readonly position?: BoxPosition | undefined;
};
type Person = { readonly id: string; readonly role: RecipientRole; readonly name: string };

/** Rounding of a browser's pixels must not make a box illegal. Points. */
const tolerance = 0.01;

const isBelow = (minimum: Size, { width, height }: Size): boolean =>
  Math.max(width, height) < minimum.width - tolerance ||
  Math.min(width, height) < minimum.height - tolerance;

type SizeRules = Pick<Capabilities["boxes"], "minimum" | "isMinimumAdvised">;

const smallestByHand: Size = { width: 36, height: 16 };

/** Below this a box cannot be made by hand. Points. */
export const smallestBox = ({ minimum, isMinimumAdvised }: SizeRules): Size =>
  isMinimumAdvised ? smallestByHand : minimum;

/** What may be wrong with boxes, and keeps nobody from sending. */
export const doubtPlacements = (
  boxes: readonly Box[],
  { minimum, isMinimumAdvised }: SizeRules,
): Problem[] =>
  boxes
    .filter((box) => isMinimumAdvised && !box.position && isBelow(minimum, box))
    .map(({ id, recipientId, page }) => ({
      code: "box_too_small",
      placementId: id,
      recipientId,
      page,
      values: { ...minimum },
    }));

type PageRules = Pick<Capabilities["boxes"], "areRotatedPagesAllowed" | "areOffsetPagesAllowed">;

const pageProblems = (
  { rotation, cropBox: [left, bottom] }: PageBox,
  { areRotatedPagesAllowed, areOffsetPagesAllowed }: PageRules,
  at: Omit<Problem, "code">,
): Problem[] => [
  ...(rotation !== 0 && !areRotatedPagesAllowed ? [{ code: "page_turned" as const, ...at }] : []),
  ...(!areOffsetPagesAllowed && (left !== 0 || bottom !== 0)
    ? [{ code: "page_offset" as const, ...at }]
    : []),
];

/**
 * The rules for boxes that a provider can express. Where it shows none, those that a draft has stay
 * with the draft and break no rule. @param pages the document's pages in order
 */
export function checkPlacements(
  boxes: readonly Box[],
  people: readonly Person[],
  pages: readonly PageBox[],
  { boxes: rules, pages: pageRule }: Pick<Capabilities, "boxes" | "pages">,
): Problem[] {
  if (rules.count === "none") return [];
  const problems: Problem[] = [];
  for (const box of boxes) {
    const at = { placementId: box.id, recipientId: box.recipientId, page: box.page };
    const page = pages[box.page - 1];
    const size = page && pageSize(page);
    const isInside =
      size !== undefined &&
      box.x >= -tolerance &&
      box.y >= -tolerance &&
      box.x + box.width <= size.width + tolerance &&
      box.y + box.height <= size.height + tolerance;
    // A place that the provider knows by name has no numbers that could be counted otherwise.
    if (page && !box.position) problems.push(...pageProblems(page, rules, at));
    if (!isInside) problems.push({ code: "box_outside_page", ...at });
    if (!rules.isMinimumAdvised && !box.position && isBelow(rules.minimum, box))
      problems.push({ code: "box_too_small", ...at, values: { ...rules.minimum } });
    const person = people.find(({ id }) => id === box.recipientId);
    if (person?.role !== "signer") problems.push({ code: "box_for_other_role", ...at });
  }
  const isOnePage = pageRule === "one_for_all" || pageRule === "one_for_all_with_repeat";
  const first = boxes[0]?.page;
  if (isOnePage && first !== undefined)
    for (const { id, recipientId, page } of boxes.filter((box) => box.page !== first))
      problems.push({
        code: "boxes_on_different_pages",
        placementId: id,
        recipientId,
        page,
        values: { first },
      });
  for (const person of people.filter(({ role }) => role === "signer")) {
    const count = boxes.filter(({ recipientId }) => recipientId === person.id).length;
    const who = { recipientId: person.id, values: { name: person.name } };
    if (rules.required && count === 0) problems.push({ code: "signer_without_box", ...who });
    if (rules.count === "one_per_signer" && count > 1)
      problems.push({ code: "too_many_boxes", ...who });
  }
  return problems;
}
