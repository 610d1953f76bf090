import { jobStates } from "@/lib/vocabulary/job";
import { kit } from "../columns";

/** Small facts about this database: master key check, boot id, set-up token hash. */
export const meta = kit.table("meta", {
  id: kit.id(),
  value: kit.text("value").notNull(),
});

/** The outbox: commands written in the transaction that needs them, run by a worker. */
export const jobs = kit.table(
  "jobs",
  {
    id: kit.id(),
    name: kit.text("name").notNull(),
    /** At most one waiting job has this key; null where repeats are wanted. */
    key: kit.text("key"),
    payload: kit.json<unknown>("payload").notNull(),
    state: kit.enumText("state", jobStates).notNull(),
    runAt: kit.time("run_at").notNull(),
    tries: kit.int("tries").notNull(),
    leaseOwner: kit.text("lease_owner"),
    leaseUntil: kit.time("lease_until"),
    lastError: kit.text("last_error"),
    createdAt: kit.time("created_at").notNull(),
    finishedAt: kit.time("finished_at"),
  },
  (table) => [
    kit.index("jobs_claim").on(table.state, table.runAt),
    kit.uniqueIndex("jobs_key").on(table.key),
  ],
);

/**
 * What open screens must read again, and who could see it, in the order in which it was committed:
 * 1, 2, 3 … without a gap. Kept for an hour.
 */
export const changes = kit.table(
  "changes",
  {
    sequence: kit.int("sequence").primaryKey(),
    /** Null for more than can be named: everything is to be read again, by everybody. */
    envelopeId: kit.text("envelope_id"),
    ownerId: kit.text("owner_id"),
    teamId: kit.text("team_id"),
    at: kit.time("at").notNull(),
  },
  (table) => [kit.index("changes_at").on(table.at)],
);

/** The number of the last change; its row is locked until the change is committed. */
export const changesHead = kit.table("changes_head", {
  id: kit.id(),
  sequence: kit.int("sequence").notNull(),
});

/** Append-only (triggers refuse update and delete) and hash-chained. */
export const auditEvents = kit.table(
  "audit_events",
  {
    id: kit.id(),
    /** 1, 2, 3 … without a gap. */
    sequence: kit.int("sequence").notNull(),
    action: kit.text("action").notNull(),
    at: kit.time("at").notNull(),
    actorKind: kit.text("actor_kind").notNull(),
    actorId: kit.text("actor_id"),
    address: kit.text("address"),
    envelopeId: kit.text("envelope_id"),
    recipientId: kit.text("recipient_id"),
    accountId: kit.text("account_id"),
    /** JSON as text, exactly as it was hashed. */
    details: kit.text("details").notNull(),
    previousHash: kit.text("previous_hash").notNull(),
    hash: kit.text("hash").notNull(),
  },
  (table) => [
    kit.uniqueIndex("audit_events_sequence").on(table.sequence),
    kit.index("audit_events_envelope").on(table.envelopeId, table.sequence),
  ],
);

/** The end of the audit chain; its row is locked while an event is added. */
export const auditHead = kit.table("audit_head", {
  id: kit.id(),
  sequence: kit.int("sequence").notNull(),
  hash: kit.text("hash").notNull(),
});

/** Certificates and keys that this installation made for itself. Keys are encrypted. */
export const authorities = kit.table("authorities", {
  /** `root` issues certificates; `seal` signs for the installation. */
  id: kit.id(),
  certificate: kit.bytes("certificate").notNull(),
  keyEncrypted: kit.bytes("key_encrypted").notNull(),
  createdAt: kit.time("created_at").notNull(),
  expiresAt: kit.time("expires_at").notNull(),
});
