import type { Interpretation } from "@/lib/provider-kit/contract";
import type { ProviderWords } from "@/lib/provider-kit/errors";
import { ProviderError } from "@/lib/provider-kit/errors";
import type { HttpAnswer } from "@/lib/provider-kit/http";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { retryAfter } from "@/lib/provider-kit/retry-after";
import type { ProviderErrorCode } from "@/lib/vocabulary/delivery";
import { createdAnswer, failureAnswer } from "./wire";

const id = "webimzo";

/** "The data being signed has changed": there is a request under our number, with other data. */
const changedDataCode = "108";
/** One of the requests that were named is not there. */
export const unknownRequestsCode = "INVALID_REQUEST_IDS";
/** All that the provider's pages name. */
export const knownCodes: readonly string[] = [changedDataCode, unknownRequestsCode];

export const toError = (code: ProviderErrorCode, words: ProviderWords = {}): ProviderError =>
  new ProviderError(code, id, words);

type Failure = { readonly isCoded: boolean; readonly words: ProviderWords };

/** What the provider itself says in the body of an answer; `isCoded`: in the envelope of its own. */
function readFailure(body: Uint8Array): Failure {
  const parsed = failureAnswer.safeParse(parseJson(body));
  if (!parsed.success) return { isCoded: false, words: {} };
  const { success, error, title, errors = {} } = parsed.data;
  const said = [error?.message, error?.details].filter(Boolean).join(" ");
  const message = said || Object.values(errors).flat().join(" ") || title;
  return {
    isCoded: success === false && Boolean(error?.code),
    words: {
      ...(error?.code && { code: error.code.slice(0, 60) }),
      ...(message && { message: message.slice(0, 500) }),
    },
  };
}

/** Its own no comes with HTTP 400; in the envelope of a success it counts, too. */
const isNo = (status: number): boolean => status === 400 || (status >= 200 && status < 300);

/** Which code a wrong key has is not said. */
const isAboutKey = ({ code = "", message = "" }: ProviderWords): boolean =>
  /api[\s_-]*key/i.test(`${code} ${message}`);

/** Of the answer to a call that may be repeated. */
export function toReadError({ status, body }: HttpAnswer): ProviderError {
  const { isCoded, words } = readFailure(body);
  if (status === 401 || status === 403) return toError("rejected_credentials", words);
  if (status === 429) return toError("rate_limited", words);
  if (isCoded && isNo(status))
    return toError(isAboutKey(words) ? "rejected_credentials" : "invalid_request", words);
  if (status >= 500) return toError("unavailable", words);
  if (status >= 400) return toError("invalid_request", words);
  return toError("unexpected", words);
}

const definite = [400, 404, 405, 413, 415, 422];

/** What the answer to a create means. */
export function interpretCreate(answer: HttpAnswer): Interpretation {
  const { status, body } = answer;
  const notSent = (error: ProviderError): Interpretation => {
    const seconds = retryAfter(answer);
    return { outcome: "not_sent", error, ...(seconds !== undefined && { retryAfter: seconds }) };
  };
  const { isCoded, words } = readFailure(body);
  if (status === 401 || status === 403) return notSent(toError("rejected_credentials", words));
  if (status === 429) return notSent(toError("rate_limited", words));
  if (isCoded && isNo(status)) {
    if (words.code === changedDataCode)
      return {
        outcome: "unknown",
        why: "There is a request under our number, with other data",
        error: toError("other_document", words),
      };
    if (isAboutKey(words)) return notSent(toError("rejected_credentials", words));
    return { outcome: "rejected", error: toError("invalid_request", words) };
  }
  if (status >= 200 && status < 300) return interpretMade(body);
  if (!definite.includes(status) || body.byteLength === 0)
    return { outcome: "unknown", why: `HTTP ${status}` };
  const code = status === 413 ? "document_refused" : "invalid_request";
  return { outcome: "rejected", error: toError(code, words) };
}

function interpretMade(body: Uint8Array): Interpretation {
  const made = createdAnswer.safeParse(parseJson(body));
  if (!made.success) return { outcome: "unknown", why: "The answer names no request" };
  const { requestId, secretKey, smsInformed } = made.data.result;
  return {
    outcome: "accepted",
    reference: { requestId, secretKey },
    externalId: requestId,
    ...(typeof smsInformed === "boolean" && { hasToldPeople: smsInformed }),
  };
}
