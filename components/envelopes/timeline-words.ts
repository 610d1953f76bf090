import type { AuditAction } from "@/lib/vocabulary/audit";
import { auditActions } from "@/lib/vocabulary/audit";

type Happened = { readonly action: string; readonly actorName: string | null };
export type Run<Event> = { readonly event: Event; readonly times: number };

/** A draft is saved many times while it is written; a viewer fetches a file in many parts. */
const often: ReadonlySet<string> = new Set<AuditAction>([
  "envelope.changed",
  "attempt.document_fetched",
]);

/** Newest first, and what one person, or nobody with a name, did often in a row as one. */
export function toRuns<Event extends Happened>(events: readonly Event[]): readonly Run<Event>[] {
  const runs: Run<Event>[] = [];
  for (const event of events.toReversed()) {
    const last = runs.at(-1);
    const isSame =
      last !== undefined &&
      often.has(event.action) &&
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
