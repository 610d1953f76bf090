import type {
  EnvelopeStatus,
  RecipientRole,
  RecipientStatus,
  SigningOrder,
} from "@/lib/vocabulary/envelope";

/** The allowed edges of an envelope's life; there are no others. */
const edges: Readonly<Record<EnvelopeStatus, readonly EnvelopeStatus[]>> = {
  draft: ["queued"],
  queued: ["sending", "canceled", "failed"],
  sending: ["in_progress", "queued", "needs_check", "failed"],
  needs_check: ["in_progress", "queued", "failed", "conflict"],
  in_progress: ["completing", "declined", "expired", "canceled", "conflict"],
  completing: ["completed", "conflict"],
  completed: [],
  declined: ["conflict"],
  expired: ["conflict"],
  canceled: ["conflict"],
  // Fix and resend makes a linked copy; the old envelope stays as it is.
  failed: [],
  conflict: [],
};

export const canBecome = (from: EnvelopeStatus, to: EnvelopeStatus): boolean =>
  edges[from].includes(to);

/** Whether nothing more can happen by itself. */
export const hasEnded = (status: EnvelopeStatus): boolean =>
  ["completed", "declined", "expired", "canceled", "failed"].includes(status);

/** Why what needs an envelope that is being signed cannot be done to one of this status. */
export function whyNotOpen(
  status: EnvelopeStatus,
): "not_sent" | "all_signed" | "has_ended" | undefined {
  if (status === "in_progress") return undefined;
  if (status === "completing") return "all_signed";
  return hasEnded(status) || status === "conflict" ? "has_ended" : "not_sent";
}

/** A copy of what may have been sent already would be a second sending without the guards of one. */
export const mayBeCopied = (status: EnvelopeStatus): boolean =>
  status !== "draft" && status !== "needs_check";

export type Turn = {
  readonly id: string;
  readonly position: number;
  readonly role: RecipientRole;
  readonly status: RecipientStatus;
};

const hasActed = ({ status }: Turn): boolean => status === "signed" || status === "approved";
const holdsUp = (turn: Turn): boolean => turn.role !== "viewer" && !hasActed(turn);

/** A viewer never holds up completion; approvers and signers do. */
export const haveAllActed = (turns: readonly Turn[]): boolean =>
  turns.some(({ role }) => role !== "viewer") && !turns.some(holdsUp);

/**
 * Who is to be told now that it is their turn: everybody still waiting in a parallel envelope; in
 * a sequential one those up to the first person who has not acted yet, viewers on the way included.
 */
export function recipientsDue(turns: readonly Turn[], order: SigningOrder): readonly Turn[] {
  const inOrder = [...turns].sort((one, other) => one.position - other.position);
  const stop = order === "parallel" ? -1 : inOrder.findIndex(holdsUp);
  const reached = stop === -1 ? inOrder : inOrder.slice(0, stop + 1);
  return reached.filter(({ status }) => status === "waiting");
}

/** Whether this person can act at this moment. */
export const isTheirTurn = (turn: Turn): boolean =>
  turn.role !== "viewer" && (turn.status === "sent" || turn.status === "seen");

/** How long after an attempt of unknown outcome nobody may send again: its callback may be on its way. */
export const waitBeforeResendMilliseconds = 10 * 60_000;
