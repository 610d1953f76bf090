import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { SigningProvider, Values } from "./contract";

/** What a provider can do through one connection. */
export const capabilitiesOf = (
  provider: Pick<SigningProvider, "capabilities" | "capabilitiesWith">,
  settings: Values,
): Capabilities => ({ ...provider.capabilities, ...provider.capabilitiesWith?.(settings) });
