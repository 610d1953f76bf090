import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { providerDocuments } from "@/db/schema/delivery";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { redact } from "@/lib/kernel/redact";
import { requireProvider } from "@/lib/providers/registry";
import type { ProviderActor } from "@/lib/vocabulary/actor";
import type { AuditAction } from "@/lib/vocabulary/audit";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { isLaunched } from "@/lib/vocabulary/capabilities";
import type { EnvelopeStatus, RecipientStatus } from "@/lib/vocabulary/envelope";
import { becomeConflict } from "./bind-document";
import { announceChange, changeStatus } from "./change-status";
import { findFailedTry } from "./find-failed-try";
import { inviteAfterLook } from "./invite-recipients";
import { limitRecipientLinks } from "./issue-link";
import type { Known, KnownPerson } from "./join-snapshot";
import { joinKnown, progressOf } from "./join-snapshot";
import type { ProviderDocumentRow } from "./keep-snapshot";
import { openKnown, sealKnown } from "./keep-snapshot";
import { notifyOfEnding } from "./notify-people";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { lockEnvelope, recipientsOf, requireConnection } from "./queries";
import type { LookReason } from "./request-read-back";
import { askTelling } from "./request-telling";
import { hasEnded } from "./state";

const actionOf: Readonly<Partial<Record<RecipientStatus, AuditAction>>> = {
  sent: "recipient.sent",
  seen: "recipient.seen",
  filled: "recipient.filled",
  approved: "recipient.approved",
  signed: "recipient.signed",
  declined: "recipient.declined",
};

/** A look at a provider's document: what made us look, on whose word, and when. */
export type Look = {
  readonly because: LookReason;
  readonly actor: ProviderActor;
  readonly at: Date;
};

type Applied = {
  readonly known: Known;
  /** Whether anything is other than before. */
  readonly isNew: boolean;
  readonly status: EnvelopeStatus;
};

/**
 * Puts a fresh look at a provider's document to what was known, and takes envelope and people along
 * the edges that follow. The order in which looks arrive does not matter.
 */
export async function applySnapshot(
  tx: Tx,
  document: ProviderDocumentRow,
  fresh: Known,
  look: Look,
): Promise<Applied> {
  const envelope = await lockEnvelope(tx, document.envelopeId);
  const [current] = await tx
    .select()
    .from(providerDocuments)
    .where(eq(providerDocuments.id, document.id));
  if (!current) throw new Error("A provider's document has vanished");
  const before = openKnown(current);
  const known = before ? joinKnown(before, fresh) : fresh;
  const connection = await requireConnection(tx, envelope.connectionId);
  const { capabilities } = requireProvider(connection.providerId);
  const moved = await movePeople(tx, envelope, { before, known }, capabilities, look);
  const { isRehearsal } = connection;
  const invited = await inviteAfterLook(tx, { envelope, known, capabilities, isRehearsal }, look);
  const status = await moveEnvelope(tx, envelope, known, document.externalId, look);
  const isNew = moved || invited || status !== envelope.status || !before || isOther(before, known);
  await tx
    .update(providerDocuments)
    .set({
      snapshotEncrypted: sealKnown(document.id, known),
      readAt: look.at,
      quietReads: isNew ? 0 : current.quietReads + 1,
    })
    .where(eq(providerDocuments.id, document.id));
  if (isNew) announceChange(envelope.id);
  return { known, isNew, status };
}

/** Apart from the moment of the look. */
const isOther = (before: Known, known: Known): boolean =>
  withoutMoments(before) !== withoutMoments(known);
const withoutMoments = (known: Known): string =>
  JSON.stringify(known, (key, value) => (key === "at" ? undefined : value));

