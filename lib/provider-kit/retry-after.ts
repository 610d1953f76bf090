import type { HttpAnswer } from "./http";

const longest = 86_400;

/**
 * Seconds that an answer asks us to wait (RFC 9110 §10.2.3), a day at most. A date is counted from
 * the answer's own, so that our clock does not matter.
 */
export function retryAfter({ headers }: Pick<HttpAnswer, "headers">): number | undefined {
  const text = headers["retry-after"]?.trim() ?? "";
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : (Date.parse(text) - Date.parse(headers.date ?? "")) / 1_000;
  return seconds > 0 ? Math.min(seconds, longest) : undefined;
}
