import type { z } from "zod";
import type { BoxScale } from "@/lib/placements/provider-rect";
import type { PageBox, PdfRect } from "@/lib/placements/schema";
import type { BoxPosition, Capabilities, IdentityPart } from "@/lib/vocabulary/capabilities";
import type { AttemptInsert } from "@/lib/vocabulary/delivery";
import type {
  Identification,
  RecipientRole,
  RecipientStatus,
  SigningOrder,
} from "@/lib/vocabulary/envelope";
import type { TemplateFieldGroup, TemplateShape, TemplateWarning } from "@/lib/vocabulary/template";
import type { ProviderError } from "./errors";
import type { HttpAnswer, Transport, TransportError } from "./http";

/** A provider's settings and options are objects of simple values, so that forms can be made of them. */
export type Values = Readonly<Record<string, unknown>>;

export type SendRecipient = {
  readonly id: string;
  readonly position: number;
  readonly role: RecipientRole;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly identification: Identification;
  /** What the provider asks of each person beyond name, e-mail and phone; normalised. */
  readonly identity: Identity;
  /** Their place in the template; null for a document. */
  readonly slotId: string | null;
};

export type Identity = Readonly<Partial<Record<IdentityPart, string>>>;

export type SendPlacement = {
  readonly id: string;
  readonly recipientId: string;
  /** 1-based. */
  readonly page: number;
  readonly rect: PdfRect;
  /** One of the provider's own places on a page, where the box stands as `positionRect` put it. */
  readonly position?: BoxPosition;
  /** Points, before `/Rotate`: for a provider that counts from the page's upper edge. */
  readonly pageHeight?: number;
};

export type SentDocument = {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly pageCount: number;
};

export type FilledTemplate = {
  readonly shape: TemplateShape;
  /** Normalised; what was left empty is missing. */
  readonly values: readonly {
    readonly group: TemplateFieldGroup;
    readonly name: string;
    readonly value: string;
  }[];
};

/** What a person pasted from the provider's panel, understood. */
export type TemplateSample = {
  readonly shape: TemplateShape;
  readonly warnings: readonly TemplateWarning[];
};

/** Everything that a provider may need to know of an envelope, frozen when a person pressed Send. */
export type SendRequest = {
  readonly envelopeId: string;
  readonly referenceCode: string;
  readonly title: string;
  readonly message: string;
  /** What is signed: either a document or a template. */
  readonly document: SentDocument | null;
  readonly template: FilledTemplate | null;
  readonly recipients: readonly SendRecipient[];
  readonly placements: readonly SendPlacement[];
  readonly signingOrder: SigningOrder;
  readonly expiresAt: Date | null;
  readonly options: Values;
  /**
   * A person decided that a new one is to be made although there is one; only where
   * `isCreateIdempotent`. Never set by a repeat.
   */
  readonly isForced?: boolean;
};

/**
 * Stands in a call's body for what is put in only when the request is written (`fillCall`), so that
 * preview and hash stay small, hold no secret and are the same for every attempt. An object, because
 * what people type is always text.
 */
export type CallMark =
  | { readonly insert: "document_base64" | AttemptInsert }
  | { readonly insert: "setting"; readonly name: string }
  /** `at`: ISO 8601. A number; never below one. */
  | { readonly insert: "milliseconds_until"; readonly at: string };

/** The exact request. `here` means that nothing leaves the portal. */
export type HttpCall = {
  readonly kind: "http";
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  /** Relative to the connection's base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; may hold `CallMark`s. */
  readonly body: Values;
};
export type ProviderCall = { readonly kind: "here"; readonly body: Values } | HttpCall;

/** What people put their signatures to: the document, or text that speaks of it. */
export type SignedData =
  /** `text` is a statement of ours (`statement.ts`). */
  | { readonly kind: "statement"; readonly text: string }
  /** `text` is the document's SHA-256, hexadecimal. */
  | { readonly kind: "hash"; readonly text: string }
  | { readonly kind: "document" };

export type ProviderAnswer = { readonly kind: "here" } | HttpAnswer;

