import { accountStates, roles } from "@/lib/vocabulary/account";
import { kit } from "../columns";

/** One row: the office that runs this installation. */
export const organisation = kit.table("organisation", {
  id: kit.id(),
  name: kit.text("name").notNull(),
  language: kit.text("language").notNull(),
  /** An IANA name such as `Asia/Tehran`. */
  timeZone: kit.text("time_zone").notNull(),
  createdAt: kit.time("created_at").notNull(),
});

export const accounts = kit.table(
  "accounts",
  {
    id: kit.id(),
    /** Lower case. */
    email: kit.text("email").notNull(),
    name: kit.text("name").notNull(),
    passwordHash: kit.text("password_hash").notNull(),
    role: kit.enumText("role", roles).notNull(),
    state: kit.enumText("state", accountStates).notNull(),
    language: kit.text("language").notNull(),
    createdAt: kit.time("created_at").notNull(),
    lastSignedInAt: kit.time("last_signed_in_at"),
  },
  (table) => [kit.uniqueIndex("accounts_email").on(table.email)],
);

/** A signed-in browser. The cookie holds a random id; here is its hash, looked up on every request. */
export const sessions = kit.table(
  "sessions",
  {
    id: kit.id(),
    tokenHash: kit.text("token_hash").notNull(),
    accountId: kit
      .text("account_id")
      .notNull()
      .references(() => accounts.id),
    startedAt: kit.time("started_at").notNull(),
    lastSeenAt: kit.time("last_seen_at").notNull(),
    endedAt: kit.time("ended_at"),
    address: kit.text("address"),
    userAgent: kit.text("user_agent"),
  },
  (table) => [
    kit.uniqueIndex("sessions_token_hash").on(table.tokenHash),
    kit.index("sessions_account").on(table.accountId, table.endedAt),
  ],
);

export const invitations = kit.table(
  "invitations",
  {
    id: kit.id(),
    tokenHash: kit.text("token_hash").notNull(),
    email: kit.text("email").notNull(),
    name: kit.text("name").notNull(),
    role: kit.enumText("role", roles).notNull(),
    invitedBy: kit
      .text("invited_by")
      .notNull()
      .references(() => accounts.id),
    createdAt: kit.time("created_at").notNull(),
    expiresAt: kit.time("expires_at").notNull(),
    acceptedAt: kit.time("accepted_at"),
    revokedAt: kit.time("revoked_at"),
  },
  (table) => [
    kit.uniqueIndex("invitations_token_hash").on(table.tokenHash),
    kit.index("invitations_email").on(table.email),
  ],
);

/** Failed tries per key (account, address, recipient code); the next try waits until `blockedUntil`. */
export const limitedAttempts = kit.table("limited_attempts", {
  /** A keyed hash of kind and subject: no e-mail address or network address is kept. */
  id: kit.id(),
  failures: kit.int("failures").notNull(),
  lastFailedAt: kit.time("last_failed_at").notNull(),
  blockedUntil: kit.time("blocked_until"),
});
