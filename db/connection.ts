import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import * as accounts from "./schema/accounts";
import * as bulk from "./schema/bulk";
import * as calibrations from "./schema/calibrations";
import * as connections from "./schema/connections";
import * as delivery from "./schema/delivery";
import * as envelopes from "./schema/envelopes";
import * as links from "./schema/links";
import * as relations from "./schema/relations";
import * as system from "./schema/system";
import * as teams from "./schema/teams";
import * as templates from "./schema/templates";
import * as totals from "./schema/totals";

export const schema = {
  ...accounts,
  ...bulk,
  ...calibrations,
  ...connections,
  ...delivery,
  ...envelopes,
  ...links,
  ...relations,
  ...system,
  ...teams,
  ...templates,
  ...totals,
};

/** Drizzle over either database, typed as SQLite: only what both dialects share may be used. */
export type Db = BetterSQLite3Database<typeof schema>;
/** The transaction that a `write` hands in. The only thing that can change anything. */
export type Tx = Db & { readonly __transaction: true };

/** An open database of either kind. */
export type Connection = {
  readonly reader: Db;
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Calls when some process says that it kept changes, as far as the database tells. @returns what ends it */
  listen?(onNotice: () => void): () => Promise<void>;
  close(): Promise<void>;
};

/** For connections that only look. */
export const refuseToWrite = async (): Promise<never> => {
  throw new Error("This connection only reads");
};
