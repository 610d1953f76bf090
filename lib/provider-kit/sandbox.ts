export type SandboxValues = Readonly<Record<string, string | number | boolean>>;

/** What can go wrong with a call; "commit" is the moment when the provider has done what was asked. */
export const sandboxFaults = [
  "ok",
  "slow",
  "dropped_before_commit",
  "dropped_after_commit",
  "silent_after_commit",
  "reset_mid_response",
  "half_json",
  "500_before_commit",
  "500_after_commit",
  "502_html_after_commit",
  "business_error",
  "401",
  "429",
  "wrong_shape",
] as const;
/** A business error may name which one by the provider's own code: `business_error:3027`. */
export type SandboxFault = (typeof sandboxFaults)[number] | `business_error:${string}`;
export const callbackFaults = ["ok", "slow", "none", "twice"] as const;
export type CallbackFault = (typeof callbackFaults)[number];

/** `update` tells the provider of a change on our side, `logs` asks what it called back. */
export const callOperations = ["token", "create", "read", "update", "logs"] as const;
export type CallOperation = (typeof callOperations)[number];
export type SandboxOperation = CallOperation | "callback";

/** The next calls of a kind go wrong: one after the other, or by lot. */
export type FaultPlan = { readonly on: SandboxOperation } & (
  | { readonly faults: readonly string[] }
  /** `share` of the calls (0 to 1) get one of `among`; the same seed gives the same lots. */
  | { readonly seed: number; readonly share: number; readonly among: readonly string[] }
);

export const sandboxActs = ["see", "fill", "approve", "reject", "sign"] as const;
export type SandboxAct = {
  readonly documentId: string;
  /** Position from 0, or the person's mobile. */
  readonly recipient: number | string;
  readonly act: (typeof sandboxActs)[number];
  /** How the person signs, in the provider's own words, where there are several ways. */
  readonly method?: string;
  /** Number of the answer that the person gives, where the sender says which answers there are. */
  readonly choice?: number;
  readonly values?: Readonly<Record<string, string>>;
  readonly reason?: string;
};

export const sandboxEvents = [
  /** The last callback once more, byte for byte. */
  "duplicate",
  /** The same after a while. */
  "late",
  /** To the right address, claims the best end whatever the truth is. */
  "forged",
  "wrong_id",
  /** To an address that nobody gave out. */
  "wrong_address",
  /** With a name and a password that nobody gave out, where callbacks carry any. */
  "wrong_credentials",
  /** A state from before the present one. */
  "stale",
  "garbage",
] as const;
export type SandboxEvent = {
  readonly documentId: string;
  readonly kind: (typeof sandboxEvents)[number];
};

export type LedgerRequest = {
  readonly at: Date;
  readonly operation: CallOperation | "other";
  readonly method: string;
  readonly path: string;
  /** Secrets masked, long texts as their SHA-256. */
  readonly body: unknown;
  fault: SandboxFault;
  /** The document that the call made, also when its caller never heard of it. */
  committed: string | null;
  /** Null while nothing was answered, or nothing whole. */
  status: number | null;
  answer: unknown;
};
export type LedgerPerson = {
  readonly name: string;
  readonly contact: string;
  readonly role: string;
  readonly state: string;
  readonly reason: string | null;
  /** How the person signed and which answer it was, where there are several. */
  readonly method?: string | null;
  readonly choice?: number | null;
};
export type LedgerDocument = {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  /** Units of money that the office was charged. */
  readonly cost: number;
  /** Certificates of recipients that the office was charged for besides. */
  readonly certificatesPaid: number;
  /** Of the file as it was taken in; null while a link to it was not followed. */
  readonly sha256: string | null;
  /** Of the signed file; null until there is one. */
  readonly finalSha256: string | null;
  readonly callbackUrl: string | null;
  readonly people: readonly LedgerPerson[];
};
export type LedgerCallback = {
  readonly at: Date;
  readonly documentId: string;
  readonly url: string;
  readonly body: string;
  /** With which it proves itself, where it does. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Null when nobody answered. */
  readonly status: number | null;
};
/** A request for a file behind a link that stood in a create. */
export type LedgerFetch = {
  readonly at: Date;
  readonly documentId: string;
  readonly url: string;
  readonly method: "HEAD" | "GET";
  /** The header `Range`. */
  readonly range: string | null;
  /** Null when nobody answered. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly length: number;
};
export type LedgerMessage = {
  readonly at: Date;
  readonly to: string;
  readonly text: string;
  readonly link: string;
};
export type Ledger = {
  readonly requests: readonly LedgerRequest[];
  readonly documents: readonly LedgerDocument[];
  readonly callbacks: readonly LedgerCallback[];
  readonly fetches: readonly LedgerFetch[];
  readonly messages: readonly LedgerMessage[];
};

/** A provider as its document describes it, on this machine only. */
export type Sandbox = {
  readonly providerId: string;
  readonly url: string;
  readonly controlUrl: string;
  /** The origin of the pages on which recipients sign. */
  readonly inboxUrl: string;
  /** What a connection to it needs. */
  readonly settings: SandboxValues;
  /** Template samples, as the provider's own panel shows them for copying. */
  readonly samples: readonly { readonly title: string; readonly text: string }[];
  ledger(): Ledger;
  /** @throws SandboxRefusal */
  plan(plan: FaultPlan): void;
  /** Ends when the callbacks that it caused were answered. @throws SandboxRefusal */
  act(act: SandboxAct): Promise<void>;
  /** @throws SandboxRefusal */
  event(event: SandboxEvent): Promise<void>;
  /** @throws SandboxRefusal */
  expire(documentId: string): Promise<void>;
  expireTokens(also?: "refresh"): void;
  /** Changes how an open question of the provider's document is read. @throws SandboxRefusal */
  switch(changes: SandboxValues): void;
  /** Ends all faults. */
  calm(): void;
  close(): Promise<void>;
};

/** The provider, or its control plane, says no. */
export class SandboxRefusal extends Error {
  override readonly name = "SandboxRefusal";
  constructor(
    message: string,
    readonly status = 400,
    readonly code?: number | string,
  ) {
    super(message);
  }
}
