import "server-only";
import { DownloadError } from "@/lib/provider-kit/download";
import type { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/transport-error";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { hideSecrets } from "./mask-body";

/**
 * A failed call as people are told of it. The provider's own words travel along.
 * @param secrets values of the connection that must not be seen, should the provider repeat them
 */
export function describeTrouble(
  error: ProviderError | TransportError | DownloadError,
  secrets: readonly string[],
): Trouble {
  if (error instanceof TransportError) return { code: error.code };
  if (error instanceof DownloadError)
    return { code: error.code, ...(error.status !== undefined && { status: error.status }) };
  const { code, message } = error.words;
  return {
    code: error.code,
    ...(code !== undefined && { providerCode: String(code) }),
    ...(message !== undefined && { providerMessage: hideSecrets(message, secrets) }),
  };
}
