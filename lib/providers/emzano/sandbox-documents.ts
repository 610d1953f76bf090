import { randomBytes, randomUUID } from "node:crypto";
import type { SandboxAct } from "@/lib/provider-kit/sandbox";
import { sandboxActs } from "@/lib/provider-kit/sandbox";
import { codedRefusal } from "./sandbox-codes";

/** As sent: pixels, with what their factor and origin are left to the switches. */
export type SignatureBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly digitalSignature: boolean;
  readonly repeatSignature: boolean;
};
export type Item = {
  readonly name: string;
  readonly rule: string;
  readonly title: string;
  readonly value: string | null;
};

export const roles = ["signer", "viewer", "approver"] as const;
export const personStates = [
  "unsent",
  "unseen",
  "seen",
  "filled",
  "approved",
  "rejected",
  "signed",
] as const;

export type PersonDraft = {
  readonly id: string;
  readonly title: string;
  readonly contact: string;
  readonly nationalCode: string;
  readonly name: string;
  readonly role: (typeof roles)[number];
  readonly box: SignatureBox | null;
};
export type DocumentDraft = {
  readonly title: string;
  readonly callbackUrl: string | null;
  readonly expiredAt: Date | null;
  readonly file: Buffer;
  /** The sender pays for what the signers' certificates cost. */
  readonly isCertificatePaid: boolean;
  /** From 0. */
  readonly startPage: number;
  readonly people: readonly PersonDraft[];
  readonly items: readonly Item[];
  readonly ownerItems: readonly Item[];
};

export const personTimes = [
  "sentTime",
  "seen",
  "filled",
  "approveTime",
  "rejectTime",
  "signedTime",
] as const;
export type Person = PersonDraft & {
  readonly order: number;
  /** Opens the person's page; stands in the SMS. */
  readonly inboxToken: string;
  readonly times: Partial<Record<(typeof personTimes)[number], Date>>;
  state: (typeof personStates)[number];
  items: readonly Item[];
  reason: string | null;
  lastModified: Date;
};
export type SandboxDocument = Omit<DocumentDraft, "people"> & {
  readonly id: string;
  readonly created: Date;
  readonly people: readonly Person[];
  lastModified: Date;
  state: "running" | "signed" | "rejected" | "expired";
  /** What is delivered once everybody has signed; null until it is made. */
  finalFile: Buffer | null;
  /** How often the file was asked for after everybody had signed. */
  readsWhenSigned: number;
};

/** What the provider's own sample shows a recipient being asked. */
const askedOfSigners: readonly Item[] = [
  { name: "location", rule: "text", title: "آدرس محل سکونت", value: null },
  {
    name: "participant-bank-cart-number",
    rule: "bank-cart-number",
    title: "شماره کارت",
    value: null,
  },
];

export function createDocument(draft: DocumentDraft): SandboxDocument {
  const now = new Date();
  return {
    ...draft,
    id: randomUUID(),
    created: now,
    lastModified: now,
    state: "running",
    finalFile: null,
    readsWhenSigned: 0,
    people: draft.people.map((person, index) => ({
      ...person,
      order: index + 1,
      inboxToken: randomBytes(16).toString("base64url"),
      times: {},
      state: "unsent",
      items: person.role === "signer" ? askedOfSigners : [],
      reason: null,
      lastModified: now,
    })),
  };
}

const isDone = ({ state }: Person) => ["approved", "rejected", "signed"].includes(state);

/** The first person with something left to do; viewers hold nobody up. */
export const findTurn = ({ state, people }: SandboxDocument): Person | undefined =>
  state === "running"
    ? people.find((person) => person.role !== "viewer" && !isDone(person))
    : undefined;

/** Sends the document to everybody whose turn has come. @returns those people */
export function sendToNext(document: SandboxDocument): readonly Person[] {
  const turn = findTurn(document);
  if (!turn) document.state = "signed";
  const reached = turn ? turn.order : document.people.length;
  const newly = document.people.filter(
    ({ order, state }) => order <= reached && state === "unsent",
  );
  for (const person of newly) change(document, person, "unseen", "sentTime");
  return newly;
}

function change(
  document: SandboxDocument,
  person: Person,
  state: Person["state"],
  time: (typeof personTimes)[number],
): void {
  const now = new Date();
  // A step back (seen after filled) leaves the state where it was.
  if (personStates.indexOf(state) > personStates.indexOf(person.state)) person.state = state;
  person.times[time] ??= now;
  person.lastModified = now;
  document.lastModified = now;
}

export type Deed = Pick<SandboxAct, "act" | "values" | "reason">;

/** @throws SandboxRefusal with the provider's code */
export function actOn(document: SandboxDocument, person: Person, deed: Deed): void {
  if (!sandboxActs.includes(deed.act)) throw codedRefusal(1);
  if (document.state === "expired") throw codedRefusal(3010);
  if (document.state !== "running") throw codedRefusal(3001);
  if (person.state === "unsent" || isDone(person)) throw codedRefusal(3002);
  if (deed.act !== "see" && findTurn(document) !== person) throw codedRefusal(3002);
  const only = { sign: "signer", approve: "approver" } as const;
  if ((deed.act === "sign" || deed.act === "approve") && person.role !== only[deed.act])
    throw codedRefusal(3002);
  const items = deed.act === "fill" ? toFilled(person.items, deed.values ?? {}) : person.items;

  change(document, person, "seen", "seen");
  if (deed.act === "fill") {
    person.items = items;
    change(document, person, "filled", "filled");
  }
  if (deed.act === "approve") change(document, person, "approved", "approveTime");
  if (deed.act === "sign") change(document, person, "signed", "signedTime");
  if (deed.act === "reject") {
    change(document, person, "rejected", "rejectTime");
    person.reason = deed.reason ?? null;
    document.state = "rejected";
  }
}

function toFilled(items: readonly Item[], values: Readonly<Record<string, string>>): Item[] {
  const isKnown = Object.keys(values).every((name) => items.some((item) => item.name === name));
  if (!isKnown) throw codedRefusal(3027);
  return items.map((item) => ({ ...item, value: values[item.name] ?? item.value }));
}
