import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { AppError } from "@/lib/kernel/errors";
import type { AttemptRow } from "./begin-attempt";
import type { EnvelopeRow } from "./queries";

/** The attempt of which nobody knows what became. @throws AppError `conflict` when there is none */
export async function requireUnknownAttempt(db: Db, envelope: EnvelopeRow): Promise<AttemptRow> {
  const [attempt] = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.envelopeId, envelope.id), eq(attempts.state, "unknown")));
  if (envelope.status !== "needs_check" || !attempt) throw new AppError("conflict");
  return attempt;
}
