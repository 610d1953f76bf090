import "server-only";
import type { Tx } from "@/db/client";
import { linkTokens } from "@/db/schema/links";
import { derivedToken, randomToken, tokenHash } from "@/lib/kernel/encryption";
import { newId } from "@/lib/kernel/ids";

type Link = Pick<typeof linkTokens.$inferSelect, "id" | "recipientId">;

/** How long the button of an open page can be pressed. */
const lifeMilliseconds = 12 * 3_600_000;

/** Good for one launch through this link. Nothing of it is kept before it is used. */
export const makeTicket = (linkId: string, now: Date): string =>
  sealTicket(linkId, now.getTime().toString(36), randomToken());

const sealTicket = (linkId: string, time: string, nonce: string): string =>
  [time, nonce, derivedToken("launch", linkId, time, nonce)].join(".");

/** @returns false for a ticket that was used, is too old, or is none of this link's */
export async function takeTicket(
  tx: Tx,
  { id, recipientId }: Link,
  ticket: string,
  now: Date,
): Promise<boolean> {
  const [time = "", nonce = ""] = ticket.split(".");
  const hash = tokenHash(ticket);
  // Hashes, so that the time of the comparison tells nothing.
  if (hash !== tokenHash(sealTicket(id, time, nonce))) return false;
  const expiresAt = new Date(Number.parseInt(time, 36) + lifeMilliseconds);
  if (expiresAt <= now) return false;
  const taken = await tx
    .insert(linkTokens)
    .values({
      id: newId(now.getTime()),
      hash,
      kind: "launch",
      recipientId,
      createdAt: now,
      revokedAt: now,
      expiresAt,
    })
    .onConflictDoNothing()
    .returning({ id: linkTokens.id });
  return taken.length > 0;
}
