import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/kernel/env";
import { shareFlight } from "@/lib/provider-kit/share-flight";
import { measureSystem } from "./measure-system";
import { metricsType, writeMetrics } from "./write-metrics";

const plain = { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" };

/** Over hashes, so that neither length nor content shows in the time that it takes. */
function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

/** Answers who brings the operator's token (RFC 6750); without one there is nothing here. */
export async function exposeMetrics(authorization: string | null, now: Date): Promise<Response> {
  const { METRICS_TOKEN } = env();
  if (!METRICS_TOKEN) return new Response("Not found\n", { status: 404, headers: plain });
  const given = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? "")?.[1] ?? "";
  if (!isSame(given, METRICS_TOKEN))
    return new Response("The token is missing or wrong\n", {
      status: 401,
      headers: { ...plain, "www-authenticate": "Bearer" },
    });
  // Several collectors that come at once cost one look.
  const figures = await shareFlight("operations/metrics", () => measureSystem(now));
  return new Response(writeMetrics(figures, process.memoryUsage()), {
    headers: { ...plain, "content-type": metricsType },
  });
}
