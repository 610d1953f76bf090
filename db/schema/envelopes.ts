import { sql } from "drizzle-orm";
import { boxPositions } from "@/lib/vocabulary/capabilities";
import {
  artifactKinds,
  envelopeStatuses,
  identifications,
  markKinds,
  recipientRoles,
  recipientStatuses,
  signingOrders,
} from "@/lib/vocabulary/envelope";
import { kit } from "../columns";
import { accounts } from "./accounts";
import { connections } from "./connections";
import { teams } from "./teams";
import { templateVersions } from "./templates";

/** A PDF and what is known of its pages. The bytes never change after the upload. */
export const documents = kit.table(
  "documents",
  {
    id: kit.id(),
    ownerId: kit
      .text("owner_id")
      .notNull()
      .references(() => accounts.id),
    /** As the person's computer called it, without a path. */
    fileName: kit.text("file_name").notNull(),
    /** Of the bytes that are shown and sent: what was uploaded, decrypted or repaired where needed. */
    sha256: kit.text("sha256").notNull(),
    /** Of the bytes exactly as they were uploaded. */
    originalSha256: kit.text("original_sha256").notNull(),
    /** Bytes. */
    size: kit.int("size").notNull(),
    pageCount: kit.int("page_count").notNull(),
    /** `DocumentFacts` of lib/documents/schema.ts. */
    facts: kit.json<unknown>("facts").notNull(),
    createdAt: kit.time("created_at").notNull(),
  },
  (table) => [kit.index("documents_owner").on(table.ownerId, table.createdAt)],
);

export const envelopes = kit.table(
  "envelopes",
  {
    id: kit.id(),
    ownerId: kit
      .text("owner_id")
      .notNull()
      .references(() => accounts.id),
    /** Whose managers see it; null where it is nobody's but its owner's. */
    teamId: kit.text("team_id").references(() => teams.id),
    connectionId: kit
      .text("connection_id")
      .notNull()
      .references(() => connections.id),
    /** What is sent; null for an envelope that was made from a template. */
    documentId: kit.text("document_id").references(() => documents.id),
    documentSha256: kit.text("document_sha256"),
    templateVersionId: kit.text("template_version_id").references(() => templateVersions.id),
    /** JSON of what was typed, by group and name, encrypted; null where nothing was. */
    templateValuesEncrypted: kit.bytes("template_values_encrypted"),
    /** Short, unguessable and readable over a telephone; printed on everything. */
    referenceCode: kit.text("reference_code").notNull(),
    title: kit.text("title").notNull(),
    /** What the sender writes to the recipients. */
    message: kit.text("message").notNull(),
    status: kit.enumText("status", envelopeStatuses).notNull(),
    /** Goes up with every change of what the envelope says; writers compare it. */
    rev: kit.int("rev").notNull(),
    /** The `rev` with which people, way of sending or words changed last, or were brought back. */
    draftVersion: kit.int("draft_version").notNull().default(0),
    signingOrder: kit.enumText("signing_order", signingOrders).notNull(),
    expiresAt: kit.time("expires_at"),
    providerOptions: kit.json<Record<string, unknown>>("provider_options").notNull(),
    /** SHA-256 of the request that a person approved, made when it was sent. */
    requestSha256: kit.text("request_sha256"),
    reference: kit.json<unknown>("reference"),
    currentAttempt: kit.int("current_attempt").notNull(),
    /** How often in a row nothing could be sent; decides how long the next try waits. */
    waits: kit.int("waits").notNull().default(0),
    /** When the next try to send is due; null when none waits. */
    nextTryAt: kit.time("next_try_at"),
    /** What the provider or the network said last, where it is not all well: `Trouble`. */
    trouble: kit.json<unknown>("trouble"),
    /** The newest revision of the PDF while it is being signed here; null before it was prepared. */
    workingSha256: kit.text("working_sha256"),
    /** Why it was declined, canceled or failed, in the words of who did it. */
    reason: kit.text("reason"),
    copyOfId: kit.text("copy_of_id"),
    /** What a search finds it by, as words: lib/envelopes/refresh-search.ts. The index follows by itself. */
    searchText: kit.text("search_text").notNull(),
    createdAt: kit.time("created_at").notNull(),
    updatedAt: kit.time("updated_at").notNull(),
    sentAt: kit.time("sent_at"),
    endedAt: kit.time("ended_at"),
  },
  (table) => [
    kit.uniqueIndex("envelopes_reference_code").on(table.referenceCode),
    kit.index("envelopes_updated").on(table.updatedAt, table.id),
    kit.index("envelopes_status").on(table.status, table.updatedAt, table.id),
    kit.index("envelopes_owner").on(table.ownerId, table.updatedAt, table.id),
    kit.index("envelopes_owner_status").on(table.ownerId, table.status, table.updatedAt, table.id),
    kit.index("envelopes_expiry").on(table.status, table.expiresAt),
    kit.index("envelopes_document").on(table.documentId),
    kit.index("envelopes_copy").on(table.copyOfId),
    kit.index("envelopes_team").on(table.teamId, table.updatedAt, table.id),
    kit.index("envelopes_team_status").on(table.teamId, table.status, table.updatedAt, table.id),
    kit.index("envelopes_connection").on(table.connectionId, table.updatedAt, table.id),
    kit
      .index("envelopes_connection_status")
      .on(table.connectionId, table.status, table.updatedAt, table.id),
    kit.index("envelopes_sent").on(table.sentAt, table.id),
    // Partial, so that SQLite does not skip through them, and sort, where neither is asked for.
    kit
      .index("envelopes_owner_sent")
      .on(table.ownerId, table.sentAt, table.id)
      .where(sql`owner_id is not null`),
    kit
      .index("envelopes_team_sent")
      .on(table.teamId, table.sentAt, table.id)
      .where(sql`team_id is not null`),
    kit.index("envelopes_ended").on(table.endedAt, table.id),
    kit
      .index("envelopes_owner_ended")
      .on(table.ownerId, table.endedAt, table.id)
      .where(sql`owner_id is not null`),
    kit
      .index("envelopes_team_ended")
      .on(table.teamId, table.endedAt, table.id)
      .where(sql`team_id is not null`),
    kit.index("envelopes_expires").on(table.expiresAt, table.id),
  ],
);

