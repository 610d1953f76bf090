import "server-only";
import { and, eq, notInArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { partsOfPerson } from "@/lib/vocabulary/envelope";
import { withdrawEnvelope } from "./cancel-envelope";
import type { InsertedCopy } from "./copy-envelope";
import { insertCopy } from "./copy-envelope";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { lockEnvelope, providerOf, recipientsOf, requireEnvelope } from "./queries";
import { refreshSearch } from "./refresh-search";
import { phoneOf } from "./save-draft";
import type { PersonCorrection, ResendCorrectedInput } from "./schema";
import { normaliseIdentity, openIdentity, sealIdentity } from "./seal-identity";
import { queueEnvelope, sentUnder } from "./send-envelope";

/** Where people's data may be put right and all else sent again as it is. */
export const mayBeResent = (status: EnvelopeStatus, hosted: "here" | "there"): boolean =>
  status === "failed" || (status === "in_progress" && hosted === "there");

/** A later one of it that is or was under way: then it has been sent again already. */
export async function hasSuccessor(db: Db, envelopeId: string): Promise<boolean> {
  const [found] = await db
    .select({ id: envelopes.id })
    .from(envelopes)
    .where(
      and(eq(envelopes.copyOfId, envelopeId), notInArray(envelopes.status, ["draft", "failed"])),
    )
    .limit(1);
  return found !== undefined;
}

/**
 * Fix and resend without drawing again: the same document, boxes, order, words and options go out as a
 * new envelope, with people's data put right. One that is still open is withdrawn first, as far as its
 * provider lets itself be told. Wholly or not at all, and once: the same key gets the same answer.
 * @throws AppError `not_found`, `conflict` when it cannot be resent or has been already,
 * `not_ready_to_send` when something is still wrong
 */
export async function resendCorrected(
  actor: AccountActor,
  input: ResendCorrectedInput,
  now: Date,
): Promise<{ envelopeId: string }> {
  try {
    return await write((tx) => resend(tx, actor, input, now));
  } catch (error) {
    // The other half of a double click may have committed first.
    const envelopeId = await read((db) => sentUnder(db, actor, input.key));
    if (!envelopeId) throw error;
    return { envelopeId };
  }
}

async function resend(
  tx: Tx,
  actor: AccountActor,
  { envelopeId, people, reason, key }: ResendCorrectedInput,
  now: Date,
): Promise<{ envelopeId: string }> {
  const answered = await sentUnder(tx, actor, key);
  if (answered) return { envelopeId: answered };
  await requireEnvelope(tx, actor, envelopeId, "envelope.correct");
  const old = await lockEnvelope(tx, envelopeId);
  const { capabilities } = await providerOf(tx, old);
  if (!mayBeResent(old.status, capabilities.hosted) || (await hasSuccessor(tx, old.id)))
    throw new AppError("conflict");
  if (old.status === "in_progress") await withdrawEnvelope(tx, actor, { ...old, reason }, now);
  const copy = await insertCopy(tx, actor, old, now);
  await keepDeadline(tx, old, copy, now);
  const persons = await recipientsOf(tx, copy.envelopeId);
  for (const right of people) {
    const person = persons.find(({ id }) => id === copy.newIds.get(right.recipientId));
    if (!person) throw new AppError("not_found");
    await putRight(tx, actor, person, right, now);
  }
  await refreshSearch(tx, copy.envelopeId);
  await queueEnvelope(tx, actor, { envelopeId: copy.envelopeId, rev: 1, key }, now);
  return { envelopeId: copy.envelopeId };
}

/** As it was, unless it has passed. */
async function keepDeadline(
  tx: Tx,
  { expiresAt }: EnvelopeRow,
  { envelopeId }: InsertedCopy,
  now: Date,
): Promise<void> {
  if (expiresAt === null || expiresAt > now)
    await tx.update(envelopes).set({ expiresAt }).where(eq(envelopes.id, envelopeId));
}

async function putRight(
  tx: Tx,
  actor: AccountActor,
  person: RecipientRow,
  right: PersonCorrection,
  now: Date,
): Promise<void> {
  const { id: recipientId, envelopeId } = person;
  const set = { name: right.name, email: right.email || null, phone: phoneOf(right) };
  const before = openIdentity(recipientId, person.identityEncrypted);
  const identity = normaliseIdentity(right.identity);
  const names = new Set([...Object.keys(before), ...Object.keys(identity)]) as Set<
    keyof typeof before
  >;
  const changed = [
    ...partsOfPerson.filter((part) => set[part] !== person[part]),
    ...[...names].filter((part) => before[part] !== identity[part]),
  ];
  if (changed.length === 0) return;
  await tx
    .update(recipients)
    .set({ ...set, ...sealIdentity(recipientId, identity) })
    .where(eq(recipients.id, recipientId));
  await recordAudit(tx, {
    action: "recipient.corrected",
    actor,
    at: now,
    envelopeId,
    recipientId,
    details: { parts: changed.join(",") },
  });
}