async function movePeople(
  tx: Tx,
  envelope: EnvelopeRow,
  { before, known }: { readonly before: Known | null; readonly known: Known },
  capabilities: Capabilities,
  { because, actor, at }: Look,
): Promise<boolean> {
  let moved = false;
  for (const row of await recipientsOf(tx, envelope.id)) {
    const person = known.people[row.id];
    if (!person) continue;
    await noteFailedTry(tx, row, { before, known }, { because, actor, at });
    const isNew =
      progressOf(person.status) > progressOf(before?.people[row.id]?.status ?? "waiting");
    if (isNew && isLate(envelope, row, person, at)) {
      moved = true;
      await recordAudit(tx, {
        action: "recipient.acted_late",
        actor,
        at,
        envelopeId: envelope.id,
        recipientId: row.id,
        details: {
          known: because,
          act: person.status,
          happenedAt: timeOf(person)?.toISOString() ?? null,
        },
      });
      continue;
    }
    if (progressOf(person.status) <= progressOf(row.status)) continue;
    // Whose turn has come is told by the portal, where their page leads on to the provider.
    if (person.status === "sent" && isLaunched(capabilities, row.role)) continue;
    moved = true;
    await tx.update(recipients).set(columnsOf(row, person)).where(eq(recipients.id, row.id));
    const action = actionOf[person.status];
    if (action)
      await recordAudit(tx, {
        action,
        actor,
        at,
        envelopeId: envelope.id,
        recipientId: row.id,
        details: {
          known: because,
          raw: person.latest.rawState,
          happenedAt: timeOf(person)?.toISOString() ?? null,
          ...(reasonOf(person) && { reason: reasonOf(person) }),
        },
      });
  }
  return moved;
}

/** Each of their tries once; they stay where they are, and may try again. */
async function noteFailedTry(
  tx: Tx,
  { id, envelopeId }: RecipientRow,
  { before, known }: { readonly before: Known | null; readonly known: Known },
  { because, actor, at }: Look,
): Promise<void> {
  const failed = findFailedTry(known, id);
  const last = findFailedTry(before, id);
  if (!failed || (failed.why === last?.why && failed.tries === last.tries)) return;
  await recordAudit(tx, {
    action: "recipient.try_failed",
    actor,
    at,
    envelopeId,
    recipientId: id,
    details: { known: because, reason: redact(failed.why).slice(0, 300), tries: failed.tries },
  });
}

const hasActed = (status: RecipientStatus): boolean => progressOf(status) >= progressOf("approved");

/**
 * What somebody did at the provider once it had ended here is told, and changes nobody's state: also
 * what they did before a withdrawal, when nobody here knew of it.
 */
const isLate = (
  { status, endedAt }: EnvelopeRow,
  row: RecipientRow,
  person: KnownPerson,
  at: Date,
): boolean =>
  hasEnded(status) &&
  endedAt !== null &&
  hasActed(person.status) &&
  (row.status === "canceled" || (person.times.acted ?? at) > endedAt);

function timeOf({ status, times }: KnownPerson): Date | null {
  if (hasActed(status)) return times.acted;
  return status === "filled" ? times.filled : status === "seen" ? times.seen : times.sent;
}

/** Why they declined, in their own words. */
function reasonOf({ status, latest }: KnownPerson): string | null {
  const { reason } = latest.facts;
  return status === "declined" && typeof reason === "string" ? reason : null;
}

const columnsOf = (row: RecipientRow, person: KnownPerson): Partial<RecipientRow> => ({
  status: person.status,
  declineReason: reasonOf(person),
  sentAt: row.sentAt ?? person.times.sent,
  seenAt: row.seenAt ?? person.times.seen,
  ...(hasActed(person.status) && { actedAt: person.times.acted }),
});

const endings = {
  declined: "envelope.declined",
  expired: "envelope.expired",
  canceled: "envelope.canceled",
} as const;

/** @returns where the envelope is now */
async function moveEnvelope(
  tx: Tx,
  envelope: EnvelopeRow,
  known: Known,
  externalId: string,
  { because, actor, at }: Look,
): Promise<EnvelopeStatus> {
  const edge = { actor, at, details: { known: because, raw: known.latest.rawState } };
  if (known.ended && envelope.status === "in_progress") {
    const { ended } = known;
    const who = Object.values(known.people).find(({ status }) => status === "declined");
    const reason = who ? reasonOf(who) : null;
    const set = reason ? { reason } : {};
    await changeStatus(tx, envelope, { ...edge, to: ended, action: endings[ended], set });
    await notifyOfEnding(tx, { ...envelope, ...set }, ended, at, who?.latest.name ?? "");
    await limitRecipientLinks(tx, envelope.id, at);
    if (ended === "declined") await askTelling(tx, envelope, at);
    return ended;
  }
  if (known.ended && envelope.status === "completing") {
    await becomeConflict(tx, envelope, [externalId], actor, at);
    return "conflict";
  }
  if (known.isSigned && envelope.status === "in_progress") {
    await changeStatus(tx, envelope, { ...edge, to: "completing", action: "envelope.all_signed" });
    return "completing";
  }
  return envelope.status;
}
