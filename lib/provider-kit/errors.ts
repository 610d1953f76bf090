import type { ProviderErrorCode } from "@/lib/vocabulary/delivery";

/** What the provider itself answered, as far as a person may see it. */
export type ProviderWords = {
  readonly code?: string | number;
  readonly message?: string;
};

export class ProviderError extends Error {
  override readonly name = "ProviderError";
  constructor(
    readonly code: ProviderErrorCode,
    readonly providerId: string,
    readonly words: ProviderWords = {},
    options?: ErrorOptions,
  ) {
    super(`${providerId}: ${code}${words.code === undefined ? "" : ` (${words.code})`}`, options);
  }
  get isRetryable(): boolean {
    return this.code === "rate_limited" || this.code === "unavailable";
  }
}

/** Why a pasted sample cannot become a template; `templateSample.<code>` in the message files. */
export const sampleProblems = [
  "empty",
  "too_long",
  "not_read",
  "not_a_sample",
  "no_template_id",
  "no_recipients",
  "without_id",
  "without_name",
  "duplicate",
] as const;

export class TemplateSampleError extends Error {
  override readonly name = "TemplateSampleError";
  constructor(
    readonly code: (typeof sampleProblems)[number],
    /** 1-based line and column in the pasted text, where one place is to blame. */
    readonly place: { readonly line: number; readonly column: number } | null,
    /** What stands there, or which name it is about. */
    readonly found: string,
  ) {
    super(`Template sample: ${code}`);
  }
}
