import { indians } from "@/lib/envelopes/sandbox-contract";
import type { RecipientInput } from "@/lib/envelopes/schema";
import { iranians, uzbeks } from "@/lib/envelopes/testing";
import type { LedgerDocument, Sandbox } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { createSignzySandbox } from "@/lib/providers/signzy/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";

type Person = LedgerDocument["people"][number];

/** What providers elsewhere differ in, as far as a storm has to know it. */
export type Kind = {
  readonly id: string;
  readonly openSandbox: () => Promise<Sandbox>;
  /** Two people whose numbers it takes, and what they have done when all went well. */
  readonly people: () => readonly RecipientInput[];
  readonly doneAs: string;
  readonly hasBoxes: boolean;
  /** A repeated create finds what the first one made, so nothing stays unknown for long. */
  readonly isRepeatable: boolean;
  readonly costOfOne: number;
  readonly hasRefused: (person: Person) => boolean;
  /** Points in the source that lie on no way of its deliveries. */
  readonly never: RegExp;
};

const slow = { slowMilliseconds: 400 };
/** Passed only where the portal signs itself; `lib/envelopes/crash.test.ts` dies there. */
const onlyHere = "sign\\.|backup\\.|complete\\.stored$";

const emzano: Kind = {
  id: "emzano",
  openSandbox: () => createEmzanoSandbox(slow),
  people: () => iranians().slice(0, 2),
  doneAs: "signed,approved",
  hasBoxes: true,
  isRepeatable: false,
  costOfOne: 1,
  hasRefused: ({ state }) => state === "rejected",
  never: new RegExp(`^(${onlyHere}|search\\.|tell\\.)`),
};

const webimzo: Kind = {
  id: "webimzo",
  openSandbox: () => createWebImzoSandbox(slow),
  people: () => uzbeks().slice(0, 2),
  doneAs: "signed,approved",
  hasBoxes: false,
  isRepeatable: true,
  costOfOne: 0,
  // Our number for a refusal.
  hasRefused: ({ choice }) => choice === 9,
  never: new RegExp(`^(${onlyHere})`),
};

const signzy: Kind = {
  id: "signzy",
  openSandbox: () => createSignzySandbox(slow),
  people: () => indians().slice(0, 2),
  doneAs: "signed,signed",
  hasBoxes: true,
  isRepeatable: false,
  costOfOne: 1,
  hasRefused: ({ state }) => state === "cancelled",
  // Told of an end it is only where the account has a call for it.
  never: new RegExp(`^(${onlyHere}|search\\.|tell\\.)`),
};

export const kinds: readonly Kind[] = [emzano, webimzo, signzy];

export function requireKind(id: string | undefined): Kind {
  const kind = kinds.find((each) => each.id === id);
  if (!kind) throw new Error(`No provider ${id}`);
  return kind;
}
