import type { z } from "zod";
import type { PdfRect } from "@/lib/placements/schema";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type {
  Identification,
  RecipientRole,
  RecipientStatus,
  SigningOrder,
} from "@/lib/vocabulary/envelope";
import type { ProviderError } from "./errors";

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
};

export type SendPlacement = {
  readonly id: string;
  readonly recipientId: string;
  /** 1-based. */
  readonly page: number;
  readonly rect: PdfRect;
};

/** Everything that a provider may need to know of an envelope, frozen when a person pressed Send. */
export type SendRequest = {
  readonly envelopeId: string;
  readonly referenceCode: string;
  readonly title: string;
  readonly message: string;
  readonly document: {
    readonly sha256: string;
    readonly size: number;
    readonly pageCount: number;
  };
  readonly recipients: readonly SendRecipient[];
  readonly placements: readonly SendPlacement[];
  readonly signingOrder: SigningOrder;
  readonly expiresAt: Date | null;
  readonly options: Values;
};

/**
 * The exact request. `document` marks where the PDF's bytes go, so that preview and hash stay
 * small; `here` means that nothing leaves the portal.
 */
export type ProviderCall =
  | { readonly kind: "here"; readonly body: Values }
  | {
      readonly kind: "http";
      readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
      /** Relative to the connection's base URL. */
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Values;
    };

export type ProviderAnswer =
  | { readonly kind: "here" }
  | {
      readonly kind: "http";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    };

export type Interpretation =
  /** `reference` is what the provider needs to find its envelope again; opaque upstairs. */
  | { readonly outcome: "accepted"; readonly reference: Values; readonly externalId: string | null }
  | { readonly outcome: "rejected"; readonly error: ProviderError }
  | { readonly outcome: "not_sent"; readonly error: ProviderError; readonly retryAt?: Date }
  | { readonly outcome: "unknown"; readonly why: string };

export type RecipientSnapshot = {
  readonly recipientId: string;
  readonly status: RecipientStatus;
  readonly at: Date | null;
  /** As the provider spelled it. */
  readonly rawState: string;
};

export type Snapshot = {
  readonly status: "in_progress" | "completing" | "declined" | "expired" | "canceled";
  readonly rawState: string;
  readonly recipients: readonly RecipientSnapshot[];
  readonly signedFile: Uint8Array | null;
  /** What the portal composes a final document from, where the provider has none. */
  readonly evidence: readonly { readonly recipientId: string; readonly facts: Values }[];
};

export type CheckResult =
  | { readonly isReachable: true }
  | { readonly isReachable: false; readonly error: ProviderError };

/** Talks to a provider with one connection's settings. Knows no database, screen or other provider. */
export interface ProviderSession {
  read(reference: Values): Promise<Snapshot>;
  /** Tests the connection. */
  check(): Promise<CheckResult>;
  cancel?(reference: Values, reason: string): Promise<void>;
  launch?(reference: Values, recipientId: string): Promise<URL>;
}

export interface SigningProvider {
  readonly id: string;
  readonly displayName: string;
  readonly capabilities: Capabilities;
  /** Of a connection. */
  readonly settings: z.ZodObject;
  /** Of one envelope; every option has a default. */
  readonly options: z.ZodObject;
  /** Pure. */
  prepare(request: SendRequest, settings: Values): ProviderCall;
  /** Pure. */
  interpret(answer: ProviderAnswer): Interpretation;
  open(settings: Values): ProviderSession;
}