export type Interpretation =
  /** `reference` is what the provider needs to find its envelope again; opaque upstairs. */
  | {
      readonly outcome: "accepted";
      readonly reference: Values;
      readonly externalId: string | null;
      /** Whether the provider itself told the people; only where `notifies` is `told_in_answer`. */
      readonly hasToldPeople?: boolean;
    }
  | { readonly outcome: "rejected"; readonly error: ProviderError }
  | {
      readonly outcome: "not_sent";
      readonly error: ProviderError;
      /** Seconds that the provider asks us to wait. */
      readonly retryAfter?: number;
    }
  | {
      readonly outcome: "unknown";
      readonly why: string;
      /** Where the provider said something about it. */
      readonly error?: ProviderError;
    };

export type RecipientTimes = Readonly<Record<"sent" | "seen" | "filled" | "acted", Date | null>>;

/** A time-stamp as it was understood, and as the provider wrote it, with its zone or without. */
export type RecipientStamp = {
  readonly step: "sent" | "seen" | "filled" | "approved" | "declined" | "signed";
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly written: string;
};

export type RecipientSnapshot = {
  /** Ours, where the provider's person could be matched; null for a stranger. */
  readonly recipientId: string | null;
  readonly name: string;
  readonly status: RecipientStatus;
  readonly isTheirTurn: boolean | null;
  readonly times: RecipientTimes;
  /** As the provider spelled it. */
  readonly rawState: string;
  /** Every time-stamp that the provider has, where it has more than `times` holds. */
  readonly stamps?: readonly RecipientStamp[];
  /**
   * Further facts of the provider in its own words. `order`, `method`, `isLegal` and `isOptional`
   * are shown on the envelope's page; `reason` is why this person declined, in theirs.
   */
  readonly facts: Values;
};

/** A value that somebody filled in at the provider, or that the document carries there. */
export type SnapshotValue = {
  /** Whose it is; `recipient` without an id is a person whom the envelope does not know. */
  readonly group: "recipient" | TemplateFieldGroup;
  readonly recipientId: string | null;
  readonly name: string;
  readonly title: string;
  readonly rule: string;
  readonly value: string;
};

/** What the provider says of one act, for a final document that the portal composes. */
export type ActEvidence = {
  /** Null for a stranger. */
  readonly recipientId: string | null;
  readonly name: string;
  /** The number by which the provider knows the person, all but its last digits hidden. */
  readonly maskedKey: string;
  readonly step: RecipientStamp["step"];
  /** One of `capabilities.methods`, or the provider's own word; empty when it said none. */
  readonly method: string;
  /** Null when the provider gave no time that can be read. */
  readonly stamp: RecipientStamp | null;
  /** The provider's own record, unread: only the provider can check it. */
  readonly details: string;
};

/** What the portal composes a final document from, where the provider has none. */
export type Evidence = {
  /** What people put their signatures to, as the provider has it. */
  readonly statement: string;
  /** Where the provider lets everybody check the signatures. */
  readonly checkAddress: string | null;
  readonly acts: readonly ActEvidence[];
};

/** One callback of the provider, as the provider itself remembers it. */
export type CallbackLog = {
  readonly address: string;
  /** Of which document; null when its body does not say. */
  readonly externalId: string | null;
  /** What it sent, without secrets, and what it was answered. */
  readonly sent: string;
  readonly answerStatus: number | null;
  readonly answer: string;
  /** Failures in a row. */
  readonly failures: number;
  readonly problem: string | null;
  readonly failedAt: Date | null;
  readonly arrivedAt: Date | null;
};

export type Snapshot = {
  readonly status: "in_progress" | "completing" | "declined" | "expired" | "canceled";
  readonly rawState: string;
  /** As the provider has it: how we know an envelope of ours again. */
  readonly title: string;
  readonly createdAt: Date | null;
  readonly recipients: readonly RecipientSnapshot[];
  readonly values: readonly SnapshotValue[];
  /** Only when it was asked for and the provider has it. */
  readonly signedFile: Uint8Array | null;
  /** Only where `signedFile` is `composed_here`. */
  readonly evidence: Evidence | null;
  /** Whether the provider itself told the people; only where `notifies` is `told_in_answer`. */
  readonly hasToldPeople?: boolean;
  /** What it needs to find its document again, where this answer knows more than what we have. */
  readonly reference?: Values;
  /** SHA-256 of the sent and of the signed file as the provider says, hexadecimal. */
  readonly hashes?: { readonly sent: string | null; readonly signed: string | null };
};

