import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { describeTrouble } from "@/lib/connections/describe-trouble";
import type { OpenConnection } from "@/lib/connections/open-connection";
import { openConnection } from "@/lib/connections/open-connection";
import { noteFailure, noteSuccess } from "@/lib/connections/trip-breaker";
import type { Snapshot, Values } from "@/lib/provider-kit/contract";
import { secretsOf } from "@/lib/provider-kit/describe-inputs";
import { ProviderError } from "@/lib/provider-kit/errors";
import { DownloadError, TransportError } from "@/lib/provider-kit/http";
import type { ProviderActor } from "@/lib/vocabulary/actor";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { announceChange } from "./change-status";
import { toSendRecipient } from "./prepare-request";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { recipientsOf, requireConnection } from "./queries";

/** An envelope with all that a look at its provider needs. */
export type Case = {
  readonly envelope: EnvelopeRow;
  readonly people: readonly RecipientRow[];
  readonly connection: OpenConnection;
  readonly actor: ProviderActor;
};

export const loadCase = (envelope: EnvelopeRow): Promise<Case> =>
  read(async (db) => {
    const row = await requireConnection(db, envelope.connectionId);
    const connection = openConnection(row, { envelopeId: envelope.id });
    const actor = { kind: "provider", providerId: connection.provider.id, address: null } as const;
    return { envelope, people: await recipientsOf(db, envelope.id), connection, actor };
  });

/** @throws ProviderError, TransportError; a failure counts against the connection */
export async function look(
  { connection, people }: Case,
  reference: Values,
  wantsFile: boolean,
  now: Date,
): Promise<Snapshot> {
  try {
    const snapshot = await connection.session.read(reference, {
      recipients: people.map(toSendRecipient),
      wantsFile,
    });
    await write((tx) => noteSuccess(tx, connection.id));
    return snapshot;
  } catch (error) {
    if (error instanceof ProviderError || error instanceof TransportError)
      await write((tx) => noteFailure(tx, connection.id, error.code, now));
    throw error;
  }
}

/**
 * As `look`; while only the file is missing, why it did not come is told on the envelope's page. A
 * link that gives no file is no failure of the connection: the next look asks for another one.
 * @returns undefined when there was such a link @throws ProviderError, TransportError
 */
export async function lookForFile(
  open: Case,
  reference: Values,
  wantsFile: boolean,
  now: Date,
): Promise<Snapshot | undefined> {
  const { envelope, connection } = open;
  try {
    return await look(open, reference, wantsFile, now);
  } catch (error) {
    const isKnown =
      error instanceof ProviderError ||
      error instanceof TransportError ||
      error instanceof DownloadError;
    if (!isKnown) throw error;
    const secrets = secretsOf(connection.provider.settings, connection.settings);
    await write((tx) => noteFileTrouble(tx, envelope.id, describeTrouble(error, secrets)));
    if (error instanceof DownloadError) return undefined;
    throw error;
  }
}

/** Only while a file is missing: of an envelope that is open or over it says nothing. */
export async function noteFileTrouble(tx: Tx, envelopeId: string, trouble: Trouble): Promise<void> {
  const told = await tx
    .update(envelopes)
    .set({ trouble })
    .where(and(eq(envelopes.id, envelopeId), eq(envelopes.status, "completing")))
    .returning({ id: envelopes.id });
  if (told.length > 0) announceChange(envelopeId);
}
