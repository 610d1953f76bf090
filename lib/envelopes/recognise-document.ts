import type { Snapshot } from "@/lib/provider-kit/contract";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { isServedHere } from "@/lib/vocabulary/capabilities";
import type { EnvelopeRow, RecipientRow } from "./queries";

/**
 * Whether a document that a provider shows is the child of this envelope: its title carries the
 * reference code, and its people are ours, no more and no fewer, but for those in whose role the provider has nobody.
 */
export function isOurs(
  { title, recipients }: Snapshot,
  { referenceCode }: Pick<EnvelopeRow, "referenceCode">,
  people: readonly Pick<RecipientRow, "id" | "role">[],
  capabilities: Pick<Capabilities, "roles">,
): boolean {
  const known = people.filter(({ role }) => !isServedHere(capabilities, role));
  const matched = new Set(recipients.map(({ recipientId }) => recipientId));
  return (
    title.includes(referenceCode) &&
    recipients.length === known.length &&
    known.every(({ id }) => matched.has(id))
  );
}
