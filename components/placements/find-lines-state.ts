import type { PageProposal } from "@/components/pdf/find-on-page";
import type { PlacementInput } from "@/lib/placements/schema";

/** A proposal becomes the box of the same id; page is 1-based. */
export type LineProposal = PageProposal & { readonly id: string; readonly page: number };

export type LineSearch =
  | { readonly status: "idle" }
  /** `done` pages of all are read; null while the document itself is still coming. */
  | { readonly status: "reading"; readonly done: number | null }
  | { readonly status: "found"; readonly proposals: readonly LineProposal[] }
  | { readonly status: "failed"; readonly reason: string };

const none: readonly LineProposal[] = [];

/**
 * Those that nobody decided on: a box that stands there already, or was made of it, is a decision;
 * when it is undone the proposal is back.
 */
export function openProposals(
  search: LineSearch,
  boxes: readonly PlacementInput[],
): readonly LineProposal[] {
  if (search.status !== "found") return none;
  return search.proposals.filter(
    (proposal) => !boxes.some((box) => box.id === proposal.id || doesCover(box, proposal)),
  );
}

/** At least half of the proposed place. */
function doesCover(box: PlacementInput, { page, rect }: LineProposal): boolean {
  if (box.page !== page) return false;
  const width = Math.min(box.x + box.width, rect.x + rect.width) - Math.max(box.x, rect.x);
  const height = Math.min(box.y + box.height, rect.y + rect.height) - Math.max(box.y, rect.y);
  return width > 0 && height > 0 && width * height * 2 >= rect.width * rect.height;
}

/** Somebody who was chosen for one place of a party signs at the party's other open places too. */
export const assignProposal = (
  proposals: readonly LineProposal[],
  id: string,
  recipientId: string,
): readonly LineProposal[] => {
  const party = proposals.find((proposal) => proposal.id === id)?.party;
  return proposals.map((proposal) => {
    const isSameParty =
      party !== undefined && proposal.party === party && proposal.recipientId === undefined;
    return proposal.id === id || isSameParty ? { ...proposal, recipientId } : proposal;
  });
};

/** The boxes of these proposals, of those whose person is known. */
export const toBoxes = (proposals: readonly LineProposal[]): readonly PlacementInput[] =>
  proposals.flatMap(({ id, page, recipientId, rect: { x, y, width, height } }) =>
    recipientId === undefined ? [] : [{ id, recipientId, page, x, y, width, height }],
  );
