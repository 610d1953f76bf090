import { kit } from "../columns";

/** One configured set of credentials at a provider. */
export const connections = kit.table("connections", {
  id: kit.id(),
  /** Free text on purpose: the registry knows the providers, the database does not. */
  providerId: kit.text("provider_id").notNull(),
  name: kit.text("name").notNull(),
  settingsEncrypted: kit.bytes("settings_encrypted").notNull(),
  /** New envelopes may choose it; those under way go on either way. */
  isEnabled: kit.bool("is_enabled").notNull().default(true),
  /** It leads to a sandbox of our own: everything through it is marked as rehearsal. */
  isRehearsal: kit.bool("is_rehearsal").notNull().default(false),
  /** `Memory` of lib/provider-kit/contract.ts as JSON, encrypted. */
  memoryEncrypted: kit.bytes("memory_encrypted"),
  memoryRev: kit.int("memory_rev").notNull().default(0),
  /** Nothing is sent before this instant; null when the connection is well. */
  breakerUntil: kit.time("breaker_until"),
  /** A `ProviderErrorCode`, where the breaker is open. */
  breakerReason: kit.text("breaker_reason"),
  /** Failures in a row that opened or would open the breaker. */
  failures: kit.int("failures").notNull().default(0),
  createdAt: kit.time("created_at").notNull(),
  updatedAt: kit.time("updated_at"),
});

/** The last calls of a connection, with secrets, people's numbers and files masked. */
export const providerCalls = kit.table(
  "provider_calls",
  {
    id: kit.id(),
    connectionId: kit
      .text("connection_id")
      .notNull()
      .references(() => connections.id),
    envelopeId: kit.text("envelope_id"),
    at: kit.time("at").notNull(),
    /** Milliseconds until the last byte of the answer, or until it failed. */
    duration: kit.int("duration").notNull(),
    method: kit.text("method").notNull(),
    /** Host, port and path; never a query. */
    address: kit.text("address").notNull(),
    /** HTTP status; null when there was no answer. */
    status: kit.int("status"),
    /** A `TransportErrorCode` when there was no answer. */
    problem: kit.text("problem"),
    /** Bodies as text, masked and cut. */
    requestBody: kit.text("request_body").notNull(),
    answerBody: kit.text("answer_body").notNull(),
    /** Part of a test that went well: the service was asked for what it has to refuse. */
    isMeantRefusal: kit.bool("is_meant_refusal").notNull().default(false),
  },
  (table) => [kit.index("provider_calls_connection").on(table.connectionId, table.at)],
);

/**
 * How the calls of a connection went: one row for every five minutes of the last day, and one of all
 * time (`since` null). Calls themselves are kept far shorter.
 */
export const callCounts = kit.table(
  "call_counts",
  {
    /** Connection and start. */
    id: kit.id(),
    connectionId: kit
      .text("connection_id")
      .notNull()
      .references(() => connections.id),
    since: kit.time("since"),
    calls: kit.int("calls").notNull(),
    /** The service said no to what was asked. */
    refused: kit.int("refused").notNull(),
    /** No answer, or one that says that the connection does not work. */
    failed: kit.int("failed").notNull(),
    /** Milliseconds, of all calls together. */
    duration: kit.int("duration").notNull(),
    /** How many took at most so many milliseconds. */
    within100: kit.int("within_100").notNull(),
    within250: kit.int("within_250").notNull(),
    within500: kit.int("within_500").notNull(),
    within1000: kit.int("within_1000").notNull(),
    within2500: kit.int("within_2500").notNull(),
    within5000: kit.int("within_5000").notNull(),
    within10000: kit.int("within_10000").notNull(),
    within30000: kit.int("within_30000").notNull(),
  },
  (table) => [kit.index("call_counts_connection").on(table.connectionId, table.since)],
);
