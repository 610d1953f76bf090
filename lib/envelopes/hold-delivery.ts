import "server-only";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { and, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { meta } from "@/db/schema/system";
import { recordAudit } from "@/lib/audit/record-audit";
import { enqueue } from "@/lib/jobs/queue";
import { dataFolder } from "@/lib/kernel/env";
import { newId } from "@/lib/kernel/ids";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor, SystemActor } from "@/lib/vocabulary/actor";
import { changeStatus } from "./change-status";
import type { EnvelopeRow } from "./queries";
import { requireConnection } from "./queries";
import { deliverEnvelope } from "./send-envelope";

// A backup that is put back does not know what was sent after it was made: sending on from it
// would send twice. The database and a file beside it carry the same generation, and both move on
// at every start; a database that is older than the file was put back.

const generationMeta = "generation";
const holdMeta = "delivery_hold";
const actor: SystemActor = { kind: "system", job: "hold-delivery" };

const generationFile = (): string => path.join(dataFolder(), "generation");

type Generations = { readonly current: string; readonly next: string | null };

async function readGenerations(): Promise<Generations | undefined> {
  try {
    return JSON.parse(await readFile(generationFile(), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function writeGenerations(generations: Generations): Promise<void> {
  await mkdir(dataFolder(), { recursive: true });
  const temporary = `${generationFile()}.new`;
  await writeFile(temporary, JSON.stringify(generations), { mode: 0o600 });
  await rename(temporary, generationFile());
}

/**
 * At every start: notices a database that was put back from a backup, and then holds everything
 * back that might be sent a second time, until an administrator releases it.
 */
export async function guardAgainstRestore(now: Date): Promise<void> {
  const [row] = await read((db) => db.select().from(meta).where(eq(meta.id, generationMeta)));
  const inFile = await readGenerations();
  const isNew = row === undefined && inFile === undefined;
  const isSame = row !== undefined && [inFile?.current, inFile?.next].includes(row.value);
  const next = randomUUID();
  // The file first, with both: a crash between the two writes is no restored backup.
  await writeGenerations({ current: row?.value ?? next, next });
  await write(async (tx) => {
    if (!isNew && !isSame) await hold(tx, now);
    await tx
      .insert(meta)
      .values({ id: generationMeta, value: next })
      .onConflictDoUpdate({ target: meta.id, set: { value: next } });
  });
  await writeGenerations({ current: next, next: null });
}

/** Whether sending is held back, as a condition that a job asks before it sends. */
export async function isHeld(db: Db): Promise<boolean> {
  const rows = await db.select().from(meta).where(eq(meta.id, holdMeta));
  return rows.length > 0;
}

async function hold(tx: Tx, now: Date): Promise<void> {
  await tx.insert(meta).values({ id: holdMeta, value: now.toISOString() }).onConflictDoNothing();
  const waiting = await tx
    .select()
    .from(envelopes)
    .where(inArray(envelopes.status, ["queued", "sending"]));
  for (const envelope of waiting) {
    const { providerId } = await requireConnection(tx, envelope.connectionId);
    if (requireProvider(providerId).capabilities.hosted === "there")
      await holdEnvelope(tx, envelope, now);
  }
  await recordAudit(tx, { action: "delivery.held", actor, at: now });
}

/**
 * It may have been sent after the backup was made: only a person can know. Nobody is mailed: the
 * banner tells everybody, and a copy that was put back elsewhere must not write to the office.
 */
async function holdEnvelope(tx: Tx, envelope: EnvelopeRow, now: Date): Promise<void> {
  const trouble = { code: "restored" } as const;
  const edge = { actor, at: now, details: { code: trouble.code } };
  if (envelope.status === "queued") {
    const number = envelope.currentAttempt + 1;
    await changeStatus(tx, envelope, {
      ...edge,
      to: "sending",
      action: "envelope.sending",
      set: { currentAttempt: number },
    });
    await tx.insert(attempts).values({
      id: newId(now.getTime()),
      envelopeId: envelope.id,
      number,
      requestSha256: envelope.requestSha256 ?? "",
      state: "unknown",
      startedAt: now,
      trouble,
    });
  } else
    await tx
      .update(attempts)
      .set({ state: "unknown", trouble, claimedBy: null, claimedUntil: null })
      .where(
        and(eq(attempts.envelopeId, envelope.id), inArray(attempts.state, ["prepared", "sending"])),
      );
  await changeStatus(
    tx,
    { ...envelope, status: "sending" },
    {
      ...edge,
      to: "needs_check",
      action: "envelope.needs_check",
      set: { trouble, nextTryAt: null },
    },
  );
}

/** An administrator has looked: sending goes on. */
export const releaseHold = (by: AccountActor, now: Date): Promise<void> =>
  write(async (tx) => {
    await tx.delete(meta).where(eq(meta.id, holdMeta));
    await recordAudit(tx, { action: "delivery.released", actor: by, at: now });
    const queued = await tx
      .select({ id: envelopes.id })
      .from(envelopes)
      .where(eq(envelopes.status, "queued"));
    for (const { id } of queued)
      await enqueue(tx, deliverEnvelope, { envelopeId: id }, { now, key: id });
  });
