import type { EnvelopeStatus, RecipientRole, RecipientStatus } from "@/lib/vocabulary/envelope";

type Person = {
  readonly id: string;
  readonly name: string;
  readonly role: RecipientRole;
  readonly status: RecipientStatus;
  readonly sentAt: Date | null;
  readonly seenAt: Date | null;
  readonly isTheirTurn: boolean;
  /** Whether a link leads them to a page of the portal. */
  readonly hasPageHere: boolean;
  /** Whether the provider has told them that it is their turn. */
  readonly isAskedThere: boolean;
};

/** Where somebody stands who has not acted, and for how many whole days. */
export type PersonStep =
  | { readonly kind: "waitsFor"; readonly names: readonly string[] }
  | { readonly kind: "waits" | "filled" }
  | {
      readonly kind: "notOpened" | "asked" | "openedSigner" | "openedApprover";
      readonly days: number;
    };

type Circumstances = {
  readonly status: EnvelopeStatus;
  readonly isSequential: boolean;
  /** Whether it becomes known here that somebody has opened it. */
  readonly isSeeingTold: boolean;
  readonly now: Date;
};

const hasActed = ({ status }: Pick<Person, "status">): boolean =>
  ["approved", "signed", "declined", "canceled"].includes(status);

/** Whether it has ended without them: nobody waits for them any more. */
export const isLeftOut = (status: EnvelopeStatus, person: Pick<Person, "role" | "status">) =>
  person.role !== "viewer" &&
  ["declined", "expired", "canceled", "failed"].includes(status) &&
  (!hasActed(person) || person.status === "canceled");

const daysSince = (at: Date | null, now: Date): number =>
  at ? Math.max(0, Math.floor((now.getTime() - at.getTime()) / 86_400_000)) : 0;

/** What holds somebody, in an envelope that is being signed; nothing once they have acted. */
export function personStepOf(
  person: Person,
  people: readonly Person[],
  { status, isSequential, isSeeingTold, now }: Circumstances,
): PersonStep | undefined {
  if (status !== "in_progress" || hasActed(person) || person.role === "viewer") return undefined;
  if (person.status === "waiting") {
    const before = people.slice(0, people.indexOf(person));
    const ahead = before.filter((one) => one.role !== "viewer" && !hasActed(one));
    return isSequential && ahead.length > 0
      ? { kind: "waitsFor", names: ahead.map(({ name }) => name) }
      : { kind: "waits" };
  }
  if (person.status === "filled") return { kind: "filled" };
  if (person.status === "seen") {
    const kind = person.role === "approver" ? "openedApprover" : "openedSigner";
    return { kind, days: daysSince(person.seenAt ?? person.sentAt, now) };
  }
  // A page of ours is opened before the provider's, and that is seen here.
  const isOpeningSeen = isSeeingTold || (person.hasPageHere && !person.isAskedThere);
  return { kind: isOpeningSeen ? "notOpened" : "asked", days: daysSince(person.sentAt, now) };
}

export type PersonAdvice =
  | "remindOrLink"
  | "handOver"
  | "askedThere"
  | "askedThereOrLink"
  | undefined;

/** What can be done for somebody whose turn it is. */
export function adviceFor(
  { hasPageHere, isAskedThere, isTheirTurn }: Person,
  { mayRemind, mayHaveLink }: { readonly mayRemind: boolean; readonly mayHaveLink: boolean },
): PersonAdvice {
  if (!isTheirTurn) return undefined;
  if (!hasPageHere) return "askedThere";
  if (isAskedThere) return mayHaveLink ? "askedThereOrLink" : undefined;
  if (mayRemind) return "remindOrLink";
  return mayHaveLink ? "handOver" : undefined;
}
