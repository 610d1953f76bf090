import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { callbackChecks, providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { requirePermission } from "@/lib/accounts/require-session";
import type { MissedCallback } from "@/lib/callbacks/schema";
import { missedCallback } from "@/lib/callbacks/schema";
import { hasOwnAddress } from "@/lib/connections/callback-address";
import { requireConnection } from "@/lib/connections/queries";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { isMadeUp } from "./plan-callback-check";

type Check = {
  readonly checkedAt: Date | null;
  /** When the provider last answered, which may be earlier. */
  readonly answeredAt: Date | null;
  readonly trouble: Trouble | null;
  readonly missed: readonly MissedCallback[];
};

/** What a connection's provider said when it was last asked. */
export async function missedOf(db: Db, connectionId: string): Promise<Check> {
  const [row] = await db
    .select()
    .from(callbackChecks)
    .where(eq(callbackChecks.connectionId, connectionId));
  return {
    checkedAt: row?.checkedAt ?? null,
    answeredAt: row?.answeredAt ?? null,
    trouble: (row?.trouble ?? null) as Trouble | null,
    missed: z.array(missedCallback).parse(row?.missed ?? []),
  };
}

export type MissedView = Omit<Check, "missed"> & {
  readonly missed: readonly (MissedCallback & {
    readonly referenceCode: string;
    /** When its document was read back after that; null when it was not yet. */
    readonly madeUpAt: Date | null;
  })[];
};

/** @returns null for a provider that does not remember its callbacks */
export async function loadMissedCallbacks(connectionId: string): Promise<MissedView | null> {
  await requirePermission("connection.manage");
  return read(async (db) => {
    if (!hasOwnAddress(await requireConnection(db, connectionId))) return null;
    const check = await missedOf(db, connectionId);
    const numbers = check.missed.map(({ externalId }) => externalId);
    const documents = await db
      .select({
        externalId: providerDocuments.externalId,
        readAt: providerDocuments.readAt,
        referenceCode: envelopes.referenceCode,
      })
      .from(providerDocuments)
      .innerJoin(envelopes, eq(envelopes.id, providerDocuments.envelopeId))
      .where(
        and(
          eq(providerDocuments.connectionId, connectionId),
          inArray(providerDocuments.externalId, numbers),
        ),
      );
    return {
      ...check,
      missed: check.missed.flatMap((each) => {
        const document = documents.find(({ externalId }) => externalId === each.externalId);
        if (!document) return [];
        const { referenceCode, readAt } = document;
        return [{ ...each, referenceCode, madeUpAt: isMadeUp(each, readAt) ? readAt : null }];
      }),
    };
  });
}
