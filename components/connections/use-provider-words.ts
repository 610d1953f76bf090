import { createTranslator, useLocale, useMessages } from "next-intl";

export type Words = Readonly<Record<string, string>>;
type ProviderWords = {
  readonly options?: Words;
  readonly settings?: Words;
  readonly help?: Words;
  readonly choices?: Readonly<Record<string, Words>>;
  /** What one choice means, below the input. */
  readonly choiceHelp?: Readonly<Record<string, Words>>;
  /** Headings over options that stand together, and a sentence below each. */
  readonly groups?: Words;
  readonly groupHelp?: Words;
  /** What an option may look like; `%another%` stands for the value of another option. */
  readonly example?: Words;
  /** What can be put into a text, by the name that the provider puts between `{{` and `}}`. */
  readonly variables?: Readonly<Record<string, Words>>;
  /** Of a share: pairs of the provider's, by how alike they are in hundredths. */
  readonly examples?: Readonly<Record<string, Words>>;
  /** What is wrong with its options taken together. */
  readonly problems?: Words;
  /** How a way of reading a box differs from another. */
  readonly calibration?: Words;
  /** What its own error codes mean and what to do. */
  readonly errors?: Words;
  /** Why a person's try did not count, by the provider's own sentence. */
  readonly tries?: Words;
};

/** What a provider's settings, options and errors are called in the reader's language. */
export function useProviderWords(providerId: string | undefined): ProviderWords {
  const providers: Readonly<Record<string, ProviderWords>> = useMessages().providers;
  return providers[providerId ?? ""] ?? {};
}

/** Says what a provider finds wrong with its options. */
export function useProviderProblems(providerId: string | undefined) {
  const messages = useProviderWords(providerId).problems ?? {};
  const t = createTranslator({ locale: useLocale(), messages });
  return (problem: string, values: Readonly<Record<string, string | number>>): string =>
    problem in messages ? t(problem, values) : problem;
}
