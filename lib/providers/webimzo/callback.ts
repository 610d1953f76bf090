import { createHash, timingSafeEqual } from "node:crypto";
import type { CallbackRequest, ReceivedCallback } from "@/lib/provider-kit/contract";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { webimzoSettings } from "./settings";
import { callbackBody } from "./wire";

// Not on the provider's page: integrators answer so, always with HTTP 200.
const thanks = { status: 200, body: { errorCode: "001", errorMessage: "OK", comment: "" } };
const sorry = (comment: string) => ({
  status: 200,
  body: { errorCode: "002", errorMessage: "Error", comment },
});
const noEntry = {
  status: 401,
  body: {},
  headers: { "www-authenticate": 'Basic realm="callbacks", charset="UTF-8"' },
};

const refusal = (why: string, answer: ReceivedCallback["answer"]): ReceivedCallback => ({
  verdict: "refused",
  why,
  externalId: null,
  reference: null,
  rawState: null,
  answer,
});

/**
 * Told at every signature, at one address for all, with HTTP Basic credentials that we gave out. The
 * secret key is in every signer's address bar and proves nothing: the rest is read back.
 */
export function receiveWebimzoCallback(call: CallbackRequest): ReceivedCallback {
  if (!isProved(call)) return refusal("wrong_credentials", noEntry);
  const parsed = callbackBody.safeParse(parseJson(call.body));
  if (!parsed.success) return refusal("malformed", sorry("not readable"));
  const { requestId, secretKey } = parsed.data;
  if (!requestId) return refusal("names_no_document", sorry("no signRequestId"));
  return {
    verdict: "heard",
    why: null,
    externalId: requestId,
    reference: { requestId, ...(secretKey && { secretKey }) },
    rawState: null,
    answer: thanks,
    answerToStranger: sorry("unknown signRequestId"),
  };
}

/** Compared as hashes, in a time that says nothing. */
function isProved({ headers, settings }: CallbackRequest): boolean {
  const { callbackUser, callbackPassword } = webimzoSettings.parse(settings);
  const [, given = ""] = /^basic\s+(\S+)$/i.exec(headers.authorization?.trim() ?? "") ?? [];
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(
    hash(Buffer.from(given, "base64").toString("utf8")),
    hash(`${callbackUser}:${callbackPassword}`),
  );
}
