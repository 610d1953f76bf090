import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { openConnection } from "@/lib/connections/open-connection";
import { AppError } from "@/lib/kernel/errors";
import { ProviderError } from "@/lib/provider-kit/errors";
import type { AccountActor, SystemActor } from "@/lib/vocabulary/actor";
import { adoptAttempt, bindDocument } from "./bind-document";
import { changeStatus } from "./change-status";
import { requireUnknownAttempt } from "./find-attempt";
import type { Delivery } from "./load-delivery";
import { toSendRecipient } from "./prepare-request";
import { lockEnvelope, recipientsOf, requireConnection, requireEnvelope } from "./queries";
import { isOurs } from "./recognise-document";
import type { AdoptDocumentInput } from "./schema";

/**
 * Before anything is sent again: when an earlier attempt turned out to have made a document after
 * all, that one is taken and nothing is sent.
 */
export const adoptBeforeSending = (
  { envelope: { id } }: Pick<Delivery, "envelope">,
  actor: SystemActor,
  now: Date,
): Promise<boolean> =>
  write(async (tx) => {
    const envelope = await lockEnvelope(tx, id);
    if (envelope.status !== "queued") return false;
    const [made] = await tx
      .select()
      .from(attempts)
      .where(and(eq(attempts.envelopeId, id), isNotNull(attempts.externalId)))
      .limit(1);
    if (!made?.externalId) return false;
    await changeStatus(tx, envelope, {
      to: "sending",
      action: "envelope.sending",
      actor,
      at: now,
      details: { attempt: made.number },
    });
    await adoptAttempt(tx, made, made.externalId, "callback", actor, now);
    return true;
  });

/** How much earlier than our attempt a provider's clock may say that its document was made. */
const clockToleranceMilliseconds = 10 * 60_000;

/**
 * A person found the document in the provider's own panel: it is read back, compared with what was
 * sent, and taken on.
 * @throws AppError `not_found`, `forbidden`, `conflict`, `document_unknown` when the provider has no
 * such document, `document_not_ours` when it is another one, `unreachable`
 */
export async function adoptDocument(
  actor: AccountActor,
  { envelopeId, externalId: typed }: AdoptDocumentInput,
  now: Date,
): Promise<void> {
  const { envelope, attempt, people, connection } = await read(async (db) => {
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.reconcile");
    return {
      envelope,
      attempt: await requireUnknownAttempt(db, envelope),
      people: await recipientsOf(db, envelopeId),
      connection: openConnection(await requireConnection(db, envelope.connectionId), {
        envelopeId,
      }),
    };
  });
  const { provider } = connection;
  const externalId = provider.toExternalId?.(typed) ?? typed.trim();
  const reference = provider.toReference(externalId);
  const snapshot = await connection.session
    .read(reference, { recipients: people.map(toSendRecipient), wantsFile: false })
    .catch((cause: unknown) => {
      if (cause instanceof ProviderError && cause.code === "unknown_document")
        throw new AppError("document_unknown", undefined, {}, { cause });
      throw new AppError("unreachable", undefined, {}, { cause });
    });
  const isTooOld =
    snapshot.createdAt !== null &&
    snapshot.createdAt.getTime() < attempt.startedAt.getTime() - clockToleranceMilliseconds;
  if (isTooOld || !isOurs(snapshot, envelope, people, provider.capabilities))
    throw new AppError("document_not_ours");
  await write(async (tx) => {
    const fresh = await lockEnvelope(tx, envelopeId);
    const current = await requireUnknownAttempt(tx, fresh);
    const found = { connectionId: connection.id, envelope: fresh, attempt: current };
    if (!(await bindDocument(tx, { ...found, externalId, reference, actor, now })))
      throw new AppError("document_not_ours");
    await adoptAttempt(tx, current, externalId, "person", actor, now);
  });
}
