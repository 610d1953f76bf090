import type { PageProposal } from "@/components/pdf/find-on-page";
import type { PlacementInput } from "@/lib/placements/schema";

/** A proposal becomes the box of the same id; page is 1-based. */
export type LineProposal = PageProposal & { readonly id: string; readonly page: number };

export type LineFindings = {
  readonly proposals: readonly LineProposal[];
  /** How many pages were read, and how many of them hold no text. */
  readonly read: number;
  readonly textless: number;
};

export type LineSearch =
  | { readonly status: "idle" }
  /** `done` pages of all are read; null while the document itself is still coming. */
  | { readonly status: "reading"; readonly done: number | null }
  | ({ readonly status: "found" } & LineFindings)
  | { readonly status: "failed"; readonly reason: string };

const none: readonly LineProposal[] = [];

/** Why a search has nothing to propose: `covered` when every place has its box already. */
export type EmptyReason = "covered" | "noText" | "none";

export const emptyReasonOf = ({ proposals, read, textless }: LineFindings): EmptyReason => {
  if (proposals.length > 0) return "covered";
  return read > 0 && read === textless ? "noText" : "none";
};

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

export const isAnyAccepted = (
  { proposals }: LineFindings,
  boxes: readonly PlacementInput[],
): boolean => proposals.some(({ id }) => boxes.some((box) => box.id === id));

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

/** Everything whose person is not known is this one's. */
export const assignRemaining = (
  proposals: readonly LineProposal[],
  recipientId: string,
): readonly LineProposal[] =>
  proposals.map((proposal) =>
    proposal.recipientId === undefined ? { ...proposal, recipientId } : proposal,
  );

/**
 * The boxes of these proposals, as far as they may be placed together: else the surest come first,
 * and later pages before earlier ones, because contracts are signed at their end.
 */
export function fittingBoxes(
  proposals: readonly LineProposal[],
  mayAdd: (boxes: readonly PlacementInput[]) => boolean,
): readonly PlacementInput[] {
  const all = toBoxes(proposals);
  if (mayAdd(all)) return all;
  const surestFirst = proposals.toSorted(
    (one, other) => other.confidence - one.confidence || other.page - one.page,
  );
  const kept: PlacementInput[] = [];
  for (const box of toBoxes(surestFirst)) if (mayAdd([...kept, box])) kept.push(box);
  return all.filter(({ id }) => kept.some((box) => box.id === id));
}

/** The boxes of these proposals, of those whose person is known. */
export const toBoxes = (proposals: readonly LineProposal[]): readonly PlacementInput[] =>
  proposals.flatMap(({ id, page, recipientId, rect: { x, y, width, height } }) =>
    recipientId === undefined ? [] : [{ id, recipientId, page, x, y, width, height }],
  );
