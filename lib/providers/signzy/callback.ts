import { createHash, timingSafeEqual } from "node:crypto";
import type { CallbackRequest, ReceivedCallback } from "@/lib/provider-kit/contract";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { callbackBody } from "./wire";

const refusal = (why: string, status: number): ReceivedCallback => ({
  verdict: "refused",
  why,
  externalId: null,
  reference: null,
  rawState: null,
  answer: { status, body: status === 200 ? { accepted: false } : {} },
});

/**
 * Told at the end, and of each person's tries, at two addresses with a secret each. A failed try is
 * not the end of anything: whatever is told, the contract is read back.
 */
export function receiveSignzyCallback({
  headers,
  body,
  secret,
}: CallbackRequest): ReceivedCallback {
  if (!isProved(headers.authorization, secret)) return refusal("wrong_credentials", 401);
  const parsed = callbackBody.safeParse(parseJson(body));
  if (!parsed.success) return refusal("malformed", 200);
  const { contractId, status } = parsed.data ?? {};
  if (!contractId) return refusal("names_no_document", 200);
  return {
    verdict: "heard",
    why: null,
    externalId: contractId,
    reference: { contractId },
    rawState: status ?? null,
    answer: { status: 200, body: { accepted: true } },
    answerToStranger: { status: 200, body: { accepted: false } },
  };
}

/** Brought back letter by letter. Compared as hashes, in a time that says nothing. */
function isProved(given: string | undefined, secret: string | undefined): boolean {
  if (!given || !secret) return false;
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
