import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";
import { dialect } from "./dialect";

// One column kit, two dialects. The SQLite types are the canonical TypeScript types; the
// PostgreSQL kit gives the same values at run time and is cast to them.

const sqliteKit = {
  table: sqlite.sqliteTable,
  id: (name = "id") => sqlite.text(name).primaryKey(),
  text: (name: string) => sqlite.text(name),
  enumText: <const Values extends readonly [string, ...string[]]>(name: string, values: Values) =>
    sqlite.text(name, { enum: values as unknown as [Values[number], ...Values[number][]] }),
  int: (name: string) => sqlite.integer(name),
  real: (name: string) => sqlite.real(name),
  bool: (name: string) => sqlite.integer(name, { mode: "boolean" }),
  time: (name: string) => sqlite.integer(name, { mode: "timestamp_ms" }),
  json: <Value>(name: string) => sqlite.text(name, { mode: "json" }).$type<Value>(),
  bytes: (name: string) => sqlite.blob(name, { mode: "buffer" }),
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
};
type Kit = typeof sqliteKit;

const bytea = pg.customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => Buffer.from(value),
});

const postgresKit = {
  table: pg.pgTable,
  id: (name = "id") => pg.text(name).primaryKey(),
  text: (name: string) => pg.text(name),
  enumText: (name: string, values: readonly string[]) =>
    pg.text(name, { enum: values as [string, ...string[]] }),
  int: (name: string) => pg.bigint(name, { mode: "number" }),
  real: (name: string) => pg.doublePrecision(name),
  bool: (name: string) => pg.boolean(name),
  time: (name: string) => pg.timestamp(name, { withTimezone: true, precision: 3, mode: "date" }),
  json: (name: string) => pg.jsonb(name),
  bytes: (name: string) => bytea(name),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
};

export const kit: Kit = dialect === "postgres" ? (postgresKit as unknown as Kit) : sqliteKit;
