import { useProviderWords } from "@/components/connections/use-provider-words";
import type { IdentityPart } from "@/lib/vocabulary/capabilities";

/** What the provider calls one of the answers that it takes for a part of an identity. */
export function useChoiceWords(providerId: string) {
  const { choices } = useProviderWords(providerId);
  return (part: IdentityPart, choice: string): string => choices?.[part]?.[choice] ?? choice;
}
