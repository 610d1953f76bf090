import type { Interpretation } from "@/lib/provider-kit/contract";
import type { ProviderWords } from "@/lib/provider-kit/errors";
import { ProviderError } from "@/lib/provider-kit/errors";
import type { HttpAnswer } from "@/lib/provider-kit/http";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { retryAfter } from "@/lib/provider-kit/retry-after";
import type { ProviderErrorCode } from "@/lib/vocabulary/delivery";
import { createAnswer, errorAnswer, tokenRefusal } from "./wire";

const id = "emzano";

/** Seconds that code 2 asks for: "please try again in 30 minutes". */
const pauseAfterUnavailable = 1_800;

/** The provider's own number for "the service is not available". */
const unavailableCode = 2;
/** "A problem occurred in the signing process": on a create nobody knows whether it was made. */
const uncertainCode = 3009;

/** "The request is not valid." */
const invalidRequestCode = 1;

// Appendix 1 of the manual, and 2022, which only its sample shows.
const known: Readonly<Record<number, ProviderErrorCode>> = {
  [invalidRequestCode]: "invalid_request",
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
function readWords(body: Uint8Array): ProviderWords {
  const parsed = errorAnswer.safeParse(parseJson(body));
  if (!parsed.success) return {};
  const { code, message, title, errors = {} } = parsed.data;
  return toWords(code, message || Object.values(errors).flat().join(" ") || title);
}

const toWords = (code: string | number | undefined, message: string | undefined) => ({
  ...(code !== undefined && { code }),
  ...(message && { message: message.slice(0, 500) }),
});

/**
 * The provider's own numbers come with HTTP 500, perhaps with a 4xx. What stands in front of it has
 * numbers too, with other statuses, or repeats the status.
 */
const isCoded = (status: number, { code }: ProviderWords): boolean =>
  code !== undefined && code !== status && status >= 400 && status <= 500;

const toCodedError = (words: ProviderWords): ProviderError =>
  toError(known[Number(words.code)] ?? "invalid_request", words);

export const toError = (code: ProviderErrorCode, words: ProviderWords = {}): ProviderError =>
  new ProviderError(code, id, words);

/**
 * Of the answer to a read, which changes nothing, so that a wrong guess does no harm. How a document
 * that nobody has is refused is not said: with 404, or as a request that is "not valid", because
 * only the document's number could be wrong with it.
 */
export function toReadError({ status, body }: HttpAnswer): ProviderError {
  const words = readWords(body);
  if (status === 404 || (isCoded(status, words) && words.code === invalidRequestCode))
    return toError("unknown_document", words);
  if (isCoded(status, words)) return toCodedError(words);
  if (status === 401 || status === 403) return toError("rejected_credentials", words);
  if (status === 429) return toError("rate_limited", words);
  if (status >= 500) return toError("unavailable", words);
  if (status >= 400) return toError("invalid_request", words);
  return toError("unexpected", words);
}

const credentialRefusals = ["invalid_client", "invalid_grant", "unauthorized_client"];

/**
 * Of the answer to a token's request. Only what RFC 6749 §5.2 says of the credentials is blamed on
 * them, because a connection whose credentials are refused rests until somebody acts.
 */
export function toTokenError(answer: HttpAnswer): ProviderError {
  const refusal = tokenRefusal.safeParse(parseJson(answer.body));
  if (refusal.success && (answer.status === 400 || answer.status === 401)) {
    const { error, error_description } = refusal.data;
    const isOfCredentials = credentialRefusals.includes(error);
    return toError(
      isOfCredentials ? "rejected_credentials" : "unexpected",
      toWords(error, error_description),
    );
  }
  const error = toReadError(answer);
  const isTelling = error.isRetryable || error.code === "rejected_credentials";
  return isTelling ? error : toError("unexpected", error.words);
}

const definite = [400, 404, 405, 413, 415, 422];

/** What the answer to a create means: by its body first, because a refusal comes as HTTP 500 too. */
export function interpretCreate(answer: HttpAnswer): Interpretation {
  const { status, body } = answer;
  if (status >= 200 && status < 300) {
    const made = createAnswer.safeParse(parseJson(body));
    if (!made.success) return { outcome: "unknown", why: "The answer names no document" };
    const { id } = made.data;
    return { outcome: "accepted", reference: { id }, externalId: id };
  }
  const words = readWords(body);
  const notSent = (error: ProviderError, seconds = retryAfter(answer)): Interpretation => ({
    outcome: "not_sent",
    error,
    ...(seconds !== undefined && { retryAfter: seconds }),
  });
  if (status === 401 || status === 403) return notSent(toError("rejected_credentials", words));
  if (status === 429) return notSent(toError("rate_limited", words));
  if (isCoded(status, words)) {
    if (words.code === unavailableCode) return notSent(toCodedError(words), pauseAfterUnavailable);
    if (words.code !== uncertainCode) return { outcome: "rejected", error: toCodedError(words) };
    return { outcome: "unknown", why: "The signing process failed", error: toCodedError(words) };
  }
  if (!definite.includes(status) || body.byteLength === 0)
    return { outcome: "unknown", why: `HTTP ${status}` };
  const code = status === 413 ? "document_refused" : "invalid_request";
  return { outcome: "rejected", error: toError(code, words) };
}
