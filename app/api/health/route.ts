export const dynamic = "force-dynamic";

/** For probes: the process answers. No version, no state, nothing to learn from. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
