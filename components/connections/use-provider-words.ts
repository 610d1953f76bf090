import { useMessages } from "next-intl";

export type Words = Readonly<Record<string, string>>;
type ProviderWords = {
  readonly options?: Words;
  readonly settings?: Words;
  readonly help?: Words;
  readonly choices?: Readonly<Record<string, Words>>;
  /** What one choice means, below the input. */
  readonly choiceHelp?: Readonly<Record<string, Words>>;
  /** How a way of reading a box differs from another. */
  readonly calibration?: Words;
  /** What its own error codes mean and what to do. */
  readonly errors?: Words;
};

/** What a provider's settings, options and errors are called in the reader's language. */
export function useProviderWords(providerId: string | undefined): ProviderWords {
  const providers: Readonly<Record<string, ProviderWords>> = useMessages().providers;
  return providers[providerId ?? ""] ?? {};
}
