import type { CallbackRequest, ReceivedCallback } from "@/lib/provider-kit/contract";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { toReference } from "./client";
import { callbackBody } from "./wire";

/** Manual §8: told once, at the end, without any proof of who calls. So it is only a hint. */
export function receiveEmzanoCallback({ body }: CallbackRequest): ReceivedCallback {
  const parsed = callbackBody.safeParse(parseJson(body));
  if (!parsed.success)
    return {
      verdict: "refused",
      why: "malformed",
      externalId: null,
      reference: null,
      rawState: null,
      answer: { status: 400, body: {} },
    };
  const { documentId, state } = parsed.data;
  return {
    verdict: "heard",
    why: null,
    externalId: documentId,
    reference: toReference(documentId),
    rawState: state === undefined || state === null ? null : String(state),
    answer: { status: 200, body: {} },
  };
}
