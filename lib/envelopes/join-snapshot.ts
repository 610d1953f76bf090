import type {
  RecipientStamp,
  RecipientTimes,
  Snapshot,
  SnapshotValue,
  Values,
} from "@/lib/provider-kit/contract";
import type { RecipientStatus } from "@/lib/vocabulary/envelope";

/** What can only grow, and the latest of the rest. */
export type KnownPerson = {
  readonly status: RecipientStatus;
  readonly times: RecipientTimes;
  readonly latest: Latest<{
    readonly recipientId: string | null;
    readonly name: string;
    readonly isTheirTurn: boolean | null;
    readonly rawState: string;
    readonly stamps?: readonly RecipientStamp[];
    readonly facts: Values;
  }>;
};

/** `at`: milliseconds since 1970 of the look that saw it. */
type Latest<Seen> = Seen & { readonly at: number };

/** Everything that a provider has ever told us of an envelope. */
export type Known = {
  /** It said that everybody has signed. A file may still be missing. */
  readonly isSigned: boolean;
  readonly ended: "canceled" | "expired" | "declined" | null;
  /** It told the people itself, with the create or later. */
  readonly hasToldPeople?: true;
  /** By our recipient's id, or by the provider's order for a stranger. */
  readonly people: Readonly<Record<string, KnownPerson>>;
  readonly latest: Latest<{
    readonly values: readonly SnapshotValue[];
    readonly title: string;
    readonly rawState: string;
    /** Where people sign data: which, null when it is too long to be kept, and where to check it. */
    readonly signing?: {
      readonly statement: string | null;
      readonly checkAddress: string | null;
    };
  }>;
};

const toldIf = (hasToldPeople: boolean | undefined): Pick<Known, "hasToldPeople"> =>
  hasToldPeople ? { hasToldPeople } : {};

/** Before anybody has looked: the answer to the create said that the people were told. */
export const toldByAnswer: Known = {
  isSigned: false,
  ended: null,
  hasToldPeople: true,
  people: {},
  latest: { values: [], title: "", rawState: "", at: 0 },
};
/** A statement has some hundred letters for every person; a file in base64 has more. */
const longestStatement = 50_000;

export function toKnown(snapshot: Snapshot, readAt: Date): Known {
  const { status, recipients, values, title, rawState, evidence } = snapshot;
  const signing = evidence && {
    statement: evidence.statement.length > longestStatement ? null : evidence.statement,
    checkAddress: evidence.checkAddress,
  };
  const isOpen = status === "in_progress" || status === "completing";
  const at = readAt.getTime();
  return {
    isSigned: status === "completing",
    ended: isOpen ? null : status,
    ...toldIf(snapshot.hasToldPeople),
    people: Object.fromEntries(
      recipients.map(({ status, times, ...latest }, index) => [
        latest.recipientId ?? `#${index + 1}`,
        { status, times, latest: { ...latest, at } },
      ]),
    ),
    latest: { values, title, rawState, at, ...(signing && { signing }) },
  };
}

const statusOrder: readonly RecipientStatus[] = [
  "waiting",
  "sent",
  "seen",
  "filled",
  "approved",
  "signed",
  "declined",
  "canceled",
];
const endOrder = [null, "canceled", "expired", "declined"] as const;

/** How far a person has come; they never move back. */
export const progressOf = (status: RecipientStatus): number => statusOrder.indexOf(status);

const furthest = <T>(order: readonly T[], one: T, other: T): T =>
  order.indexOf(one) >= order.indexOf(other) ? one : other;

const earliest = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one <= other ? one : other) : (one ?? other);

/** Of two looks of one instant the same one wins whichever comes first. */
function laterOf<T extends Latest<object>>(one: T, other: T): T {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return JSON.stringify(one) >= JSON.stringify(other) ? one : other;
}

const joinPeople = (one: KnownPerson, other: KnownPerson): KnownPerson => ({
  status: furthest(statusOrder, one.status, other.status),
  times: {
    sent: earliest(one.times.sent, other.times.sent),
    seen: earliest(one.times.seen, other.times.seen),
    filled: earliest(one.times.filled, other.times.filled),
    acted: earliest(one.times.acted, other.times.acted),
  },
  latest: laterOf(one.latest, other.latest),
});

/**
 * Puts two looks at one envelope together. Pure; in whatever order, and however often, the same
 * looks are put together, the same comes out.
 */
export function joinKnown(one: Known, other: Known): Known {
  const keys = new Set([...Object.keys(one.people), ...Object.keys(other.people)]);
  const people: Record<string, KnownPerson> = {};
  for (const key of keys) {
    const [here, there] = [one.people[key], other.people[key]];
    const joined = here && there ? joinPeople(here, there) : (here ?? there);
    if (joined) people[key] = joined;
  }
  return {
    isSigned: one.isSigned || other.isSigned,
    ended: furthest(endOrder, one.ended, other.ended),
    ...toldIf(one.hasToldPeople || other.hasToldPeople),
    people,
    latest: laterOf(one.latest, other.latest),
  };
}
