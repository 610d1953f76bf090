import { kit } from "../columns";
import { connections } from "./connections";
import { envelopes } from "./envelopes";

/** An envelope whose signed file shows how a connection's provider reads the numbers of a box. */
export const calibrations = kit.table(
  "calibrations",
  {
    envelopeId: kit.id("envelope_id").references(() => envelopes.id),
    connectionId: kit
      .text("connection_id")
      .notNull()
      .references(() => connections.id),
    /** `Landing[]` of lib/provider-kit/contract.ts, as they were printed: the first one is `A`. */
    landings: kit.json<unknown>("landings").notNull(),
    preparedAt: kit.time("prepared_at").notNull(),
    /** The letter of the outline in which the signature was found. */
    chosen: kit.text("chosen"),
  },
  (table) => [kit.index("calibrations_connection").on(table.connectionId, table.preparedAt)],
);
