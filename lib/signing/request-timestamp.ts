import { buildTimestampQuery, readTimestampAnswer } from "@/lib/pdf/timestamp";

const answerLimit = 64 * 1024;
const patience = 10_000;

/**
 * Asks a time-stamping authority (RFC 3161 over HTTP) about a SHA-256 and gives back its token.
 * @throws Error when it cannot be reached in ten seconds, answers more than 64 KB, refuses, or
 * answers another question
 */
export async function requestTimestamp(url: string, sha256: Uint8Array): Promise<Uint8Array> {
  const query = buildTimestampQuery(sha256);
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/timestamp-query",
      accept: "application/timestamp-reply",
    },
    body: new Uint8Array(query.der),
    redirect: "error",
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) throw new Error(`the time-stamping authority answered ${response.status}`);
  return readTimestampAnswer(await readLimited(response), sha256, query.nonce);
}

async function readLimited(response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > answerLimit) {
      await reader?.cancel();
      throw new Error("the time-stamp answer is too long");
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}
