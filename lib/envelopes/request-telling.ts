import "server-only";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { capabilitiesUnder } from "@/lib/connections/open-connection";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import type { EnvelopeRow } from "./queries";
import { requireConnection } from "./queries";

/** Tells a provider that an envelope has ended here before everybody had signed there. */
export const tellProvider: Job<{ envelopeId: string }> = {
  name: "tell-provider",
  payload: z.strictObject({ envelopeId: z.string() }),
};

/** Where the provider is told of ends and promises nothing; here the envelope has ended either way. */
export async function askTelling(
  tx: Tx,
  { id: envelopeId, connectionId }: Pick<EnvelopeRow, "id" | "connectionId">,
  now: Date,
): Promise<void> {
  if (capabilitiesUnder(await requireConnection(tx, connectionId)).cancel !== "told") return;
  await enqueue(tx, tellProvider, { envelopeId }, { now, key: envelopeId });
}
