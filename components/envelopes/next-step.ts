import type { EnvelopeStatus, RecipientRole, RecipientStatus } from "@/lib/vocabulary/envelope";

type Person = {
  readonly name: string;
  readonly role: RecipientRole;
  readonly status: RecipientStatus;
  readonly email: string | null;
  readonly isTheirTurn: boolean;
  /** Whether a link leads them to a page of the portal. */
  readonly hasPageHere: boolean;
  /** Whether the provider has told them that it is their turn. */
  readonly isAskedThere: boolean;
};

export type NextStep =
  | {
      readonly kind: "nextQueued" | "nextSending" | "nextNeedsCheck" | "nextCompleting";
    }
  | {
      readonly kind:
        | "nextNotOpenedMailed"
        | "nextNotOpened"
        | "nextOpenedSigner"
        | "nextOpenedApprover"
        | "nextThere";
      readonly name: string;
    }
  | { readonly kind: "nextSeveral"; readonly names: readonly string[] };

const byItself = {
  queued: "nextQueued",
  sending: "nextSending",
  needs_check: "nextNeedsCheck",
  completing: "nextCompleting",
} as const satisfies Partial<Record<EnvelopeStatus, NextStep["kind"]>>;

/** The one sentence that says what happens next; nothing once an envelope has ended. */
export function nextStepOf(
  status: EnvelopeStatus,
  people: readonly Person[],
  { isMailConfigured }: { readonly isMailConfigured: boolean },
): NextStep | undefined {
  if (status in byItself) return { kind: byItself[status as keyof typeof byItself] };
  if (status !== "in_progress") return undefined;
  const [first, ...others] = people.filter((person) => person.isTheirTurn);
  if (!first) return undefined;
  const { name } = first;
  if (others.length > 0)
    return { kind: "nextSeveral", names: [first, ...others].map((person) => person.name) };
  if (!first.hasPageHere) return { kind: "nextThere", name };
  if (first.status !== "sent")
    return { kind: first.role === "approver" ? "nextOpenedApprover" : "nextOpenedSigner", name };
  if (first.isAskedThere) return { kind: "nextThere", name };
  const isMailed = isMailConfigured && Boolean(first.email);
  return { kind: isMailed ? "nextNotOpenedMailed" : "nextNotOpened", name };
}
