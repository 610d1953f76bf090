import type { EnvelopeStatus } from "./envelope";

/** What an envelope that was sent has come to, as reports count it. */
export const outcomes = {
  completed: ["completed"],
  declined: ["declined"],
  expired: ["expired"],
  canceled: ["canceled"],
  failed: ["failed", "conflict"],
  open: ["in_progress", "completing", "needs_check", "queued", "sending", "draft"],
} as const satisfies Record<string, readonly EnvelopeStatus[]>;
export type Outcome = keyof typeof outcomes;
export const outcomeNames = Object.keys(outcomes) as readonly Outcome[];

/** The figures of a row of a report, in the order in which they stand there. */
export const reportColumns = [
  "sent",
  ...(outcomeNames as readonly ["completed", "declined", "expired", "canceled", "failed", "open"]),
  "completionRate",
  "declineRate",
  "median",
  "ninetieth",
] as const;
export type ReportColumn = (typeof reportColumns)[number];

/** The tables of a report; `periods` are the parts of the time that it covers. */
export const reportTables = ["periods", "providers", "teams", "people"] as const;
export type ReportTable = (typeof reportTables)[number];
