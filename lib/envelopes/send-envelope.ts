import "server-only";
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { idempotencyKeys } from "@/db/schema/envelopes";
import { openConnection } from "@/lib/connections/open-connection";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { AppError } from "@/lib/kernel/errors";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import { capabilitiesOf } from "@/lib/provider-kit/capabilities-of";
import { activeOptions } from "@/lib/provider-kit/describe-inputs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { changeStatus } from "./change-status";
import { checkEnvelope } from "./check-envelope";
import { checkOptions } from "./check-options";
import { forgetVersions } from "./draft-versions";
import { pagesOf, requireContent } from "./load-content";
import { prepareRequest } from "./prepare-request";
import { placementsOf, recipientsOf, requireConnection, requireEnvelope } from "./queries";
import type { SendEnvelopeInput } from "./schema";

export const deliverEnvelope: Job<{ envelopeId: string }> = {
  name: "deliver-envelope",
  payload: z.strictObject({ envelopeId: z.string() }),
};

/** SHA-256 of the exact call, hexadecimal. */
export const callHash = (call: unknown): string =>
  createHash("sha256").update(JSON.stringify(call)).digest("hex");

/** Which envelope went out under this key. */
export async function sentUnder(
  db: Db,
  actor: AccountActor,
  key: string,
): Promise<string | undefined> {
  const [known] = await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.accountId, actor.accountId), eq(idempotencyKeys.key, key)));
  return known?.envelopeId;
}

const wasAnswered = async (db: Db, actor: AccountActor, input: SendEnvelopeInput) =>
  (await sentUnder(db, actor, input.key)) === input.envelopeId;

/**
 * Asks for an envelope to be sent and returns at once; the `deliver-envelope` job does the rest.
 * The same key again gets the same answer.
 * @throws AppError `not_found`, `conflict` when it left the drafts, `stale` when it is not the
 * revision that the person reviewed, `not_ready_to_send`
 */
export async function sendEnvelope(
  actor: AccountActor,
  input: SendEnvelopeInput,
  now: Date,
): Promise<{ status: "queued" }> {
  crashPoint("t0.before");
  const ask = write((tx) => queueEnvelope(tx, actor, input, now));
  await ask.catch(async (error) => {
    // The other half of a double click may have committed first.
    if (!(await read((db) => wasAnswered(db, actor, input)))) throw error;
  });
  crashPoint("t0.after");
  return { status: "queued" };
}

/** As `sendEnvelope`, inside a transaction of the caller's. */
export async function queueEnvelope(
  tx: Tx,
  actor: AccountActor,
  input: SendEnvelopeInput,
  now: Date,
): Promise<void> {
  const envelope = await requireEnvelope(tx, actor, input.envelopeId, "envelope.send");
  if (await wasAnswered(tx, actor, input)) return;
  if (envelope.status !== "draft") throw new AppError("conflict");
  if (envelope.rev !== input.rev) throw new AppError("stale");
  const content = await requireContent(tx, envelope);
  const people = await recipientsOf(tx, envelope.id);
  const boxes = await placementsOf(tx, envelope.id);
  const row = await requireConnection(tx, envelope.connectionId);
  if (!row.isEnabled) throw new AppError("not_ready_to_send", "The connection is switched off");
  const { provider, settings } = openConnection(row);
  const providerOptions = activeOptions(
    provider.options,
    provider.options.parse(envelope.providerOptions),
  );
  const request = prepareRequest({ ...envelope, providerOptions }, content, people, boxes);
  const problems = [
    ...checkEnvelope(request, pagesOf(content), capabilitiesOf(provider, settings), {
      now,
      isMailConfigured: isMailConfigured(),
      hasSenderCode: (id) => people.some((one) => one.id === id && one.senderCodeHash !== null),
    }),
    ...checkOptions(provider, request).problems,
  ];
  const [first] = problems;
  if (first) throw new AppError("not_ready_to_send", first.code, { problems: problems.length });
  await changeStatus(tx, envelope, {
    to: "queued",
    action: "envelope.send_requested",
    actor,
    at: now,
    set: { providerOptions, requestSha256: callHash(provider.prepare(request, settings)) },
  });
  await forgetVersions(tx, envelope.id);
  await tx.insert(idempotencyKeys).values({
    id: newId(now.getTime()),
    accountId: actor.accountId,
    key: input.key,
    envelopeId: envelope.id,
    createdAt: now,
  });
  await enqueue(tx, deliverEnvelope, { envelopeId: envelope.id }, { now, key: envelope.id });
}
