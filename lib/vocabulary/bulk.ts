/** What can be done to many envelopes at once. Each act has a permission: `envelope.<act>`. */
export const bulkActs = ["remind", "extend", "cancel", "assign"] as const;
export type BulkAct = (typeof bulkActs)[number];
