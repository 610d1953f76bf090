import type { Interpretation, ProviderCall } from "@/lib/provider-kit/contract";
import type { ProviderWords } from "@/lib/provider-kit/errors";
import { ProviderError } from "@/lib/provider-kit/errors";
import type { HttpAnswer } from "@/lib/provider-kit/http";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { retryAfter } from "@/lib/provider-kit/retry-after";
import type { ProviderErrorCode } from "@/lib/vocabulary/delivery";
import { findBlamed, hideDigits } from "./mapping-blame";
import type { SignerHandle } from "./wire";
import { errorAnswer, initiateAnswer } from "./wire";

export const toError = (code: ProviderErrorCode, words: ProviderWords = {}): ProviderError =>
  new ProviderError(code, "signzy", words);

/** What was said; `isOwn`: by the service itself, not by the gateway in front of it. */
function readRefusal(body: Uint8Array): { isOwn: boolean; words: ProviderWords } {
  const parsed = errorAnswer.safeParse(parseJson(body));
  if (!parsed.success) return { isOwn: false, words: {} };
  const { name, message } = "error" in parsed.data ? parsed.data.error : parsed.data;
  if (!message) return { isOwn: false, words: {} };
  const code = findBlamed(message);
  return {
    isOwn: name === "error",
    words: { ...(code && { code }), message: hideDigits(message).slice(0, 500) },
  };
}

/** Of the answer to a call that may be repeated. */
export function toReadError({ status, body }: HttpAnswer): ProviderError {
  const { isOwn, words } = readRefusal(body);
  if (status === 401 || status === 403) return toError("rejected_credentials", words);
  if (status === 429) return toError("rate_limited", words);
  if (status >= 500) return toError("unavailable", words);
  // Nothing but the contract's number is sent.
  if (isOwn && (status === 400 || status === 404)) return toError("unknown_document", words);
  return toError(status >= 400 ? "invalid_request" : "unexpected", words);
}

const definite = [400, 404, 405, 413, 415, 422];

/** What the answer to a create means. */
export function interpretInitiate(answer: HttpAnswer, call?: ProviderCall): Interpretation {
  const { status, body } = answer;
  const { words } = readRefusal(body);
  const notSent = (code: ProviderErrorCode): Interpretation => {
    const seconds = retryAfter(answer);
    return {
      outcome: "not_sent",
      error: toError(code, words),
      ...(seconds !== undefined && { retryAfter: seconds }),
    };
  };
  if (status === 401 || status === 403) return notSent("rejected_credentials");
  if (status === 429) return notSent("rate_limited");
  if (status === 200) return interpretMade(body, call && namesIn(call));
  if (!definite.includes(status) || body.byteLength === 0)
    return { outcome: "unknown", why: `HTTP ${status}` };
  const code = status === 413 ? "document_refused" : "invalid_request";
  return { outcome: "rejected", error: toError(code, words) };
}

/** Whom a create named, in order. */
function namesIn({ body }: ProviderCall): string[] {
  const { signerdetail } = body as { signerdetail: readonly { signerName: string }[] };
  return signerdetail.map(({ signerName }) => signerName);
}

function interpretMade(body: Uint8Array, names: readonly string[] | undefined): Interpretation {
  const made = initiateAnswer.safeParse(parseJson(body));
  if (!made.success) return { outcome: "unknown", why: "The answer names no contract" };
  const { contractId, signerdetail } = made.data;
  const handles = signerdetail.map(({ signerId, signerName, esignUrl }) => ({
    signerId,
    name: signerName,
    esignUrl,
  }));
  const signers = names ? inOrder(names, handles) : handles;
  if (!signers || signers.length === 0)
    return { outcome: "unknown", why: "The answer does not name the people who were sent" };
  return { outcome: "accepted", reference: { contractId, signers }, externalId: contractId };
}

const isSame = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** By place and name; in case the order was not kept, by name. Undefined when they do not fit. */
function inOrder(
  names: readonly string[],
  handles: readonly SignerHandle[],
): SignerHandle[] | undefined {
  if (names.length !== handles.length) return undefined;
  const free = new Set(handles);
  const found = names.flatMap((name, index) => {
    const here = handles[index];
    const handle =
      here && free.has(here) && isSame(here.name, name)
        ? here
        : [...free].find((other) => isSame(other.name, name));
    if (handle) free.delete(handle);
    return handle ?? [];
  });
  return found.length === names.length ? found : undefined;
}
