import type { CallbackLog } from "@/lib/provider-kit/contract";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { toDate } from "@/lib/provider-kit/to-date";
import type { LogAnswer, Reference } from "./wire";
import { callbackBody } from "./wire";

const hidden = "***";

/** A callback as the provider remembers it. Its bodies hold the secret keys of the requests. */
export function toCallbackLog(log: LogAnswer, references: readonly Reference[]): CallbackLog {
  const { requestBody = "", responseDetails = "" } = log;
  const parsed = callbackBody.safeParse(parseJson(Buffer.from(requestBody)));
  const secrets = [
    ...references.map(({ secretKey }) => secretKey),
    ...(parsed.success && parsed.data.secretKey ? [parsed.data.secretKey] : []),
  ];
  const withoutSecrets = (text: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text);
  const problem = [log.errorCode, log.errorMessage, log.comment].filter(Boolean).join(" · ");
  return {
    address: log.callbackUrl ?? "",
    externalId: (parsed.success && parsed.data.requestId) || null,
    sent: withoutSecrets(requestBody),
    answerStatus: log.responseStatusCode || null,
    answer: withoutSecrets(responseDetails),
    failures: log.errorCount ?? 0,
    problem: problem ? withoutSecrets(problem) : null,
    failedAt: toDate(log.errorAt),
    arrivedAt: toDate(log.successAt),
  };
}
