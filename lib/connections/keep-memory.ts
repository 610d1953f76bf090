import "server-only";
import { and, eq } from "drizzle-orm";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { decryptSecret, encryptSecret, keyedHash } from "@/lib/kernel/encryption";
import type { Memory, Values } from "@/lib/provider-kit/contract";

/** `of` tells the settings that the value was learned with. */
type Kept = { readonly of: string; readonly value: Values };

const placeOf = (connectionId: string) => ({
  table: "connections",
  column: "memory_encrypted",
  row: connectionId,
});

/**
 * What a provider remembers between the calls of a connection. It is bound to the settings: a token
 * that was got with another password, or from another host, is never seen, even when a call that
 * was under way writes it after the settings have changed.
 */
export function keepMemory(connectionId: string, settings: Values): Memory {
  const of = keyedHash("memory", connectionId, JSON.stringify(settings));
  const open = (sealed: Uint8Array): Values | null => {
    const kept: Kept = JSON.parse(decryptSecret(sealed, placeOf(connectionId)).toString());
    return kept.of === of ? kept.value : null;
  };
  const seal = (value: Values): Buffer =>
    encryptSecret(Buffer.from(JSON.stringify({ of, value } satisfies Kept)), placeOf(connectionId));
  return {
    read: async () => {
      const [row] = await read((db) =>
        db
          .select({ sealed: connections.memoryEncrypted, rev: connections.memoryRev })
          .from(connections)
          .where(eq(connections.id, connectionId)),
      );
      return { value: row?.sealed ? open(row.sealed) : null, rev: row?.rev ?? 0 };
    },
    replace: (value, rev) =>
      write(async (tx) => {
        const replaced = await tx
          .update(connections)
          .set({ memoryEncrypted: value && seal(value), memoryRev: rev + 1 })
          .where(and(eq(connections.id, connectionId), eq(connections.memoryRev, rev)))
          .returning({ id: connections.id });
        return replaced.length > 0;
      }),
  };
}