export const recipients = kit.table(
  "recipients",
  {
    id: kit.id(),
    envelopeId: kit
      .text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    /** 0-based place in the list; with `sequential` order also the turn. */
    position: kit.int("position").notNull(),
    /** Their place in the template, as the provider numbers it; null for a document. */
    slotId: kit.text("slot_id"),
    role: kit.enumText("role", recipientRoles).notNull(),
    name: kit.text("name").notNull(),
    email: kit.text("email"),
    phone: kit.text("phone"),
    language: kit.text("language").notNull(),
    identification: kit.enumText("identification", identifications).notNull(),
    /** JSON of `Identity` (lib/provider-kit/contract.ts), encrypted; null where nothing was asked. */
    identityEncrypted: kit.bytes("identity_encrypted"),
    /** Keyed hash of the national number, for search; null where there is none. */
    nationalIdHash: kit.text("national_id_hash"),
    /** Of the code that the sender set: `salt:hash`, keyed. */
    senderCodeHash: kit.text("sender_code_hash"),
    status: kit.enumText("status", recipientStatuses).notNull(),
    declineReason: kit.text("decline_reason"),
    sentAt: kit.time("sent_at"),
    seenAt: kit.time("seen_at"),
    actedAt: kit.time("acted_at"),
    actedAddress: kit.text("acted_address"),
    actedUserAgent: kit.text("acted_user_agent"),
    /** The link that they acted through; the certificate says whether the sender had copied it. */
    actedLinkId: kit.text("acted_link_id"),
    markKind: kit.enumText("mark_kind", markKinds),
    certificateSerial: kit.text("certificate_serial"),
    remindedAt: kit.time("reminded_at"),
  },
  (table) => [kit.uniqueIndex("recipients_position").on(table.envelopeId, table.position)],
);

/** The rectangle on a page for one recipient's signature: `PdfRect` of lib/placements/schema.ts. */
export const placements = kit.table(
  "placements",
  {
    id: kit.id(),
    envelopeId: kit
      .text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    recipientId: kit
      .text("recipient_id")
      .notNull()
      .references(() => recipients.id),
    page: kit.int("page").notNull(),
    x: kit.real("x").notNull(),
    y: kit.real("y").notNull(),
    width: kit.real("width").notNull(),
    height: kit.real("height").notNull(),
    /** The place on a page that the provider knows by name; null where the box stands freely. */
    position: kit.enumText("position", boxPositions),
    /** What the prepared PDF calls this box; null before it was prepared. */
    sealName: kit.text("seal_name"),
  },
  (table) => [kit.index("placements_envelope").on(table.envelopeId, table.page)],
);

/** What a draft was before its people, its way of sending or its words changed: undo brings it back. */
export const draftVersions = kit.table(
  "draft_versions",
  {
    id: kit.id(),
    envelopeId: kit
      .text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    version: kit.int("version").notNull(),
    /** `DraftContent` of lib/envelopes/draft-versions.ts. */
    content: kit.json<unknown>("content").notNull(),
  },
  (table) => [kit.uniqueIndex("draft_versions_version").on(table.envelopeId, table.version)],
);

/** A finished file of an envelope: the signed document, the certificate of completion. */
export const artifacts = kit.table(
  "artifacts",
  {
    id: kit.id(),
    envelopeId: kit
      .text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    kind: kit.enumText("kind", artifactKinds).notNull(),
    sha256: kit.text("sha256").notNull(),
    /** Bytes. */
    size: kit.int("size").notNull(),
    /** What our verifier found: `Verdict` of lib/signing/verify-document.ts. */
    verdict: kit.json<unknown>("verdict").notNull(),
    createdAt: kit.time("created_at").notNull(),
  },
  (table) => [kit.uniqueIndex("artifacts_kind").on(table.envelopeId, table.kind)],
);

/** Answers to requests that a person may have sent twice. */
export const idempotencyKeys = kit.table(
  "idempotency_keys",
  {
    id: kit.id(),
    accountId: kit
      .text("account_id")
      .notNull()
      .references(() => accounts.id),
    key: kit.text("key").notNull(),
    envelopeId: kit.text("envelope_id").notNull(),
    createdAt: kit.time("created_at").notNull(),
  },
  (table) => [kit.uniqueIndex("idempotency_keys_key").on(table.accountId, table.key)],
);
