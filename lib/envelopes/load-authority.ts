import "server-only";
import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { read, write } from "@/db/client";
import { authorities } from "@/db/schema/system";
import { recordAudit } from "@/lib/audit/record-audit";
import { decryptSecret, encryptSecret } from "@/lib/kernel/encryption";
import type { StoredKey } from "@/lib/signing/create-authority";
import { createAuthority } from "@/lib/signing/create-authority";

export type InstallationKeys = {
  /** Issues the certificate of every person who signs here. */
  readonly authority: StoredKey;
  /** Signs for the installation itself. */
  readonly seal: StoredKey;
};

const place = (id: string) => ({ table: "authorities", column: "key_encrypted", row: id });
/** The seal ends a year before the authority that issued it. */
const years = 19;

/** @throws Error when it has expired: nothing is ever signed with it then. */
async function findKey(id: string, now: Date): Promise<StoredKey | undefined> {
  const [row] = await read((db) => db.select().from(authorities).where(eq(authorities.id, id)));
  if (row && row.expiresAt <= now) throw new Error(`The certificate of "${id}" has expired`);
  return (
    row && {
      certificate: new Uint8Array(row.certificate),
      privateKey: new Uint8Array(decryptSecret(row.keyEncrypted, place(id))),
    }
  );
}

/**
 * This installation's certificates and keys. Made once, before anybody can need them; the keys
 * lie encrypted in the database.
 */
export async function loadAuthority(now: Date): Promise<InstallationKeys> {
  const authority = await findKey("root", now);
  const seal = await findKey("seal", now);
  if (authority && seal) return { authority, seal };
  // Two installations of one office must not look the same in a reader's list of authorities.
  const made = createAuthority(`Muhr ${randomInt(1_000_000).toString().padStart(6, "0")}`, now);
  const expiresAt = new Date(now);
  expiresAt.setUTCFullYear(expiresAt.getUTCFullYear() + years);
  const rows = (
    [
      ["root", made.authority],
      ["seal", made.seal],
    ] as const
  ).map(([id, key]) => ({
    id,
    certificate: Buffer.from(key.certificate),
    keyEncrypted: encryptSecret(key.privateKey, place(id)),
    createdAt: now,
    expiresAt,
  }));
  await write(async (tx) => {
    const inserted = await tx.insert(authorities).values(rows).onConflictDoNothing().returning();
    if (inserted.length > 0)
      await recordAudit(tx, {
        action: "authority.created",
        actor: { kind: "system", job: "start" },
        at: now,
      });
  });
  // Another process may have been first; what the database holds is what counts.
  return loadAuthority(now);
}
