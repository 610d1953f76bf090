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
