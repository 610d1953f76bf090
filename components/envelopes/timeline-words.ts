import type { AuditAction } from "@/lib/vocabulary/audit";
import { auditActions } from "@/lib/vocabulary/audit";

type Happened = { readonly action: string; readonly actorName: string | null };
export type Run<Event> = { readonly event: Event; readonly times: number };

/**
 * Newest first, and the changes of one person that follow each other as one: a draft is saved many
 * times while it is written.
 */
export function toRuns<Event extends Happened>(events: readonly Event[]): readonly Run<Event>[] {
  const runs: Run<Event>[] = [];
  for (const event of events.toReversed()) {
    const last = runs.at(-1);
    const isSame =
      last?.event.action === "envelope.changed" &&
      event.action === last.event.action &&
      event.actorName === last.event.actorName;
    if (isSame) runs[runs.length - 1] = { event: last.event, times: last.times + 1 };
    else runs.push({ event, times: 1 });
  }
  return runs;
}

/** The action as a known word, so that its sentence can be looked up; never shown as it is. */
export const toAuditAction = (action: string): AuditAction | undefined =>
  auditActions.find((known) => known === action);
