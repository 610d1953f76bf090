import type { AuditAction } from "@/lib/vocabulary/audit";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { EnvelopeRow, TimelineEvent } from "./queries";

/** Of an end that its provider is to be told of: since when it knows, or could not be told. */
export type Telling = { readonly toldAt: Date | null; readonly failedAt: Date | null };

/** What somebody did at the provider although it had ended here. */
export type LateAct = { readonly act: "signed" | "approved" | "declined"; readonly at: Date };

/** Only where there was a document to tell of. */
export function findTelling(
  { status, sentAt }: Pick<EnvelopeRow, "status" | "sentAt">,
  { cancel }: Capabilities,
  timeline: readonly TimelineEvent[],
): Telling | null {
  const hasEndedEarly = ["canceled", "expired", "declined"].includes(status);
  if (cancel !== "told" || !hasEndedEarly || !sentAt) return null;
  const timeOf = (wanted: AuditAction) =>
    timeline.find(({ action }) => action === wanted)?.at ?? null;
  return {
    toldAt: timeOf("envelope.provider_told"),
    failedAt: timeOf("envelope.provider_not_told"),
  };
}

export function findLateAct(
  recipientId: string,
  timeline: readonly TimelineEvent[],
): LateAct | null {
  const event = timeline.findLast(
    (one) => one.action === "recipient.acted_late" && one.recipientId === recipientId,
  );
  if (!event) return null;
  const { act, happenedAt } = event.details;
  return {
    act: act === "approved" || act === "declined" ? act : "signed",
    at: typeof happenedAt === "string" ? new Date(happenedAt) : event.at,
  };
}
