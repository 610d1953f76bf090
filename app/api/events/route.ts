import { guardedRoute } from "@/lib/accounts/guarded-route";
import { watchSession } from "@/lib/accounts/require-session";
import { sequenceOf, streamChanges } from "@/lib/envelopes/stream-changes";

export const dynamic = "force-dynamic";

/** One stream per browser: what its tabs show has changed. */
export const GET = guardedRoute({
  permission: "envelope.list",
  isByItself: true,
  run: async (actor, request) => {
    const watched = await watchSession();
    const stream = streamChanges(actor, {
      after: sequenceOf(request),
      signal: request.signal,
      currentActor: async () => (await watched())?.actor,
    });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  },
});
