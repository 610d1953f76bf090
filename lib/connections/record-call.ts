import "server-only";
import { desc, eq, inArray } from "drizzle-orm";
import { write } from "@/db/client";
import { providerCalls } from "@/db/schema/connections";
import { newId } from "@/lib/kernel/ids";
import { log } from "@/lib/kernel/log";
import { DownloadError } from "@/lib/provider-kit/download";
import type { HttpAnswer, HttpRequest, Transport } from "@/lib/provider-kit/http";
import { TransportError } from "@/lib/provider-kit/transport-error";
import type { DownloadErrorCode, TransportErrorCode } from "@/lib/vocabulary/delivery";
import { countCall, toOutcome } from "./count-call";
import { maskBody, maskPath } from "./mask-body";

type About = {
  readonly connectionId: string;
  readonly envelopeId: string | null;
  /** Values that must not be seen anywhere. */
  readonly secrets: readonly string[];
  /** Of a test of the connection: whether it went well, once that is known. */
  readonly testedWell?: Promise<boolean>;
};
type Call = {
  readonly request: HttpRequest;
  readonly at: Date;
  /** Milliseconds. */
  readonly duration: number;
  readonly outcome: HttpAnswer | TransportErrorCode | DownloadErrorCode;
};

/** How many calls of a connection are kept. */
export const keptCalls = 200;

/** A transport that writes down what went through it. Its calls are neither slower nor less safe. */
export function recordCalls(transport: Transport, about: About): Transport {
  const record = async <T>(
    request: HttpRequest,
    work: () => Promise<T>,
    toAnswer: (result: T) => HttpAnswer,
  ): Promise<T> => {
    const at = new Date();
    const started = performance.now();
    const keep = (outcome: Call["outcome"]) =>
      keepSoon(about, { request, at, duration: Math.round(performance.now() - started), outcome });
    try {
      const result = await work();
      keep(toAnswer(result));
      return result;
    } catch (error) {
      if (error instanceof TransportError || error instanceof DownloadError) keep(error.code);
      throw error;
    }
  };
  return {
    request: (request) => record(request, () => transport.request(request), asItIs),
    once: (request, hooks) => record(request, () => transport.once(request, hooks), asItIs),
    download: (url, limits) =>
      record(hostAlone(url), () => transport.download(url, limits), toFileAnswer),
  };
}

const asItIs = (answer: HttpAnswer): HttpAnswer => answer;

/** Whoever has the address of a file has the file. */
const hostAlone = (url: URL): HttpRequest => ({
  method: "GET",
  url: new URL("/", url),
  headers: {},
});

const toFileAnswer = (body: Uint8Array): HttpAnswer => ({
  kind: "http",
  status: 200,
  headers: { "content-type": "application/pdf" },
  body,
});

const pending = new Set<Promise<void>>();

/** Resolves when every call that has ended is written down. */
export async function settleCalls(): Promise<void> {
  while (pending.size > 0) await Promise.all(pending);
}

/** Not at once: what became of a create is committed first, and the answer is not kept waiting. */
function keepSoon(about: About, call: Call): void {
  const kept = new Promise((resolve) => setImmediate(resolve))
    .then(() => keepCall(about, call))
    .catch((error: unknown) => log.warn("a call to a provider was not recorded", { error }))
    .finally(() => pending.delete(kept));
  pending.add(kept);
}

async function keepCall(about: About, call: Call): Promise<void> {
  const { connectionId, envelopeId, secrets } = about;
  const { request, at, duration, outcome } = call;
  const answer = typeof outcome === "string" ? undefined : outcome;
  const status = answer?.status ?? null;
  // A test may ask for what nobody has, to see whether just that is refused.
  const isMeantRefusal = toOutcome(status) === "refused" && (await about.testedWell) === true;
  const row = {
    id: newId(at.getTime()),
    connectionId,
    envelopeId,
    at,
    duration,
    method: request.method,
    address: `${request.url.host}${maskPath(request.url.pathname, secrets)}`,
    status,
    problem: answer ? null : String(outcome),
    requestBody: maskBody(request.body, typeOf(request.headers), secrets),
    answerBody: maskBody(answer?.body, typeOf(answer?.headers ?? {}), secrets),
    isMeantRefusal,
  };
  await write(async (tx) => {
    await tx.insert(providerCalls).values(row);
    await countCall(tx, {
      connectionId,
      at,
      duration,
      outcome: isMeantRefusal ? "answered" : toOutcome(status),
    });
    const older = tx
      .select({ id: providerCalls.id })
      .from(providerCalls)
      .where(eq(providerCalls.connectionId, connectionId))
      .orderBy(desc(providerCalls.at), desc(providerCalls.id))
      .limit(keptCalls)
      .offset(keptCalls);
    await tx.delete(providerCalls).where(inArray(providerCalls.id, older));
  });
}

const typeOf = (headers: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
