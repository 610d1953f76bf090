import "server-only";
import type { Db } from "@/db/client";
import { read, write } from "@/db/client";
import { tooManyAttempts } from "@/lib/accounts/limit-attempts";
import { recordAudit } from "@/lib/audit/record-audit";
import { countCall } from "@/lib/callbacks/limit-calls";
import { openConnection } from "@/lib/connections/open-connection";
import { publicUrl } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import { isLaunched } from "@/lib/vocabulary/capabilities";
import { requireTurn } from "./act-as-recipient";
import { findCurrentDocument } from "./find-attempt";
import { openReference } from "./keep-reference";
import { takeTicket } from "./launch-ticket";
import { noteSeen } from "./mark-seen";
import { lockEnvelope, requireConnection } from "./queries";
import type { RecipientKeys, RecipientVisit } from "./require-recipient";
import { requireRecipient } from "./require-recipient";
import { returnToken } from "./return-link";

const minute = 60_000;
const launchesAMinute = 20;

/**
 * Sends a recipient on to the provider, where they act; once for each ticket. The address holds
 * the provider's secrets: it goes into the answer's `Location` and nowhere else.
 * @returns where to, and the link through which they left
 * @throws AppError `link_unusable`, `code_needed`, `launch_used`, `not_your_turn`, `conflict`, `too_many_attempts`
 */
export async function launchRecipient(
  keys: RecipientKeys,
  ticket: string,
  now: Date,
): Promise<{ readonly address: URL; readonly linkId: string }> {
  const { visit, toAddress } = await read(async (db) => {
    const visit = await requireRecipient(db, keys, now);
    return { visit, toAddress: await openLaunch(db, visit) };
  });
  requireTurn(visit);
  if (!toAddress) throw new AppError("conflict");
  if (countCall(`launch/${visit.recipient.id}`, launchesAMinute, now) !== undefined)
    throw tooManyAttempts(new Date(now.getTime() + minute), now);
  const isTaken = await write(async (tx) => {
    const found = await requireRecipient(tx, keys, now);
    const { envelope, link, recipient, actor } = found;
    requireTurn({ ...found, envelope: await lockEnvelope(tx, envelope.id) });
    if (!(await takeTicket(tx, link, ticket, now))) return false;
    await noteSeen(tx, found, now);
    await recordAudit(tx, {
      action: "recipient.launched",
      actor,
      at: now,
      envelopeId: envelope.id,
      recipientId: recipient.id,
      details: { handedOver: link.issuedTo !== null },
    });
    return true;
  });
  if (!isTaken) throw new AppError("launch_used");
  const linkId = visit.link.id;
  const back = new URL(`/return/${returnToken(linkId)}`, publicUrl());
  const address = toAddress(back);
  if (!address) throw new AppError("conflict");
  return { address, linkId };
}

/**
 * The way of this person to the provider; null when it does not lead there, now or ever.
 * @returns from where they come back to, the address
 */
export async function openLaunch(
  db: Db,
  { envelope, recipient }: Pick<RecipientVisit, "envelope" | "recipient">,
): Promise<((back: URL) => URL | null) | null> {
  if (envelope.status !== "in_progress") return null;
  const { provider, session } = openConnection(await requireConnection(db, envelope.connectionId));
  if (!isLaunched(provider.capabilities, recipient.role)) return null;
  const document = await findCurrentDocument(db, envelope.id);
  const { launch } = session;
  return document && launch ? (back) => launch(openReference(document), back, recipient) : null;
}
