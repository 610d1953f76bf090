import { useMessages } from "next-intl";
import type { IdentityName } from "@/lib/vocabulary/capabilities";

type PartWords = { readonly label: string; readonly choices?: Readonly<Record<string, string>> };

/** What one of the answers is called that a provider takes for a part of an identity. */
export function useChoiceWords() {
  const identity: Readonly<Record<IdentityName, PartWords>> = useMessages().identity;
  return (called: IdentityName, choice: string): string =>
    identity[called].choices?.[choice] ?? choice;
}
