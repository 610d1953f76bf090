import "server-only";
import { and, asc, desc, eq, lte } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { draftVersions, envelopes, placements, recipients } from "@/db/schema/envelopes";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { PlacementInput } from "@/lib/placements/schema";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { placementsOf, recipientsOf, requireConnection, toPlacement } from "./queries";
import { refreshSearch } from "./refresh-search";

/** As many as the editor can take back. */
const mostVersions = 100;

/** A ciphertext as base64, as it has to go through JSON. */
type KeptPerson = Omit<
  Pick<
    RecipientRow,
    | "id"
    | "position"
    | "slotId"
    | "role"
    | "name"
    | "email"
    | "phone"
    | "language"
    | "identification"
    | "identityEncrypted"
    | "nationalIdHash"
    | "senderCodeHash"
  >,
  "identityEncrypted"
> & { readonly identityEncrypted: string | null };

type DraftContent = {
  readonly envelope: Pick<
    EnvelopeRow,
    "connectionId" | "title" | "message" | "signingOrder" | "providerOptions"
  > & { readonly expiresAt: string | null };
  readonly recipients: readonly KeptPerson[];
  readonly boxes: readonly PlacementInput[];
};

export type EarlierVersion = {
  readonly version: number;
  /** Where they were when this version was left. */
  readonly boxes: readonly PlacementInput[];
};

/**
 * Keeps a draft as it stands, before its people, its way of sending or its words change. A draft of
 * a template has no editor in which it could be brought back.
 * @param envelope as it is before the change
 */
export async function leaveVersion(tx: Tx, envelope: EnvelopeRow, now: Date): Promise<void> {
  if (envelope.documentId === null) return;
  const { id: envelopeId, draftVersion: version } = envelope;
  const content = toContent(
    envelope,
    await recipientsOf(tx, envelopeId),
    (await placementsOf(tx, envelopeId)).map(toPlacement),
  );
  await tx
    .insert(draftVersions)
    .values({ id: newId(now.getTime()), envelopeId, version, content })
    .onConflictDoUpdate({
      target: [draftVersions.envelopeId, draftVersions.version],
      set: { content },
    });
  const [tooOld] = await tx
    .select({ version: draftVersions.version })
    .from(draftVersions)
    .where(eq(draftVersions.envelopeId, envelopeId))
    .orderBy(desc(draftVersions.version))
    .limit(1)
    .offset(mostVersions);
  if (tooOld)
    await tx
      .delete(draftVersions)
      .where(
        and(eq(draftVersions.envelopeId, envelopeId), lte(draftVersions.version, tooOld.version)),
      );
}

/**
 * Brings everything but the boxes back as it was; all boxes are gone afterwards. What is there now
 * is kept in its turn, so that this, too, can be taken back.
 * @throws AppError `conflict` when that version is not kept any more, or its connection is switched off
 */
export async function returnToVersion(
  tx: Tx,
  envelope: EnvelopeRow,
  version: number,
  now: Date,
): Promise<void> {
  const [row] = await tx
    .select()
    .from(draftVersions)
    .where(and(eq(draftVersions.envelopeId, envelope.id), eq(draftVersions.version, version)));
  if (!row) throw new AppError("conflict");
  const content = row.content as DraftContent;
  const { connectionId, expiresAt } = content.envelope;
  const isOtherWay = connectionId !== envelope.connectionId;
  if (isOtherWay && !(await requireConnection(tx, connectionId)).isEnabled)
    throw new AppError("conflict");
  await leaveVersion(tx, envelope, now);
  await tx
    .update(envelopes)
    .set({
      ...content.envelope,
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
      draftVersion: version,
    })
    .where(eq(envelopes.id, envelope.id));
  await tx.delete(placements).where(eq(placements.envelopeId, envelope.id));
  await tx.delete(recipients).where(eq(recipients.envelopeId, envelope.id));
  for (const { identityEncrypted: sealed, ...person } of content.recipients)
    await tx.insert(recipients).values({
      ...person,
      envelopeId: envelope.id,
      identityEncrypted: sealed === null ? null : Buffer.from(sealed, "base64"),
      status: "waiting",
    });
  await refreshSearch(tx, envelope.id);
}

/**
 * What the editor can bring back, the oldest version first. Without a signer there would be no
 * editor from which to leave it again.
 */
export async function earlierVersions(db: Db, envelopeId: string): Promise<EarlierVersion[]> {
  const rows = await db
    .select()
    .from(draftVersions)
    .where(eq(draftVersions.envelopeId, envelopeId))
    .orderBy(asc(draftVersions.version));
  // Most versions have the boxes of the one before: a page sends the same array once.
  const known = new Map<string, EarlierVersion["boxes"]>();
  return rows.flatMap(({ version, content }) => {
    const { recipients: people, boxes } = content as DraftContent;
    if (!people.some(({ role }) => role === "signer")) return [];
    const key = JSON.stringify(boxes);
    if (!known.has(key)) known.set(key, boxes);
    return [{ version, boxes: known.get(key) ?? boxes }];
  });
}

/** Once a draft is sent or deleted nobody brings anything back. */
export async function forgetVersions(tx: Tx, envelopeId: string): Promise<void> {
  await tx.delete(draftVersions).where(eq(draftVersions.envelopeId, envelopeId));
}

function toContent(
  envelope: EnvelopeRow,
  people: readonly RecipientRow[],
  boxes: readonly PlacementInput[],
): DraftContent {
  const { connectionId, title, message, signingOrder, providerOptions } = envelope;
  const words = { connectionId, title, message, signingOrder, providerOptions };
  return {
    envelope: { ...words, expiresAt: envelope.expiresAt?.toISOString() ?? null },
    recipients: people.map((person) => ({
      id: person.id,
      position: person.position,
      slotId: person.slotId,
      role: person.role,
      name: person.name,
      email: person.email,
      phone: person.phone,
      language: person.language,
      identification: person.identification,
      identityEncrypted: person.identityEncrypted?.toString("base64") ?? null,
      nationalIdHash: person.nationalIdHash,
      senderCodeHash: person.senderCodeHash,
    })),
    boxes,
  };
}
