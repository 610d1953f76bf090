import "server-only";
import type { MissedCallback } from "@/lib/callbacks/schema";
import { maskBody, maskPath } from "@/lib/connections/mask-body";
import type { OpenConnection } from "@/lib/connections/open-connection";
import type { CallbackLog, Values } from "@/lib/provider-kit/contract";
import { secretsOf } from "@/lib/provider-kit/describe-inputs";
import { ProviderError } from "@/lib/provider-kit/errors";

/** Documents that are named in one question. */
const partSize = 50;

/**
 * The callbacks of these documents that a provider says failed and have not arrived since.
 * @param address the one that the connection has now
 * @throws ProviderError, TransportError
 */
export async function askMissedCallbacks(
  { session, provider, settings }: OpenConnection,
  references: readonly Values[],
  address: string | undefined,
): Promise<MissedCallback[]> {
  const ask = async (part: readonly Values[]) =>
    (await session.callbackLogs?.(part, "failed")) ?? [];
  const logs: CallbackLog[] = [];
  for (let from = 0; from < references.length; from += partSize)
    logs.push(...(await askOneByOneIfNeeded(references.slice(from, from + partSize), ask)));
  const secrets = secretsOf(provider.settings, settings);
  return logs
    .filter(({ failures }) => failures > 0)
    .flatMap((log) => toMissedCallback(log, address, secrets));
}

type Ask = (part: readonly Values[]) => Promise<readonly CallbackLog[]>;

/** A document that the provider does not know any more must not hide what it says of the others. */
async function askOneByOneIfNeeded(part: readonly Values[], ask: Ask): Promise<CallbackLog[]> {
  try {
    return [...(await ask(part))];
  } catch (error) {
    if (!isAboutDocument(error)) throw error;
    if (part.length === 1) return [];
  }
  const found: CallbackLog[] = [];
  for (const one of part) found.push(...(await askOneByOneIfNeeded([one], ask)));
  return found;
}

const isAboutDocument = (error: unknown): boolean =>
  error instanceof ProviderError &&
  (error.code === "unknown_document" || error.code === "invalid_request");

function toMissedCallback(
  log: CallbackLog,
  currentAddress: string | undefined,
  secrets: readonly string[],
): MissedCallback[] {
  const { externalId, answerStatus, failures, problem, failedAt } = log;
  if (externalId === null) return [];
  const url = URL.parse(log.address);
  const mask = (text: string) => maskBody(Buffer.from(text), "application/json", secrets);
  return [
    {
      externalId,
      // Whoever has the token in it may call here.
      address: url ? `${url.host}${maskPath(url.pathname, secrets)}` : "",
      isCurrentAddress: log.address === currentAddress,
      sent: mask(log.sent),
      answerStatus,
      answer: mask(log.answer),
      failures,
      problem: problem && mask(problem),
      failedAt,
    },
  ];
}
