import type { Snapshot } from "@/lib/provider-kit/contract";
import type { EnvelopeRow, RecipientRow } from "./queries";

/**
 * Whether a document that a provider shows is the child of this envelope: its title carries the
 * reference code, and its people are ours, no more and no fewer.
 */
export function isOurs(
  { title, recipients }: Snapshot,
  { referenceCode }: Pick<EnvelopeRow, "referenceCode">,
  people: readonly Pick<RecipientRow, "id">[],
): boolean {
  const matched = new Set(recipients.map(({ recipientId }) => recipientId));
  return (
    title.includes(referenceCode) &&
    recipients.length === people.length &&
    people.every(({ id }) => matched.has(id))
  );
}
