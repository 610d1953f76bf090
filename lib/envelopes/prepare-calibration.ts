import "server-only";
import { eq } from "drizzle-orm";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { calibrations } from "@/db/schema/calibrations";
import { placements, recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { requireConnection } from "@/lib/connections/queries";
import type { ConnectionInput } from "@/lib/connections/schema";
import { openSettings } from "@/lib/connections/seal-settings";
import { receiveUpload } from "@/lib/documents/receive-upload";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { drawCalibration } from "@/lib/pdf/draw-calibration";
import { can } from "@/lib/policy/can";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { insertDraft, usualDeadline } from "./create-envelope";
import { describeCalibration, titleOfCalibration } from "./describe-calibration";
import { requireDocument } from "./queries";
import { refreshSearch } from "./refresh-search";
import { sealIdentity } from "./seal-identity";

/**
 * Makes a draft of the calibration document with the administrator as its only signer and the box
 * in its place, so that they only add who they are to the provider and send it.
 * @throws AppError `forbidden`, `not_found`, `conflict` where nothing new may go out
 */
export async function prepareCalibration(
  actor: AccountActor,
  { connectionId }: ConnectionInput,
  now: Date,
): Promise<{ envelopeId: string }> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  const connection = await read((db) => requireConnection(db, connectionId));
  const provider = requireProvider(connection.providerId);
  const landings = provider.calibrate?.(openSettings(connection)) ?? [];
  const [asSet] = landings;
  if (!asSet) throw new AppError("not_found");
  if (!connection.isEnabled) throw new AppError("conflict");
  const sheet = describeCalibration(connection, landings);
  const bytes = await drawCalibration(sheet);
  const { documentId } = await receiveUpload(
    actor,
    {
      body: inOnePiece(bytes),
      announcedSize: bytes.length,
      fileName: "Calibration.pdf",
      options: {},
    },
    now,
  );
  return write(async (tx) => {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, actor.accountId));
    const document = await requireDocument(tx, documentId);
    if (!account) throw new AppError("not_found");
    const { capabilities, options } = provider;
    const envelopeId = await insertDraft(tx, {
      ownerId: actor.accountId,
      documentId,
      documentSha256: document.sha256,
      title: titleOfCalibration(connection, account.language),
      expiresAt: await usualDeadline(tx, now),
      now,
      also: {
        connectionId,
        providerOptions: options.parse({}),
        signingOrder: capabilities.order.kinds[0] ?? "sequential",
      },
    });
    const recipientId = newId(now.getTime());
    await tx.insert(recipients).values({
      id: recipientId,
      envelopeId,
      position: 0,
      role: "signer",
      name: account.name,
      email: account.email,
      phone: null,
      language: account.language,
      identification: capabilities.identifications[0] ?? "link",
      senderCodeHash: null,
      ...sealIdentity(recipientId, {}),
      status: "waiting",
    });
    await refreshSearch(tx, envelopeId);
    const { page, rect } = asSet;
    const { x, y, width, height } = rect;
    await tx
      .insert(placements)
      .values({ id: newId(now.getTime()), envelopeId, recipientId, page, x, y, width, height });
    await tx.insert(calibrations).values({ envelopeId, connectionId, landings, preparedAt: now });
    await recordAudit(tx, {
      action: "envelope.created",
      actor,
      at: now,
      envelopeId,
      details: { connection: connection.name },
    });
    return { envelopeId };
  });
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
