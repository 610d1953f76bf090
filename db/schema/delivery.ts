import { sql } from "drizzle-orm";
import { attemptStates, callbackVerdicts } from "@/lib/vocabulary/delivery";
import { kit } from "../columns";
import { connections } from "./connections";
import { envelopes } from "./envelopes";

/** One try to create an envelope at its provider. At most one live attempt per envelope. */
export const attempts = kit.table(
  "attempts",
  {
    id: kit.id(),
    envelopeId: kit
      .text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    number: kit.int("number").notNull(),
    requestSha256: kit.text("request_sha256").notNull(),
    state: kit.enumText("state", attemptStates).notNull(),
    externalId: kit.text("external_id"),
    /** The process that works on it, and until when nobody else may; null for work done here. */
    claimedBy: kit.text("claimed_by"),
    claimedUntil: kit.time("claimed_until"),
    startedAt: kit.time("started_at").notNull(),
    /** When the first byte of the request was about to leave; null when nothing has left. */
    sentAt: kit.time("sent_at"),
    finishedAt: kit.time("finished_at"),
    /** What its call took of it (`AttemptInsert[]`); null when nothing left, or from before. */
    inserts: kit.json<unknown>("inserts"),
    /** `Trouble` of lib/vocabulary/delivery.ts; null when all went well. */
    trouble: kit.json<unknown>("trouble"),
    /** Why a person settled it, in their words. */
    detail: kit.text("detail"),
  },
  (table) => [
    kit.uniqueIndex("attempts_number").on(table.envelopeId, table.number),
    kit
      .uniqueIndex("attempts_live")
      .on(table.envelopeId)
      .where(sql`state in ('prepared', 'sending', 'unknown', 'accepted')`),
    kit.index("attempts_state").on(table.state, table.claimedUntil),
  ],
);

/** A document at a provider: which envelope it belongs to, and how it looked when last read. */
export const providerDocuments = kit.table(
  "provider_documents",
  {
    id: kit.id(),
    connectionId: kit
      .text("connection_id")
      .notNull()
      .references(() => connections.id),
    externalId: kit.text("external_id").notNull(),
    envelopeId: kit
      .text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    attemptId: kit
      .text("attempt_id")
      .notNull()
      .references(() => attempts.id),
    /** The provider's own JSON, opaque to the portal; encrypted, see `keep-reference.ts`. */
    reference: kit.json<unknown>("reference").notNull(),
    /** The joined snapshot without its file, encrypted JSON: it holds what people filled in. */
    snapshotEncrypted: kit.bytes("snapshot_encrypted"),
    readAt: kit.time("read_at"),
    /** Reads in a row that brought nothing new; decides when the next one is due. */
    quietReads: kit.int("quiet_reads").notNull().default(0),
    createdAt: kit.time("created_at").notNull(),
  },
  (table) => [
    kit.uniqueIndex("provider_documents_external").on(table.connectionId, table.externalId),
    kit.index("provider_documents_envelope").on(table.envelopeId),
  ],
);

/**
 * The inbox: the bytes of every callback that reached a known address. What reached the address of a
 * connection and belongs to no document has neither attempt nor envelope.
 */
export const callbacks = kit.table(
  "callbacks",
  {
    id: kit.id(),
    providerId: kit.text("provider_id").notNull(),
    connectionId: kit.text("connection_id"),
    attemptId: kit.text("attempt_id").references(() => attempts.id),
    envelopeId: kit.text("envelope_id"),
    bodyEncrypted: kit.bytes("body_encrypted").notNull(),
    bodySha256: kit.text("body_sha256").notNull(),
    headers: kit.json<Record<string, string>>("headers").notNull(),
    /** Network address that it came from. */
    address: kit.text("address"),
    receivedAt: kit.time("received_at").notNull(),
    lastReceivedAt: kit.time("last_received_at").notNull(),
    /** How often exactly these bytes came. */
    times: kit.int("times").notNull(),
    verdict: kit.enumText("verdict", callbackVerdicts).notNull(),
    /** Why it was refused or changed nothing; a key of the message files. */
    reason: kit.text("reason"),
    externalId: kit.text("external_id"),
    /** Keyed hash of the reference that it brought; null where the address says whose it is. */
    referenceHash: kit.text("reference_hash"),
  },
  (table) => [
    kit.uniqueIndex("callbacks_body").on(table.attemptId, table.bodySha256),
    kit
      .uniqueIndex("callbacks_stranger")
      .on(table.connectionId, table.bodySha256)
      .where(sql`attempt_id is null`),
    kit.index("callbacks_document").on(table.connectionId, table.externalId),
    kit.index("callbacks_envelope").on(table.envelopeId, table.receivedAt),
    kit.index("callbacks_verdict").on(table.providerId, table.verdict),
  ],
);

/** What was refused before anything of it was kept: only counted. */
export const callbackRefusals = kit.table(
  "callback_refusals",
  {
    /** Provider, reason and, where the address was known, its attempt or connection. */
    id: kit.id(),
    providerId: kit.text("provider_id").notNull(),
    attemptId: kit.text("attempt_id"),
    /** Of an address that is one for all documents of a connection. */
    connectionId: kit.text("connection_id"),
    reason: kit.text("reason").notNull(),
    /** Network address that the last of them came from. */
    address: kit.text("address"),
    firstAt: kit.time("first_at").notNull(),
    lastAt: kit.time("last_at").notNull(),
    count: kit.int("count").notNull(),
  },
  (table) => [kit.index("callback_refusals_attempt").on(table.attemptId, table.providerId)],
);

/** What a provider itself said when it was last asked which of its callbacks did not reach us. */
export const callbackChecks = kit.table("callback_checks", {
  connectionId: kit.id("connection_id").references(() => connections.id),
  checkedAt: kit.time("checked_at").notNull(),
  /** `Trouble` of lib/vocabulary/delivery.ts, when it did not answer; null when it did. */
  trouble: kit.json<unknown>("trouble"),
  /** When it last answered, and what: `MissedCallback[]` of lib/callbacks/missed-callbacks.ts, masked. */
  answeredAt: kit.time("answered_at"),
  missed: kit.json<unknown>("missed").notNull(),
});
