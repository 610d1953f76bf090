import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { getTableName, is, Table } from "drizzle-orm";
import { read } from "@/db/client";
import * as accounts from "@/db/schema/accounts";
import * as connections from "@/db/schema/connections";
import * as delivery from "@/db/schema/delivery";
import * as envelopes from "@/db/schema/envelopes";
import * as links from "@/db/schema/links";
import * as system from "@/db/schema/system";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { exportFacts, exportKinds } from "./export-facts";

const tables = Object.values({
  ...accounts,
  ...connections,
  ...delivery,
  ...envelopes,
  ...links,
  ...system,
}).filter((each) => is(each, Table));

/** Bytes as their letters, so that what was not encrypted would be seen. */
export const asText = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each?.type === "Buffer" ? Buffer.from(each.data).toString("latin1") : each,
  );

/** What every table, every export of this envelope and every file of the data folder holds, by name. */
export async function readKept(
  owner: AccountActor,
  envelopeId: string,
): Promise<Record<string, string>> {
  if (tables.length <= 20) throw new Error("Most tables are missing");
  const places: Record<string, string> = {};
  for (const table of tables)
    places[getTableName(table)] = asText(await read((db) => db.select().from(table)));
  for (const kind of exportKinds)
    places[kind] = (await exportFacts(owner, envelopeId, kind, "en", new Date())).content;
  const files = readdirSync(process.env.DATA_DIR ?? "", { recursive: true, withFileTypes: true });
  for (const file of files.filter((each) => each.isFile()))
    places[file.name] = readFileSync(path.join(file.parentPath, file.name)).toString("latin1");
  return places;
}

/** Which canary stands where. */
export const findCanaries = (
  canaries: Readonly<Record<string, string | RegExp>>,
  places: Readonly<Record<string, string>>,
): string[] =>
  Object.entries(canaries).flatMap(([name, secret]) =>
    Object.entries(places).flatMap(([place, text]) =>
      (typeof secret === "string" ? text.includes(secret) : secret.test(text))
        ? [`${name} in ${place}`]
        : [],
    ),
  );
