import { exposeMetrics } from "@/lib/operations/expose-metrics";

export const dynamic = "force-dynamic";

/** Numbers of the portal for Prometheus. Off until the operator sets METRICS_TOKEN. */
export const GET = (request: Request): Promise<Response> =>
  exposeMetrics(request.headers.get("authorization"), new Date());
