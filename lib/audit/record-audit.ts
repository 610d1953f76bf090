import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lockRows } from "@/db/differences";
import { auditEvents, auditHead } from "@/db/schema/system";
import { keyedHash } from "@/lib/kernel/encryption";
import { newId } from "@/lib/kernel/ids";
import type { Actor } from "@/lib/vocabulary/actor";
import type { AuditAction } from "@/lib/vocabulary/audit";

export type AuditEvent = {
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly at: Date;
  readonly envelopeId?: string;
  readonly recipientId?: string;
  /** The account that it was done to, where that is not the actor. */
  readonly accountId?: string;
  /** Small facts for the timeline. Never a secret, a token or an identity number. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
};

export const chainStart = "0".repeat(64);

const actorIdOf = (actor: Actor): string => {
  switch (actor.kind) {
    case "account":
      return actor.accountId;
    case "recipient":
      return actor.recipientId;
    case "provider":
      return actor.providerId;
    case "system":
      return actor.job;
  }
};

/** What the chain protects of an event, in a fixed order. */
export const auditHash = (row: Omit<typeof auditEvents.$inferSelect, "hash">): string =>
  keyedHash(
    "audit",
    row.previousHash,
    String(row.sequence),
    row.id,
    row.action,
    row.at.toISOString(),
    row.actorKind,
    row.actorId ?? "",
    row.address ?? "",
    row.envelopeId ?? "",
    row.recipientId ?? "",
    row.accountId ?? "",
    row.details,
  );

/** The newest link of the chain, locked until the transaction ends. */
const lockHead = async (tx: Tx) => {
  const [head] = await lockRows(tx.select().from(auditHead).where(eq(auditHead.id, "head")));
  return head;
};

async function startChain(tx: Tx) {
  const start = { id: "head", sequence: 0, hash: chainStart };
  await tx.insert(auditHead).values(start).onConflictDoNothing();
  return lockHead(tx);
}

/** Writes the fact in the caller's transaction: no fact without the change, no change without the fact. */
export async function recordAudit(tx: Tx, event: AuditEvent): Promise<void> {
  const head = (await lockHead(tx)) ?? (await startChain(tx));
  if (!head) throw new Error("The audit chain has lost its head");
  const row = {
    id: newId(event.at.getTime()),
    sequence: head.sequence + 1,
    action: event.action,
    at: event.at,
    actorKind: event.actor.kind,
    actorId: actorIdOf(event.actor),
    address: "address" in event.actor ? event.actor.address : null,
    envelopeId: event.envelopeId ?? null,
    recipientId: event.recipientId ?? null,
    accountId: event.accountId ?? null,
    details: JSON.stringify(event.details ?? {}),
    previousHash: head.hash,
  };
  const hash = auditHash(row);
  await tx.insert(auditEvents).values({ ...row, hash });
  await tx.update(auditHead).set({ sequence: row.sequence, hash }).where(eq(auditHead.id, "head"));
}
