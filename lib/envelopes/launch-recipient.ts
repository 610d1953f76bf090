import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { tooManyAttempts } from "@/lib/accounts/limit-attempts";
import { recordAudit } from "@/lib/audit/record-audit";
import { countCall } from "@/lib/callbacks/limit-calls";
import { openConnection } from "@/lib/connections/open-connection";
import { publicUrl } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import { isLaunched } from "@/lib/vocabulary/capabilities";
import { requireTurn } from "./act-as-recipient";
import { hasInsert } from "./attempt-texts";
import { findCurrentDocument } from "./find-attempt";
import { openReference } from "./keep-reference";
import { takeTicket } from "./launch-ticket";
import { noteSeen } from "./mark-seen";
import { lockEnvelope, recipientsOf, requireConnection } from "./queries";
import { askReadBack } from "./request-read-back";
import type { RecipientKeys, RecipientVisit } from "./require-recipient";
import { requireRecipient } from "./require-recipient";
import { returnToken } from "./return-link";

const minute = 60_000;
const launchesAMinute = 20;

/**
 * Sends a recipient on to the provider, where they act; once for each ticket. The address holds
 * the provider's secrets: it goes into the answer's `Location` and nowhere else.
 * @returns where to, the link through which they left, and the attempt whose provider was told one
 * way back for all people
 * @throws AppError `link_unusable`, `code_needed`, `launch_used`, `not_your_turn`, `too_many_attempts`,
 * `conflict` also while the provider has not said where to
 */
export async function launchRecipient(
  keys: RecipientKeys,
  ticket: string,
  now: Date,
): Promise<Launched> {
  const { visit, launch } = await read(async (db) => {
    const visit = await requireRecipient(db, keys, now);
    return { visit, launch: await openLaunch(db, visit) };
  });
  requireTurn(visit);
  if (!launch) throw new AppError("conflict");
  const linkId = visit.link.id;
  if (countCall(`launch/${visit.recipient.id}`, launchesAMinute, now) !== undefined)
    throw tooManyAttempts(new Date(now.getTime() + minute), now);
  const address = launch.toAddress(new URL(`/return/${returnToken(linkId)}`, publicUrl()));
  if (!address) {
    await write((tx) => askReadBack(tx, visit.envelope.id, now));
    throw new AppError("conflict");
  }
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
  return { address, linkId, attemptId: launch.attemptId };
}

type Launched = {
  readonly address: URL;
  readonly linkId: string;
  readonly attemptId: string | null;
};

type Launch = Pick<Launched, "attemptId"> & {
  /** From where they come back to, the address; null while the provider has not said it. */
  readonly toAddress: (back: URL) => URL | null;
};

/** The way of this person to the provider; null when it does not lead there, now or ever. */
export async function openLaunch(
  db: Db,
  { envelope, recipient }: Pick<RecipientVisit, "envelope" | "recipient">,
): Promise<Launch | null> {
  if (envelope.status !== "in_progress") return null;
  const { provider, session } = openConnection(await requireConnection(db, envelope.connectionId));
  if (!isLaunched(provider.capabilities, recipient.role)) return null;
  const document = await findCurrentDocument(db, envelope.id);
  const { launch } = session;
  if (!document || !launch) return null;
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, document.attemptId));
  const isToldBack = attempt !== undefined && hasInsert(attempt, "success_url");
  const served = (await recipientsOf(db, envelope.id)).filter(({ role }) =>
    isLaunched(provider.capabilities, role),
  );
  const position = served.findIndex(({ id }) => id === recipient.id);
  return {
    toAddress: (back) => launch(openReference(document), back, { name: recipient.name, position }),
    attemptId: isToldBack ? document.attemptId : null,
  };
}
