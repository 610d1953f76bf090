import "server-only";
import { z } from "zod";
import type { Tx } from "@/db/client";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { scaled } from "@/lib/kernel/fault-injection";

/** What made us look at a provider. */
export type LookReason = "callback" | "poll" | "person";

const readBackPayload = z.strictObject({
  envelopeId: z.string(),
  /** Whether a person asked for it; else it is the poller's, or follows a callback. */
  isAsked: z.boolean().default(false),
});
export type ReadBackPayload = z.infer<typeof readBackPayload>;

/** Reads an envelope's document at its provider and converges on what it finds. */
export const readBack: Job<ReadBackPayload> = {
  name: "read-back",
  payload: readBackPayload,
  // A provider may be away for weeks; an open envelope is looked after for as long as it is open.
  maxTries: 100_000,
};

const minute = 60_000;
/** After the n-th read in a row that brought nothing new. Milliseconds. */
const pauses = [minute, 5 * minute, 15 * minute, 60 * minute, 360 * minute];

/** Milliseconds until the next look, with up to a quarter of jitter. `random` is within [0, 1). */
export const readBackPause = (quietReads: number, random: number): number =>
  (pauses[Math.min(quietReads, pauses.length - 1)] ?? minute) * (1 + random / 4);

/** @param when `isSoon`: somebody is waiting for it; else after so many quiet reads */
export function enqueueReadBack(
  tx: Tx,
  envelopeId: string,
  now: Date,
  when: { readonly isSoon: true } | { readonly quietReads: number; readonly latest?: Date },
): Promise<void> {
  const pause = "isSoon" in when ? 0 : scaled(readBackPause(when.quietReads, Math.random()));
  const usual = new Date(now.getTime() + pause);
  const latest = "latest" in when ? when.latest : undefined;
  const runAt = latest && latest > now && latest < usual ? latest : usual;
  return enqueue(tx, readBack, { envelopeId, isAsked: false }, { now, runAt, key: envelopeId });
}

/** A person wants to know at once. It has a key of its own, so that it is known who asked. */
export const askReadBack = (tx: Tx, envelopeId: string, now: Date): Promise<void> =>
  enqueue(tx, readBack, { envelopeId, isAsked: true }, { now, key: `${envelopeId}/asked` });
