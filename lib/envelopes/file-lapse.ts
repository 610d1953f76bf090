import "server-only";
import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { announceChange } from "./change-status";
import { raiseAlarm } from "./notify-people";
import type { EnvelopeRow, TimelineEvent } from "./queries";
import { timelineOf } from "./queries";

const hour = 3_600_000;

/** Until when the provider keeps a signed file that is not here, and from when on that is urgent. */
export type FileLapse = { readonly at: Date; readonly alarmAt: Date };

/** Counted from when it was known here that everybody has signed, which is never too early. */
export function findFileLapse(
  { status }: Pick<EnvelopeRow, "status">,
  { keepsFileFor }: Pick<Capabilities, "keepsFileFor">,
  timeline: readonly Pick<TimelineEvent, "action" | "at" | "details">[],
): FileLapse | null {
  const signed = timeline.findLast(({ action }) => action === "envelope.all_signed");
  if (status !== "completing" || keepsFileFor === undefined || !signed) return null;
  const from = signed.at.getTime();
  const kept = keepsFileFor * hour;
  return { at: new Date(from + kept), alarmAt: new Date(from + kept / 2) };
}

/** Tells the people of the office, once, while there is time to do something about it. */
export async function warnOfLapse(
  tx: Tx,
  envelope: EnvelopeRow,
  capabilities: Capabilities,
  now: Date,
): Promise<void> {
  const timeline = await timelineOf(tx, envelope.id);
  const lapse = findFileLapse(envelope, capabilities, timeline);
  if (!lapse || lapse.alarmAt > now) return;
  if (timeline.some(({ action }) => action === "envelope.file_lapsing")) return;
  await recordAudit(tx, {
    action: "envelope.file_lapsing",
    actor: { kind: "system", job: "read-back" },
    at: now,
    envelopeId: envelope.id,
    details: { lapsesAt: lapse.at.toISOString() },
  });
  await raiseAlarm(tx, envelope, "file_lapsing", now);
  announceChange(envelope.id);
}
