import type { ProviderErrorCode, ProviderWords } from "@/lib/provider-kit/errors";
import { ProviderError } from "@/lib/provider-kit/errors";
import { errorAnswer, parseJson } from "./wire";

const id = "emzano";

/** Seconds that code 2 asks for: "please try again in 30 minutes". */
export const pauseAfterUnavailable = 1_800;

/** The provider's own number for "the service is not available". */
export const unavailableCode = 2;
/** "A problem occurred in the signing process": on a create nobody knows whether it was made. */
export const uncertainCode = 3009;

// Appendix 1 of the manual, and 2022, which only its sample shows.
const known: Readonly<Record<number, ProviderErrorCode>> = {
  1: "invalid_request",
  [unavailableCode]: "unavailable",
  2022: "unknown_recipient",
  3001: "invalid_request",
  3002: "invalid_request",
  3003: "invalid_request",
  3004: "unknown_recipient",
  3005: "unknown_recipient",
  3006: "invalid_request",
  3007: "invalid_request",
  [uncertainCode]: "unavailable",
  3010: "invalid_request",
  3011: "invalid_request",
  3012: "invalid_request",
  3013: "invalid_request",
  3014: "unexpected",
  3015: "unexpected",
  3016: "unknown_recipient",
  3017: "unknown_recipient",
  3018: "unexpected",
  3019: "document_refused",
  3021: "invalid_request",
  3023: "unknown_recipient",
  3024: "invalid_request",
  3025: "invalid_request",
  3026: "invalid_request",
  3027: "invalid_request",
  3028: "invalid_request",
  3029: "unknown_recipient",
  3030: "invalid_request",
};
export const knownCodes: readonly number[] = Object.keys(known).map(Number);

/** What the provider itself says in the body of an answer. */
export function readWords(body: Uint8Array): ProviderWords {
  const parsed = errorAnswer.safeParse(parseJson(body));
  if (!parsed.success) return {};
  const { code, message } = parsed.data;
  return { ...(code !== undefined && { code }), ...(message && { message: message.slice(0, 500) }) };
}

/** An error that the provider gave a number. */
export const toCodedError = (words: ProviderWords): ProviderError =>
  new ProviderError(known[Number(words.code)] ?? "invalid_request", id, words);

export const toError = (code: ProviderErrorCode, words: ProviderWords = {}): ProviderError =>
  new ProviderError(code, id, words);