export type CheckResult =
  | { readonly isReachable: true }
  | { readonly isReachable: false; readonly error: ProviderError | TransportError };

/** What a read-back needs to know of our side. */
export type ReadRequest = {
  readonly recipients: readonly SendRecipient[];
  readonly wantsFile: boolean;
};

/**
 * What a provider remembers between calls, one value per connection: encrypted, shared by all
 * processes, replaced only by whoever saw the newest. Tokens live here.
 */
export type Memory = {
  read(): Promise<{ readonly value: Values | null; readonly rev: number }>;
  /** @returns false when somebody else has written since `rev`. */
  replace(value: Values | null, rev: number): Promise<boolean>;
};

/** What a session works with. Nothing else reaches outside. */
export type ProviderTools = {
  readonly transport: Transport;
  readonly memory: Memory;
  readonly now: () => Date;
  /** Runs `work` once for all who ask under this name in this process at the same time. */
  readonly shareFlight: <T>(name: string, work: () => Promise<T>) => Promise<T>;
};

/** Talks to a provider with one connection's settings. Knows no database, screen or other provider. */
export interface ProviderSession {
  /**
   * Headers that a create needs; fetches or refreshes a token where the provider wants one. Nothing
   * of the create has left when it fails. @throws ProviderError, TransportError
   */
  authorize(): Promise<Readonly<Record<string, string>>>;
  /** Drops what `authorize` remembers, after the provider refused it. */
  forgetAuthorization(): Promise<void>;
  /** @throws ProviderError, TransportError */
  read(reference: Values, request: ReadRequest): Promise<Snapshot>;
  /** Tests the connection. Never throws for what the provider or the network answers. */
  check(): Promise<CheckResult>;
  /**
   * Repeats an idempotent create and says what it found; only where `isCreateIdempotent`. What is
   * accepted was read back and is what the call asked for. @param body as the create had it
   * @throws ProviderError, TransportError
   */
  findAgain?(call: HttpCall, body: Uint8Array): Promise<Interpretation>;
  /**
   * Withdraws it, or tells the provider that we did (`capabilities.cancel`); a read-back says what
   * came of it. @throws ProviderError, TransportError
   */
  cancel?(reference: Values): Promise<void>;
  /**
   * Where this person's browser goes to sign, and from there back to `back`, unless the create has
   * told the provider where to; null when the provider has not said where. Only where
   * `capabilities.launch`. Holds secrets: never shown, logged or kept. Pure.
   * @param person with their 0-based place among those whom the provider serves
   */
  launch?(
    reference: Values,
    back: URL,
    person: Pick<SendRecipient, "position" | "name">,
  ): URL | null;
  /**
   * The provider's own list of its callbacks for these documents. @throws ProviderError,
   * TransportError
   */
  callbackLogs?(
    references: readonly Values[],
    wanted: "all" | "failed",
  ): Promise<readonly CallbackLog[]>;
}

/**
 * One way in which a provider may read the numbers of a box, and where the box of the calibration
 * document lands if it does. The document has upright A4 pages.
 */
export type Landing = {
  /** Those settings that a calibration decides, as they are right for this way. */
  readonly settings: Values;
  /** How that differs from the settings as they are: keys of the provider's `calibration` messages. */
  readonly differences: readonly string[];
  /** 1-based. */
  readonly page: number;
  readonly rect: PdfRect;
};

export type CallbackRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Of the connection whose address was called. */
  readonly settings: Values;
  /** What the create told the provider to bring to this very address; missing where it is one for all. */
  readonly secret?: string;
};

/** What the provider itself will write on a page, as far as is known. */
export type PageMark = {
  /** 1-based. */
  readonly page: number;
  readonly rect: PdfRect;
  /** Line by line; what only the provider knows stands in "…". */
  readonly lines: readonly string[];
  /** Points. */
  readonly fontSize: number;
};

