import { bulkActs, bulkOutcomes, bulkStates } from "@/lib/vocabulary/bulk";
import { kit } from "../columns";
import { accounts } from "./accounts";

/** One act on many envelopes, which one person asked for. */
export const bulkRuns = kit.table(
  "bulk_runs",
  {
    id: kit.id(),
    accountId: kit
      .text("account_id")
      .notNull()
      .references(() => accounts.id),
    act: kit.enumText("act", bulkActs).notNull(),
    /** `BulkOrder` of lib/envelopes/schema.ts. */
    order: kit.json<unknown>("act_order").notNull(),
    state: kit.enumText("state", bulkStates).notNull(),
    total: kit.int("total").notNull(),
    /** Network address of who started it. */
    address: kit.text("address"),
    createdAt: kit.time("created_at").notNull(),
    startedAt: kit.time("started_at"),
    finishedAt: kit.time("finished_at"),
  },
  (table) => [kit.index("bulk_runs_account").on(table.accountId, table.createdAt)],
);

/** What becomes of each envelope of a run; written in the transaction that acts on it. */
export const bulkRows = kit.table(
  "bulk_rows",
  {
    id: kit.id(),
    runId: kit
      .text("run_id")
      .notNull()
      .references(() => bulkRuns.id),
    position: kit.int("position").notNull(),
    /** No reference: a draft may be deleted meanwhile. */
    envelopeId: kit.text("envelope_id").notNull(),
    /** As its person saw them when they chose it; null for what they may not see. */
    title: kit.text("title"),
    referenceCode: kit.text("reference_code"),
    foreseen: kit.enumText("foreseen", bulkOutcomes).notNull(),
    /** Null until it is done. */
    outcome: kit.enumText("outcome", bulkOutcomes),
    doneAt: kit.time("done_at"),
  },
  (table) => [
    kit.uniqueIndex("bulk_rows_position").on(table.runId, table.position),
    kit.uniqueIndex("bulk_rows_envelope").on(table.runId, table.envelopeId),
  ],
);
