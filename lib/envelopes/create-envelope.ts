import "server-only";
import { randomInt } from "node:crypto";
import type { Db, Tx } from "@/db/client";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { teamForNew } from "@/lib/accounts/teams-of";
import { recordAudit } from "@/lib/audit/record-audit";
import { ensureHostedConnection } from "@/lib/connections/ensure-hosted-connection";
import { endOfDay, toDay } from "@/lib/i18n/end-of-day";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import { requireOffice } from "./compose-notice";
import { requireDocument } from "./queries";
import { toSearchText } from "./refresh-search";
import type { CreateEnvelopeInput } from "./schema";
import { limits } from "./schema";

const usualDays = 30;
// Crockford's base 32: nothing that looks or sounds like something else over a telephone.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 50 random bits as `K7Q2X-4PDM9`. */
export const newReferenceCode = (): string => {
  const code = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("");
  return `${code.slice(0, 5)}-${code.slice(5)}`;
};

/** What a file is called without its ending; the title of a new draft. */
const toTitle = (fileName: string): string =>
  fileName
    .replace(/\.pdf$/i, "")
    .replace(/[_\s]+/g, " ")
    .trim()
    .slice(0, limits.title);

/** Makes a draft of an uploaded document. @throws AppError `not_found` for a foreign document */
export const createEnvelope = (
  actor: AccountActor,
  { documentId }: CreateEnvelopeInput,
  now: Date,
): Promise<{ envelopeId: string }> =>
  write(async (tx) => {
    const document = await requireDocument(tx, documentId);
    if (!can(actor, "document.read", document)) throw new AppError("not_found");
    const envelopeId = await insertDraft(tx, {
      ownerId: actor.accountId,
      documentId,
      documentSha256: document.sha256,
      title: toTitle(document.fileName),
      expiresAt: await usualDeadline(tx, now),
      now,
    });
    await recordAudit(tx, { action: "envelope.created", actor, at: now, envelopeId });
    return { envelopeId };
  });

/** The end of a day of the office, some weeks from now. */
export async function usualDeadline(db: Db, now: Date): Promise<Date> {
  const { timeZone } = await requireOffice(db);
  const later = new Date(now.getTime() + usualDays * 86_400_000);
  return endOfDay(toDay(later, timeZone), timeZone) ?? later;
}

type NewDraft = {
  readonly ownerId: string;
  /** Left out for a template. */
  readonly documentId?: string | null;
  readonly documentSha256?: string | null;
  readonly title: string;
  readonly expiresAt: Date;
  readonly now: Date;
  readonly also?: Partial<typeof envelopes.$inferInsert>;
};

/** The row of a new draft. @returns its id */
export async function insertDraft(tx: Tx, { now, also, ...draft }: NewDraft): Promise<string> {
  const id = newId(now.getTime());
  const referenceCode = newReferenceCode();
  await tx.insert(envelopes).values({
    id,
    teamId: await teamForNew(tx, draft.ownerId),
    connectionId: await ensureHostedConnection(tx, now),
    referenceCode,
    message: "",
    status: "draft",
    rev: 1,
    signingOrder: "sequential",
    providerOptions: {},
    currentAttempt: 0,
    searchText: toSearchText({ title: draft.title, referenceCode, people: [], externalIds: [] }),
    createdAt: now,
    updatedAt: now,
    ...draft,
    ...also,
  });
  announceChange(id);
  return id;
}
