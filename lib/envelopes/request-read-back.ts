import "server-only";
import { z } from "zod";
import type { Tx } from "@/db/client";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { scaled } from "@/lib/kernel/fault-injection";

/** Reads an envelope's document at its provider and converges on what it finds. */
export const readBack: Job<{ envelopeId: string }> = {
  name: "read-back",
  payload: z.strictObject({ envelopeId: z.string() }),
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
  return enqueue(tx, readBack, { envelopeId }, { now, runAt, key: envelopeId });
}
