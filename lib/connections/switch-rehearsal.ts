import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { inArray } from "drizzle-orm";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { chooseRehearsal } from "@/lib/accounts/choose-rehearsal";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { rehearsalConnections, rehearsalIds } from "./keep-rehearsal";
import { runningSandboxes } from "./run-sandboxes";
import type { SwitchRehearsalInput } from "./schema";

/** Milliseconds that a person waits for the sandboxes; they start in half a second. */
const patience = 10_000;

const isReady = async (): Promise<boolean> =>
  runningSandboxes() !== undefined && (await read(rehearsalConnections)).length > 0;

/**
 * Lets new documents go through sandboxes beside the portal, or no longer; those under way go on.
 * @returns whether documents can go through them now
 * @throws AppError `forbidden`
 */
export async function switchRehearsal(
  actor: AccountActor,
  { isOn }: SwitchRehearsalInput,
  now: Date,
): Promise<{ isReady: boolean }> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  await write(async (tx) => {
    await chooseRehearsal(tx, actor, isOn, now);
    await tx
      .update(connections)
      .set({ isEnabled: isOn, updatedAt: now })
      .where(inArray(connections.id, rehearsalIds()));
  });
  const end = performance.now() + patience;
  while (isOn && !(await isReady()) && performance.now() < end) await pause(50);
  return { isReady: await isReady() };
}
