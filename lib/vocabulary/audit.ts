/** Audit actions are facts: `<noun>.<past participle>`. */
export const auditActions = [
  "organisation.set_up",
  "organisation.changed",
  "account.invited",
  "account.invitation_revoked",
  "account.created",
  "account.role_changed",
  "account.disabled",
  "account.enabled",
  "account.password_changed",
  "account.profile_changed",
  "team.created",
  "team.renamed",
  "team.archived",
  "team.restored",
  "team.member_added",
  "team.member_removed",
  "session.started",
  "session.refused",
  "session.ended",
  "session.all_ended",
  "authority.created",
  "document.uploaded",
  "envelope.created",
  "envelope.changed",
  "envelope.send_requested",
  "envelope.sending",
  "envelope.requeued",
  "envelope.sent",
  "envelope.failed",
  "envelope.needs_check",
  "envelope.all_signed",
  "envelope.completed",
  "envelope.declined",
  "envelope.expired",
  "envelope.canceled",
  "envelope.conflicted",
  "envelope.conflict_noted",
  "envelope.file_lapsing",
  "envelope.absence_confirmed",
  "envelope.closed_as_never_sent",
  "envelope.create_forced",
  "envelope.provider_told",
  "envelope.provider_not_told",
  "attempt.document_found",
  "attempt.document_searched",
  "attempt.document_fetched",
  "attempt.document_link_revoked",
  "attempt.password_shown",
  "callback.received",
  "callback.confirmed",
  "callback.ignored",
  "callback.refused",
  "callback.missed",
  "recipient.sent",
  "recipient.filled",
  "envelope.copied",
  "envelope.deleted",
  "envelope.handed_over",
  "envelope.extended",
  "envelope.assigned",
  "recipient.invited",
  "recipient.link_issued",
  "recipient.link_opened",
  "recipient.code_sent",
  "recipient.code_confirmed",
  "recipient.code_refused",
  "recipient.seen",
  "recipient.launched",
  "recipient.try_failed",
  "recipient.signed",
  "recipient.approved",
  "recipient.declined",
  "recipient.acted_late",
  "recipient.reminded",
  "recipient.corrected",
  "recipient.notified",
  "artifact.stored",
  "artifact.downloaded",
  "list.exported",
  "report.downloaded",
  "job.retried",
  "connection.created",
  "connection.changed",
  "connection.enabled",
  "connection.disabled",
  "connection.checked",
  "connection.resumed",
  "connection.address_renewed",
  "connection.callbacks_checked",
  "connection.resynced",
  "rehearsal.switched_on",
  "rehearsal.switched_off",
  "template.created",
  "template.changed",
  "template.archived",
  "template.restored",
  "delivery.held",
  "delivery.released",
] as const;
export type AuditAction = (typeof auditActions)[number];

const waysByActor = {
  account: "howPerson",
  recipient: "howRecipient",
  provider: "howProvider",
  system: "howSystem",
} as const;
const waysOfReports = {
  answer: "howAnswer",
  callback: "howCallback",
  poll: "howPoll",
  person: "howAsked",
} as const;
export type WayOfKnowing =
  | (typeof waysByActor)[keyof typeof waysByActor]
  | (typeof waysOfReports)[keyof typeof waysOfReports];

/** What Muhr itself did or judged, although a report of a provider was the occasion. */
const ownActs: ReadonlySet<string> = new Set<AuditAction>([
  "envelope.completed",
  "envelope.conflicted",
  "envelope.conflict_noted",
  "callback.confirmed",
  "callback.ignored",
  "callback.refused",
  "recipient.invited",
  "artifact.stored",
]);

/**
 * How an event became known.
 * @param known what the event itself says of it
 * @returns a key of `timeline` in the message files
 */
export function wayOfKnowing(action: string, actorKind: string, known: unknown): WayOfKnowing {
  if (actorKind === "provider" && ownActs.has(action)) return "howSystem";
  if (actorKind !== "account" && typeof known === "string" && known in waysOfReports)
    return waysOfReports[known as keyof typeof waysOfReports];
  return actorKind in waysByActor
    ? waysByActor[actorKind as keyof typeof waysByActor]
    : "howSystem";
}

export const isAuditAction = (value: string): value is AuditAction =>
  auditActions.some((action) => action === value);
