import "server-only";
import { z } from "zod";
import type { Tx } from "@/db/client";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { requireProvider } from "@/lib/providers/registry";
import type { EnvelopeRow } from "./queries";
import { requireConnection } from "./queries";

export const expireEnvelope: Job<{ envelopeId: string }> = {
  name: "expire-envelope",
  payload: z.strictObject({ envelopeId: z.string() }),
};

/** When an envelope is sent whose deadline the portal keeps: the moment at which it expires. */
export async function planExpiry(
  tx: Tx,
  { id: envelopeId, connectionId, expiresAt }: EnvelopeRow,
  now: Date,
): Promise<void> {
  if (!expiresAt) return;
  const { providerId } = await requireConnection(tx, connectionId);
  const { expiry } = requireProvider(providerId).capabilities;
  if (expiry !== "portal" && expiry !== "both") return;
  await enqueue(tx, expireEnvelope, { envelopeId }, { now, runAt: expiresAt, key: envelopeId });
}
