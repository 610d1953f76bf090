import { checkReadiness } from "@/lib/operations/check-readiness";

export const dynamic = "force-dynamic";

/** For load balancers: whether requests should come here, or what is in the way. */
export async function GET(): Promise<Response> {
  const reasons = await checkReadiness(new Date());
  const isReady = reasons.length === 0;
  return Response.json(isReady ? { status: "ready" } : { status: "not_ready", reasons }, {
    status: isReady ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
