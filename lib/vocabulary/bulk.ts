/** What can be done to many envelopes at once. Each act has a permission: `envelope.<act>`. */
export const bulkActs = ["remind", "extend", "cancel", "assign"] as const;
export type BulkAct = (typeof bulkActs)[number];

/** `planned`: tried on every row and taken back again; nothing has happened yet. */
export const bulkStates = ["planned", "running", "done"] as const;
export type BulkState = (typeof bulkStates)[number];

/** What became of a row, or would. All but `done` left the envelope as it was. */
export const bulkOutcomes = [
  "done",
  "already_so",
  "taken",
  "not_sent",
  "all_signed",
  "has_ended",
  "nobody_due",
  "reminded_just_now",
  "no_address",
  "mail_not_configured",
  "asked_there",
  "is_rehearsal",
  "conflict",
  "end_is_fixed",
  "no_end",
  "end_not_later",
  "end_too_late",
  "assignee_unusable",
  "forbidden",
  "not_found",
  "failed",
] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];
