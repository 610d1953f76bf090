import { kit } from "../columns";

/**
 * What was sent on one day of the office, and what has become of it so far. Made anew from the
 * envelopes by lib/envelopes/refresh-totals.ts, so nothing here is the only record of anything.
 */
export const dailyTotals = kit.table(
  "daily_totals",
  {
    id: kit.id(),
    /** `2026-12-31`, as the office counts its days. */
    day: kit.text("day").notNull(),
    ownerId: kit.text("owner_id").notNull(),
    teamId: kit.text("team_id"),
    connectionId: kit.text("connection_id").notNull(),
    completed: kit.int("completed").notNull(),
    declined: kit.int("declined").notNull(),
    expired: kit.int("expired").notNull(),
    canceled: kit.int("canceled").notNull(),
    /** Failed, or in conflict with its signed file. */
    failed: kit.int("failed").notNull(),
    /** May still be signed. */
    open: kit.int("open").notNull(),
    /** One letter for how long each completed one took: lib/envelopes/duration-letters.ts. */
    durations: kit.text("durations").notNull(),
  },
  (table) => [
    kit.index("daily_totals_day").on(table.day),
    kit.index("daily_totals_owner").on(table.ownerId, table.day),
    kit.index("daily_totals_team").on(table.teamId, table.day),
  ],
);

/** Days of which an envelope changed since they were counted; written by triggers. */
export const staleDays = kit.table(
  "stale_days",
  {
    id: kit.id(),
    /** Days of UTC since 1970. */
    day: kit.int("day").notNull(),
  },
  (table) => [kit.index("stale_days_day").on(table.day)],
);
