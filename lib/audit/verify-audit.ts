import "server-only";
import { asc, eq, gt } from "drizzle-orm";
import { read } from "@/db/client";
import { auditEvents, auditHead } from "@/db/schema/system";
import { auditHash, chainStart } from "./record-audit";

export type AuditVerdict =
  | { readonly isIntact: true; readonly events: number }
  | { readonly isIntact: false; readonly firstBad: number };

const batch = 1_000;

/** Walks the whole chain and names the first event that is missing, moved or changed. */
export async function verifyAudit(): Promise<AuditVerdict> {
  let sequence = 0;
  let hash = chainStart;
  for (;;) {
    const rows = await read((db) =>
      db
        .select()
        .from(auditEvents)
        .where(gt(auditEvents.sequence, sequence))
        .orderBy(asc(auditEvents.sequence))
        .limit(batch),
    );
    for (const row of rows) {
      const isNext = row.sequence === sequence + 1 && row.previousHash === hash;
      if (!isNext || auditHash(row) !== row.hash)
        return { isIntact: false, firstBad: sequence + 1 };
      sequence = row.sequence;
      hash = row.hash;
    }
    if (rows.length < batch) break;
  }
  const [head] = await read((db) => db.select().from(auditHead).where(eq(auditHead.id, "head")));
  const isHead =
    head === undefined ? sequence === 0 : head.sequence === sequence && head.hash === hash;
  return isHead
    ? { isIntact: true, events: sequence }
    : { isIntact: false, firstBad: sequence + 1 };
}
