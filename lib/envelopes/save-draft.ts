import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { ZodError } from "zod";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { envelopes, placements, recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { toLatinDigits } from "@/lib/i18n/digits";
import { AppError } from "@/lib/kernel/errors";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import { leaveVersion } from "./draft-versions";
import { hashCode, normalCode } from "./hash-code";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { recipientsOf, requireConnection, requireEnvelope } from "./queries";
import { refreshSearch } from "./refresh-search";
import type { RecipientInput, SaveDraftInput } from "./schema";
import { limits } from "./schema";
import { normaliseIdentity, sealIdentity } from "./seal-identity";

/**
 * Takes the next revision of a draft, if it still is the one that the person saw.
 * @throws AppError `conflict` once it was sent, `stale` when somebody else saved in between
 */
export async function claimRevision(
  tx: Tx,
  envelope: EnvelopeRow,
  rev: number,
  set: Partial<typeof envelopes.$inferInsert>,
): Promise<number> {
  if (envelope.status !== "draft") throw new AppError("conflict");
  const [changed] = await tx
    .update(envelopes)
    .set({ ...set, rev: rev + 1 })
    .where(
      and(eq(envelopes.id, envelope.id), eq(envelopes.rev, rev), eq(envelopes.status, "draft")),
    )
    .returning({ rev: envelopes.rev });
  if (!changed) throw new AppError("stale");
  announceChange(envelope.id);
  return changed.rev;
}

/** As it is kept: Latin digits. */
export const phoneOf = ({ phone }: Pick<RecipientInput, "phone">): string | null =>
  toLatinDigits(phone).replace(/[^\d+ ()-]/g, "") || null;

function requireLongEnoughCodes(people: readonly RecipientInput[]): void {
  const tooShort = people.some(
    ({ identification, senderCode }) =>
      identification === "sender_code" &&
      senderCode !== "" &&
      normalCode(senderCode).length < limits.code.shortest,
  );
  if (tooShort) throw new AppError("invalid", "The code is too short", { input: "senderCode" });
}

/** Keeps a draft as its screen has it. @throws AppError `not_found`, `conflict`, `stale`, `invalid` */
export const saveDraft = (
  actor: AccountActor,
  input: SaveDraftInput,
  now: Date,
): Promise<{ rev: number }> => write((tx) => keepDraft(tx, actor, input, now));

/** As `saveDraft`, inside a transaction of the caller's. */
export async function keepDraft(
  tx: Tx,
  actor: AccountActor,
  input: SaveDraftInput,
  now: Date,
): Promise<{ rev: number }> {
  if (new Set(input.recipients.map(({ id }) => id)).size !== input.recipients.length)
    throw new AppError("invalid", "A recipient is in the list twice", { input: "recipients" });
  requireLongEnoughCodes(input.recipients);
  const envelope = await requireEnvelope(tx, actor, input.envelopeId, "envelope.edit");
  if (envelope.templateVersionId !== null)
    requireSamePlaces(await recipientsOf(tx, envelope.id), input.recipients);
  const { providerId } = await requireConnection(tx, envelope.connectionId);
  const options = requireProvider(providerId).options.safeParse(input.options);
  if (!options.success) throw new AppError("invalid", undefined, { input: wrongOption(options) });
  const rev = await claimRevision(tx, envelope, input.rev, {
    title: input.title,
    message: input.message.trim(),
    signingOrder: input.signingOrder,
    expiresAt: input.expiresAt,
    providerOptions: options.data,
    draftVersion: input.rev + 1,
    updatedAt: now,
  });
  await leaveVersion(tx, envelope, now);
  await replaceRecipients(tx, envelope.id, input.recipients);
  await refreshSearch(tx, envelope.id);
  await recordAudit(tx, {
    action: "envelope.changed",
    actor,
    at: now,
    envelopeId: envelope.id,
    details: { rev, recipients: input.recipients.length },
  });
  return { rev };
}

/** As a form names it: `options.templateId`. */
const wrongOption = ({ error }: { readonly error: ZodError }): string =>
  ["options", ...(error.issues[0]?.path.slice(0, 1) ?? [])].join(".");

/** In a template nobody comes, goes, moves or does something else than its author has said. */
function requireSamePlaces(before: readonly RecipientRow[], now: readonly RecipientInput[]): void {
  const isSame =
    before.length === now.length &&
    before.every(({ id, role }, index) => now[index]?.id === id && now[index]?.role === role);
  if (!isSame) throw new AppError("invalid", undefined, { input: "recipients" });
}

async function replaceRecipients(
  tx: Tx,
  envelopeId: string,
  people: readonly RecipientInput[],
): Promise<void> {
  const before = await recipientsOf(tx, envelopeId);
  const gone = before.filter(({ id }) => !people.some((person) => person.id === id));
  if (gone.length > 0) {
    const ids = gone.map(({ id }) => id);
    await tx.delete(placements).where(inArray(placements.recipientId, ids));
    await tx.delete(recipients).where(inArray(recipients.id, ids));
  }
  // Two people cannot stand in one place, so everybody steps aside before they line up again.
  await tx
    .update(recipients)
    .set({ position: sql`-1 - ${recipients.position}` })
    .where(eq(recipients.envelopeId, envelopeId));
  for (const [position, person] of people.entries()) {
    const known = before.find(({ id }) => id === person.id);
    const row = toRow(person, position, known);
    if (known) await tx.update(recipients).set(row).where(eq(recipients.id, person.id));
    else
      await tx.insert(recipients).values({ ...row, id: person.id, envelopeId, status: "waiting" });
    if (person.role !== "signer")
      await tx.delete(placements).where(eq(placements.recipientId, person.id));
  }
}

const toRow = (person: RecipientInput, position: number, known: RecipientRow | undefined) => ({
  ...sealIdentity(person.id, normaliseIdentity(person.identity)),
  position,
  role: person.role,
  name: person.name,
  email: person.email || null,
  phone: phoneOf(person),
  language: person.language,
  identification: person.identification,
  senderCodeHash: senderCodeHashOf(person, known),
});

/** An empty code keeps the one that is already set. */
function senderCodeHashOf(person: RecipientInput, known: RecipientRow | undefined): string | null {
  if (person.identification !== "sender_code") return null;
  return person.senderCode === "" ? (known?.senderCodeHash ?? null) : hashCode(person.senderCode);
}
