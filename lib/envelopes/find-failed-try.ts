import type { Known } from "./join-snapshot";
import { progressOf } from "./join-snapshot";

/** A try at the provider that failed, and may be repeated. */
export type FailedTry = {
  /** In the provider's words. */
  readonly why: string;
  /** How many tries there have been, where the provider counts them. */
  readonly tries: number | null;
};

/** Somebody's last try, when it failed and they have not acted since. Nobody is moved by it. */
export function findFailedTry(known: Known | null, recipientId: string): FailedTry | null {
  const person = known?.people[recipientId];
  if (!person || progressOf(person.status) >= progressOf("approved")) return null;
  const { warning, tries } = person.latest.facts;
  if (typeof warning !== "string" || warning === "") return null;
  return { why: warning, tries: typeof tries === "number" ? tries : null };
}
