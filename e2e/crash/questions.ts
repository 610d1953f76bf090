import type { AuditVerdict } from "@/lib/audit/verify-audit";
import type { SandboxValues } from "@/lib/provider-kit/sandbox";

export type Draft = { readonly envelopeId: string; readonly rev: number };

/** How far an office still is from rest. */
export type Unrest = {
  /** Envelopes that may still move by themselves, and callbacks that were not read yet. */
  readonly open: number;
  /** Jobs that are due or under way. */
  readonly busy: number;
};

/** What the driver asks a portal under test, each with its answer. */
export type Questions = {
  /** Makes an office with one document and a connection to the provider. */
  readonly setUp: {
    readonly input: {
      readonly contract: string;
      readonly providerId: string;
      readonly settings: SandboxValues;
    };
    readonly answer: null;
  };
  /** Where the provider calls back for all documents; null where each has an address of its own. */
  readonly callbackAddress: { readonly input: null; readonly answer: string | null };
  readonly draft: { readonly input: null; readonly answer: Draft };
  readonly send: { readonly input: Draft & { readonly key: string }; readonly answer: null };
  /** An administrator says: try the connection again now. */
  readonly resume: { readonly input: null; readonly answer: null };
  readonly look: { readonly input: null; readonly answer: Unrest };
  /** Ends in good order. */
  readonly stop: { readonly input: null; readonly answer: AuditVerdict };
};
export type Question = keyof Questions;
export type Input<Kind extends Question> = Questions[Kind]["input"];
export type Answer<Kind extends Question> = Questions[Kind]["answer"];

export type Asked = { readonly id: number; readonly kind: Question; readonly input: unknown };
export type Told =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "error"; readonly id: number; readonly error: string };
