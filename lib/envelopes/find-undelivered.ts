import "server-only";
import { and, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { linkTokens } from "@/db/schema/links";
import { jobs } from "@/db/schema/system";
import { readNotice, sendNotice } from "./notify-people";

const most = 500;

/**
 * Who of an envelope was to be mailed and could not be: the mail server refused it, or is away. What is
 * lost beyond the mail server nobody hears of here. A link that has ended since is no loss.
 * @returns ids of recipients
 */
export async function findUndelivered(db: Db, envelopeId: string): Promise<ReadonlySet<string>> {
  const failing = await db
    .select({ payload: jobs.payload })
    .from(jobs)
    .where(
      and(
        inArray(jobs.state, ["ready", "dead"]),
        eq(jobs.name, sendNotice.name),
        isNotNull(jobs.lastError),
      ),
    )
    .orderBy(desc(jobs.runAt))
    .limit(most);
  const notices = failing.flatMap(({ payload }) => {
    const notice = readNotice(payload);
    return notice?.envelopeId === envelopeId ? [notice] : [];
  });
  if (notices.length === 0) return new Set();
  const alive = await db
    .select({ recipientId: linkTokens.recipientId })
    .from(linkTokens)
    .where(
      and(
        inArray(
          linkTokens.id,
          notices.map(({ linkId }) => linkId),
        ),
        isNull(linkTokens.revokedAt),
      ),
    );
  return new Set(alive.flatMap(({ recipientId }) => recipientId ?? []));
}
