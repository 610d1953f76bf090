import "server-only";
import { z } from "zod";
import type { Tx } from "@/db/client";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { scaled } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";
import type { Values } from "@/lib/provider-kit/contract";
import { openAttemptsOf } from "./find-attempt";
import { sealedReference, sealReference } from "./keep-reference";

/** Looks whether a document that called here, and that nobody knows, is of an unknown attempt. */
export const recogniseStranger = {
  name: "recognise-stranger",
  payload: z.strictObject({
    connectionId: z.string(),
    externalId: z.string(),
    /** For which row the reference is sealed. */
    sealedFor: z.string(),
    reference: sealedReference,
  }),
} satisfies Job<unknown>;

export type RecognitionPayload = z.infer<typeof recogniseStranger.payload>;

/** The answer to a create that is on its way says more, and mostly comes. */
const pauseMilliseconds = 20_000;

type Stranger = {
  readonly connectionId: string;
  readonly externalId: string;
  readonly reference: Values;
};

/** Asks nothing of the provider while every create of this connection was answered. */
export async function askRecognition(tx: Tx, stranger: Stranger, now: Date): Promise<void> {
  const { connectionId, externalId, reference } = stranger;
  if ((await openAttemptsOf(tx, connectionId)).length === 0) return;
  const sealedFor = newId(now.getTime());
  await planRecognition(
    tx,
    { connectionId, externalId, sealedFor, reference: sealReference(sealedFor, reference) },
    now,
  );
}

export const planRecognition = (tx: Tx, payload: RecognitionPayload, now: Date) =>
  enqueue(tx, recogniseStranger, payload, {
    now,
    runAt: new Date(now.getTime() + scaled(pauseMilliseconds)),
    key: `${payload.connectionId}/${payload.externalId}`,
  });
