import type { SigningProvider } from "@/lib/provider-kit/contract";
import { builtIn } from "./built-in";
import { emzano } from "./emzano";
import { signzy } from "./signzy";
import { webimzo } from "./webimzo";

/** Every provider that this portal knows. A new one is a folder beside this file and one line here. */
export const providers: readonly SigningProvider[] = [builtIn, emzano, webimzo, signzy];

export const findProvider = (id: string): SigningProvider | undefined =>
  providers.find((provider) => provider.id === id);

/** @throws Error when a row names a provider that this version does not have. */
export function requireProvider(id: string): SigningProvider {
  const provider = findProvider(id);
  if (!provider) throw new Error(`No provider ${id} in this version of Muhr`);
  return provider;
}
