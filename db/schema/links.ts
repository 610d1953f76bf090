import { linkTokenKinds } from "@/lib/vocabulary/envelope";
import { kit } from "../columns";
import { accounts } from "./accounts";
import { connections } from "./connections";
import { attempts } from "./delivery";
import { recipients } from "./envelopes";

/** Only hashes of link tokens are kept. */
export const linkTokens = kit.table(
  "link_tokens",
  {
    id: kit.id(),
    hash: kit.text("hash").notNull(),
    kind: kit.enumText("kind", linkTokenKinds).notNull(),
    recipientId: kit.text("recipient_id").references(() => recipients.id),
    attemptId: kit.text("attempt_id").references(() => attempts.id),
    /** Of a callback address that is one for all documents of a connection. */
    connectionId: kit.text("connection_id").references(() => connections.id),
    /** The account that copied the link to hand it over itself; null when the portal mailed it. */
    issuedTo: kit.text("issued_to").references(() => accounts.id),
    createdAt: kit.time("created_at").notNull(),
    expiresAt: kit.time("expires_at"),
    revokedAt: kit.time("revoked_at"),
  },
  (table) => [
    kit.uniqueIndex("link_tokens_hash").on(table.hash),
    kit.index("link_tokens_recipient").on(table.recipientId),
    kit.index("link_tokens_connection").on(table.connectionId),
  ],
);

/** A browser that opened a recipient's link and, where asked, confirmed the code. */
export const visits = kit.table(
  "visits",
  {
    id: kit.id(),
    tokenHash: kit.text("token_hash").notNull(),
    recipientId: kit
      .text("recipient_id")
      .notNull()
      .references(() => recipients.id),
    linkTokenId: kit
      .text("link_token_id")
      .notNull()
      .references(() => linkTokens.id),
    startedAt: kit.time("started_at").notNull(),
    confirmedAt: kit.time("confirmed_at"),
    expiresAt: kit.time("expires_at").notNull(),
  },
  (table) => [
    kit.uniqueIndex("visits_token_hash").on(table.tokenHash),
    kit.index("visits_recipient").on(table.recipientId),
  ],
);

/** A code that was mailed to a recipient: only a hash, for minutes. */
export const mailedCodes = kit.table("mailed_codes", {
  id: kit.id(),
  recipientId: kit
    .text("recipient_id")
    .notNull()
    .references(() => recipients.id),
  codeHash: kit.text("code_hash").notNull(),
  createdAt: kit.time("created_at").notNull(),
  expiresAt: kit.time("expires_at").notNull(),
  usedAt: kit.time("used_at"),
});
