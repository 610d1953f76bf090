import type { AuditAction } from "@/lib/vocabulary/audit";
import { auditActions } from "@/lib/vocabulary/audit";

/** The action as a known word, so that its sentence can be looked up; never shown as it is. */
export const toAuditAction = (action: string): AuditAction | undefined =>
  auditActions.find((known) => known === action);

const ways = {
  account: "howPerson",
  recipient: "howRecipient",
  provider: "howProvider",
  system: "howSystem",
} as const;

/** How an event became known. */
export const wayOf = (actorKind: string): (typeof ways)[keyof typeof ways] =>
  actorKind in ways ? ways[actorKind as keyof typeof ways] : "howSystem";
