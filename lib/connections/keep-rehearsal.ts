import "server-only";
import { watchFile } from "node:fs";
import { join } from "node:path";
import { and, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read, write } from "@/db/client";
import { subscribe } from "@/db/events";
import { connections } from "@/db/schema/connections";
import { envelopes } from "@/db/schema/envelopes";
import { isRehearsalOn } from "@/lib/accounts/choose-rehearsal";
import { recordAudit } from "@/lib/audit/record-audit";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import type { RehearsalReport } from "@/lib/provider-kit/rehearsal";
import { providers, requireProvider } from "@/lib/providers/registry";
import { ensureCallbackAddress, findCallbackAddress } from "./callback-address";
import { toRehearsalId } from "./find-sandbox";
import { resumeConnection } from "./retry-connection";
import { createSandboxRunner, runningSandboxes } from "./run-sandboxes";
import { sealSettings } from "./seal-settings";

/** Milliseconds between two looks whether the sandboxes are still needed. */
const interval = 15_000;
/** Milliseconds for an answer of a control plane. */
const patience = 5_000;
const underWay = ["queued", "sending", "needs_check", "in_progress", "completing"] as const;

/** The ids that rehearsal connections of this version may have. */
export const rehearsalIds = (): string[] => providers.map(({ id }) => toRehearsalId(id));

export const rehearsalConnections = (db: Db) =>
  db
    .select({ id: connections.id, isEnabled: connections.isEnabled })
    .from(connections)
    .where(inArray(connections.id, rehearsalIds()));

/** Whether a document is under way in a rehearsal, also in one that was switched off since. */
export async function isRehearsalUnderWay(db: Db): Promise<boolean> {
  const [open] = await db
    .select({ id: envelopes.id })
    .from(envelopes)
    .where(
      and(inArray(envelopes.connectionId, rehearsalIds()), inArray(envelopes.status, underWay)),
    )
    .limit(1);
  return open !== undefined;
}

const isNeeded = async (): Promise<boolean> =>
  env().NODE_ENV === "development" ||
  read(async (db) => (await isRehearsalOn(db)) || (await isRehearsalUnderWay(db)));

/** Makes the connection to each sandbox, once, while rehearsal is on. */
async function connectSandboxes({ sandboxes }: RehearsalReport, now: Date): Promise<void> {
  await write(async (tx) => {
    if (!(await isRehearsalOn(tx))) return;
    for (const { providerId, settings } of sandboxes) {
      const { displayName, settings: shape } = requireProvider(providerId);
      const id = toRehearsalId(providerId);
      const made = await tx
        .insert(connections)
        .values({
          id,
          providerId,
          name: displayName,
          isRehearsal: true,
          settingsEncrypted: sealSettings(id, shape.parse(settings)),
          createdAt: now,
        })
        .onConflictDoNothing()
        .returning({ id: connections.id });
      await ensureCallbackAddress(tx, { id, providerId }, now);
      if (made.length === 0) continue;
      await recordAudit(tx, {
        action: "connection.created",
        actor: { kind: "system", job: "keep-rehearsal" },
        at: now,
        details: { connectionId: id, connection: displayName, isRehearsal: true },
      });
    }
  });
}

/**
 * Tells a sandbox the address that it calls, as a person tells it to the provider. A sandbox that
 * has just started knows none.
 */
async function tellAddresses({ sandboxes }: RehearsalReport): Promise<void> {
  for (const { providerId, controlUrl } of sandboxes) {
    const row = { id: toRehearsalId(providerId), providerId };
    const callbackUrl = await read((db) => findCallbackAddress(db, row));
    if (!callbackUrl) continue;
    const { ok, status } = await fetch(`${controlUrl}/switch`, {
      method: "POST",
      body: JSON.stringify({ callbackUrl }),
      signal: AbortSignal.timeout(patience),
    });
    if (!ok) throw new Error(`A sandbox did not take its address for callbacks: ${status}`);
  }
}

const connectAndTell = async (report: RehearsalReport): Promise<void> => {
  await connectSandboxes(report, new Date());
  await tellAddresses(report);
};

/** What waited for the sandboxes goes on. */
const resumeRehearsal = (now: Date): Promise<void> =>
  write(async (tx) => {
    for (const { id } of await rehearsalConnections(tx)) await resumeConnection(tx, id, now);
  });

/**
 * Runs the sandboxes beside this portal while rehearsal is on, and until what is under way in it has
 * ended. In development they always run, and anew after each change.
 */
export function startRehearsing(): { stop(): Promise<void> } {
  const program = join(/* turbopackIgnore: true */ process.cwd(), "dist", "sandbox.mjs");
  const runner = createSandboxRunner(program, async (report) => {
    await connectAndTell(report);
    await resumeRehearsal(new Date());
  });
  let work = Promise.resolve();
  const settle = () => {
    work = work
      .then(async () => {
        if (!(await isNeeded())) return runner.stop();
        const running = runningSandboxes();
        if (running) await connectAndTell(running);
        else runner.start();
      })
      .catch((error: unknown) => log.error("Rehearsal could not be settled", { error }));
  };
  const clock = setInterval(settle, interval).unref();
  const unsubscribe = subscribe(({ kind }) => {
    if (kind === "rehearsal_changed") settle();
  });
  if (env().NODE_ENV === "development") watchFile(program, runner.restart).unref();
  settle();
  return {
    async stop() {
      clearInterval(clock);
      unsubscribe();
      await work;
      await runner.stop();
    },
  };
}
