import type { RecipientRole, RecipientStatus } from "@/lib/vocabulary/envelope";
import { isWaitedFor } from "@/lib/vocabulary/envelope";

type Person = {
  readonly name: string;
  readonly role: RecipientRole;
  readonly status: RecipientStatus;
};

/** How many of those who must act have acted. A viewer holds nothing up. */
export function progressOf(people: readonly Person[]): { done: number; total: number } {
  const acting = people.filter(({ role }) => role !== "viewer");
  const done = acting.filter(({ status }) => status === "signed" || status === "approved");
  return { done: done.length, total: acting.length };
}

/** Those whose turn it is: they were told and have not acted. */
export const waitedFor = <One extends Person>(people: readonly One[]): readonly One[] =>
  people.filter(isWaitedFor);
