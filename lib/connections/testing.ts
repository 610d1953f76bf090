import { read, write } from "@/db/client";
import { connections, providerCalls } from "@/db/schema/connections";
import { newId } from "@/lib/kernel/ids";
import type { SigningProvider, Values } from "@/lib/provider-kit/contract";
import { providers } from "@/lib/providers/registry";
import type { ConnectionRow } from "./seal-settings";
import { sealSettings } from "./seal-settings";

/** The registry with one more provider, for as long as the tests of a file run. */
export function registerProvider(provider: SigningProvider): void {
  (providers as SigningProvider[]).push(provider);
}

/** A connection as it lies in the database. */
export async function makeConnection(
  provider: SigningProvider,
  settings: Values,
  also: Partial<ConnectionRow> = {},
): Promise<ConnectionRow> {
  const id = newId();
  return write(async (tx) => {
    const [row] = await tx
      .insert(connections)
      .values({
        id,
        providerId: provider.id,
        name: "Office",
        settingsEncrypted: sealSettings(id, settings),
        createdAt: new Date(),
        ...also,
      })
      .returning();
    if (!row) throw new Error("The connection was not written");
    return row;
  });
}

export const callsOf = (connectionId: string) =>
  read((db) =>
    db.query.providerCalls.findMany({
      where: (call, { eq }) => eq(call.connectionId, connectionId),
      orderBy: (call, { asc }) => asc(call.at),
    }),
  );

/** Every row of the tables of this room, as text: where a secret must not be found. */
export const everythingStored = async (): Promise<string> =>
  JSON.stringify(
    await read(async (db) => [
      await db.select().from(connections),
      await db.select().from(providerCalls),
    ]),
  );
