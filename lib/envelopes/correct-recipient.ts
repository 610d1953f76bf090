import "server-only";
import { eq, sql } from "drizzle-orm";
import { write } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { askedParts, hasPageHere } from "@/lib/vocabulary/capabilities";
import type { PartOfPerson } from "@/lib/vocabulary/envelope";
import { partsOfPerson } from "@/lib/vocabulary/envelope";
import { announceChange } from "./change-status";
import { revokeRecipientLinks } from "./issue-link";
import { notifyRecipient } from "./notify-people";
import type { RecipientRow } from "./queries";
import {
  lockEnvelope,
  providerOf,
  recipientsOf,
  requireConnection,
  requireEnvelope,
} from "./queries";
import { refreshSearch } from "./refresh-search";
import { phoneOf } from "./save-draft";
import type { CorrectRecipientInput } from "./schema";

const isOpen = ({ status }: Pick<RecipientRow, "status">): boolean =>
  status === "waiting" || status === "sent" || status === "seen";

/**
 * What can be corrected of somebody without sending anew: they have not acted, and no provider was told
 * of it when it was sent.
 */
export function partsKeptHere(
  capabilities: Capabilities,
  person: Pick<RecipientRow, "role" | "status">,
): readonly PartOfPerson[] {
  if (!isOpen(person) || !hasPageHere(capabilities, person.role)) return [];
  if (capabilities.hosted === "here") return partsOfPerson;
  const told = askedParts(capabilities, person.role).map(({ part }) => part);
  return partsOfPerson.filter((part) => !told.includes(part));
}

/**
 * Puts right how somebody is called or reached while they have not acted. Whoever opened their page
 * before may have been somebody else: all earlier links end, and where it is their turn they are asked
 * anew.
 * @returns whether the new invitation is mailed
 * @throws AppError `not_found`, `conflict`, `stale` when somebody else corrected them in between,
 * `invalid` when their code is mailed and no address is left
 */
export const correctRecipient = (
  actor: AccountActor,
  { envelopeId, recipientId, seen, ...right }: CorrectRecipientInput,
  now: Date,
): Promise<{ isMailed: boolean }> =>
  write(async (tx) => {
    await requireEnvelope(tx, actor, envelopeId, "envelope.correct");
    const envelope = await lockEnvelope(tx, envelopeId);
    const person = (await recipientsOf(tx, envelopeId)).find(({ id }) => id === recipientId);
    if (!person) throw new AppError("not_found");
    const { capabilities } = await providerOf(tx, envelope);
    if (partsOfPerson.some((part) => seen[part] !== (person[part] ?? "")))
      throw new AppError("stale");
    const set = { name: right.name, email: right.email || null, phone: phoneOf(right) };
    const changed = partsOfPerson.filter((part) => set[part] !== person[part]);
    if (changed.length === 0) return { isMailed: false };
    const kept = partsKeptHere(capabilities, person);
    if (envelope.status !== "in_progress" || !changed.every((part) => kept.includes(part)))
      throw new AppError("conflict");
    if (person.identification === "email_code" && !set.email)
      throw new AppError("invalid", "The code is mailed", { input: "email" });
    await revokeRecipientLinks(tx, recipientId, now);
    // What was seen there stays a fact of the provider's.
    const again = capabilities.hosted === "here" && person.status === "seen";
    await tx
      .update(recipients)
      .set({ ...set, ...(again && { status: "sent" as const, seenAt: null }) })
      .where(eq(recipients.id, recipientId));
    await tx
      .update(envelopes)
      .set({ rev: sql`${envelopes.rev} + 1`, updatedAt: now })
      .where(eq(envelopes.id, envelopeId));
    const { isRehearsal } = await requireConnection(tx, envelope.connectionId);
    const isAsked = person.status !== "waiting" && !isRehearsal;
    const isMailed =
      isAsked && (await notifyRecipient(tx, { ...person, ...set }, "invitation", now));
    await recordAudit(tx, {
      action: "recipient.corrected",
      actor,
      at: now,
      envelopeId,
      recipientId,
      details: { parts: changed.join(","), mailed: isMailed },
    });
    await refreshSearch(tx, envelopeId);
    announceChange(envelopeId);
    return { isMailed };
  });