/** What is wrong with an envelope's options taken together, before it can be sent. */
export type OptionProblem = {
  readonly option: string;
  /** A key of the provider's `problems` in the message files. */
  readonly problem: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Said, and keeps nobody from sending. */
  readonly isDoubt?: boolean;
};

/** A callback is a hint: `heard` means that the provider is read back, and nothing more. */
export type ReceivedCallback = {
  readonly verdict: "heard" | "refused";
  /** Why it was refused, in our words. */
  readonly why: string | null;
  /** The provider's number of the document that it speaks of. */
  readonly externalId: string | null;
  /**
   * What the callback itself brings to read that document back; where the address is one for all,
   * it is believed only when it equals the reference that we have.
   */
  readonly reference: Values | null;
  readonly rawState: string | null;
  /** What the provider wants to be answered. */
  readonly answer: {
    readonly status: number;
    readonly body: Values;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** The same for a document that none of ours is; only where the address is one for all. */
  readonly answerToStranger?: ReceivedCallback["answer"];
};

export interface SigningProvider {
  readonly id: string;
  readonly displayName: string;
  readonly capabilities: Capabilities;
  /**
   * Of a connection. `.meta({ secret: true })` marks what is written and never shown again, and
   * `ours: true` what the provider proves itself to us with; `.meta({ address: true })` marks
   * the base URL: another host clears the secrets. `.meta({ rare: true })` puts it under "more".
   */
  readonly settings: z.ZodObject;
  /**
   * Of one envelope; every option has a default. `.meta({ for: "document" })` marks what a template
   * decides itself, `.meta({ rare: true })` what stands under "more", `.meta({ people: true })`
   * whether people may know of each other. More marks: `InputShape`.
   */
  readonly options: z.ZodObject;
  /** Pure; what a connection's settings make of its capabilities. */
  capabilitiesWith?(settings: Values): Pick<Capabilities, "largestFile">;
  /** Where a connection's calls go, with a slash at the end; null for one that never leaves. */
  baseUrl(settings: Values): URL | null;
  /** Pure. */
  prepare(request: SendRequest, settings: Values): ProviderCall;
  /** Pure; only where people sign data, which `prepare` puts into the call. */
  dataToSign?(request: SendRequest, settings: Values): SignedData;
  /** Pure. Of the answer to a create. @param call what was sent, for an answer that must fit it */
  interpret(answer: ProviderAnswer, call?: ProviderCall): Interpretation;
  /**
   * What `read` needs to find a document of which only the provider's number is known. Where that is
   * not enough, `read` then says `unknown_document`, and `findAgain` is the way. Pure.
   */
  toReference(externalId: string): Values;
  /** A number as a person typed it, in the provider's own spelling. Pure; only where it has several. */
  toExternalId?(typed: string): string;
  open(settings: Values, tools: ProviderTools): ProviderSession;
  /**
   * Pure; only where its document leaves open how it reads a box. The first is the way that the
   * settings say, and so the box to send.
   */
  calibrate?(settings: Values): readonly Landing[];
  /** Pure; what no single option can know. Options that do not count (`activeOptions`) are missing. */
  checkOptions?(
    options: Values,
    about: Pick<SendRequest, "document" | "recipients">,
  ): readonly OptionProblem[];
  /** Pure; 1-based pages on which the provider itself writes, wherever on them. */
  writtenPages?(options: Values, pageCount: number): readonly number[];
  /** Pure; only of a provider that writes on the pages by itself, as far as is known where. */
  drawMarks?(options: Values, pages: readonly PageBox[]): readonly PageMark[];
  /** Pure; only where the settings say how the numbers of a box are counted. */
  boxScale?(settings: Values): BoxScale;
  /** Pure; only where `capabilities.templates`. @throws TemplateSampleError */
  parseTemplateSample?(text: string): TemplateSample;
  /** Pure; only where `capabilities.callbacks` says that there are any. */
  receiveCallback?(call: CallbackRequest): ReceivedCallback;
}
