import type { Interpretation } from "@/lib/provider-kit/contract";
import type { ProviderErrorCode, ProviderWords } from "@/lib/provider-kit/errors";
import { ProviderError } from "@/lib/provider-kit/errors";
import type { HttpAnswer } from "@/lib/provider-kit/http";
import { createAnswer, errorAnswer, parseJson } from "./wire";

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
  return {
    ...(code !== undefined && { code }),
    ...(message && { message: message.slice(0, 500) }),
  };
}

/** An error that the provider gave a number. */
export const toCodedError = (words: ProviderWords): ProviderError =>
  new ProviderError(known[Number(words.code)] ?? "invalid_request", id, words);

export const toError = (code: ProviderErrorCode, words: ProviderWords = {}): ProviderError =>
  new ProviderError(code, id, words);

const definite = new Set([400, 404, 405, 413, 415, 422]);

/** What the answer to a create means: by its body first, because a refusal comes as HTTP 500 too. */
export function interpretCreate({ status, headers, body }: HttpAnswer): Interpretation {
  if (status >= 200 && status < 300) {
    const made = createAnswer.safeParse(parseJson(body));
    if (!made.success) return { outcome: "unknown", why: "The answer names no document" };
    const { id } = made.data;
    return { outcome: "accepted", reference: { id }, externalId: id };
  }
  if (status === 401 || status === 403)
    return { outcome: "not_sent", error: toError("rejected_credentials", readWords(body)) };
  if (status === 429) {
    const seconds = Number(headers["retry-after"]);
    return {
      outcome: "not_sent",
      error: toError("rate_limited", readWords(body)),
      ...(seconds > 0 && { retryAfter: seconds }),
    };
  }
  const words = readWords(body);
  if (words.code === uncertainCode)
    return { outcome: "unknown", why: words.message ?? "The signing process failed" };
  if (words.code === unavailableCode)
    return { outcome: "not_sent", error: toCodedError(words), retryAfter: pauseAfterUnavailable };
  if (words.code !== undefined) return { outcome: "rejected", error: toCodedError(words) };
  if (definite.has(status) && body.byteLength > 0)
    return { outcome: "rejected", error: toError("invalid_request", words) };
  return { outcome: "unknown", why: `HTTP ${status}` };
}
