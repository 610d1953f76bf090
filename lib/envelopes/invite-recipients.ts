import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Actor, ProviderActor } from "@/lib/vocabulary/actor";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { isLaunched, isServedHere } from "@/lib/vocabulary/capabilities";
import type { Known } from "./join-snapshot";
import { notifyRecipient } from "./notify-people";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { recipientsOf } from "./queries";
import { recipientsDue } from "./state";

/** Tells everybody whose turn has come now. */
export async function inviteRecipientsDue(
  tx: Tx,
  envelope: EnvelopeRow,
  actor: Actor,
  now: Date,
): Promise<void> {
  const people = await recipientsOf(tx, envelope.id);
  const due = new Set(recipientsDue(people, envelope.signingOrder).map(({ id }) => id));
  for (const person of people.filter(({ id }) => due.has(id)))
    await invite(tx, person, { actor, at: now, isMailed: true });
}

type Looked = {
  readonly envelope: EnvelopeRow;
  readonly known: Known;
  readonly capabilities: Capabilities;
  readonly isRehearsal: boolean;
};

/**
 * The same after a look at a provider: for people who are launched to it, and those in whose role it
 * has nobody. Whose turn it is it says itself, unless the order is ours to keep. Nothing of a
 * rehearsal is mailed, and nobody is told twice.
 * @returns whether anybody's turn has come
 */
export async function inviteAfterLook(
  tx: Tx,
  { envelope, known, capabilities, isRehearsal }: Looked,
  { actor, at }: { readonly actor: ProviderActor; readonly at: Date },
): Promise<boolean> {
  if (envelope.status !== "in_progress" || known.ended) return false;
  const people = await recipientsOf(tx, envelope.id);
  const inOrder = new Set(recipientsDue(people, envelope.signingOrder).map(({ id }) => id));
  const isOrderOurs = capabilities.order.enforcedBy === "portal";
  const isDue = ({ id, role, status }: RecipientRow) =>
    isLaunched(capabilities, role) && !isOrderOurs
      ? status === "waiting" && known.people[id]?.status === "sent"
      : inOrder.has(id) && (isLaunched(capabilities, role) || isServedHere(capabilities, role));
  const { notifies } = capabilities;
  const areTold = notifies === "provider" || (notifies === "told_in_answer" && known.hasToldPeople);
  const due = people.filter(isDue);
  for (const person of due) {
    if (areTold && isLaunched(capabilities, person.role)) await noteTold(tx, person, actor, at);
    else await invite(tx, person, { actor: portal, at, isMailed: !isRehearsal });
  }
  return due.length > 0;
}

const portal = { kind: "system", job: "next-turn" } as const;

type Invitation = { readonly actor: Actor; readonly at: Date; readonly isMailed: boolean };

async function invite(
  tx: Tx,
  person: RecipientRow,
  { actor, at, isMailed }: Invitation,
): Promise<void> {
  await noteTurn(tx, person, at);
  const mailed = isMailed && (await notifyRecipient(tx, person, "invitation", at));
  await recordAudit(tx, {
    action: "recipient.invited",
    actor,
    at,
    envelopeId: person.envelopeId,
    recipientId: person.id,
    details: { mailed },
  });
}

async function noteTold(tx: Tx, person: RecipientRow, actor: Actor, at: Date): Promise<void> {
  await noteTurn(tx, person, at);
  await recordAudit(tx, {
    action: "recipient.sent",
    actor,
    at,
    envelopeId: person.envelopeId,
    recipientId: person.id,
  });
}

const noteTurn = (tx: Tx, { id }: RecipientRow, at: Date) =>
  tx
    .update(recipients)
    .set({ status: "sent", sentAt: at })
    .where(and(eq(recipients.id, id), eq(recipients.status, "waiting")));
