import { guardedRoute } from "@/lib/accounts/guarded-route";
import { isSessionOpen } from "@/lib/accounts/is-session-open";
import { findSession } from "@/lib/accounts/require-session";
import { streamChanges } from "@/lib/envelopes/stream-changes";
import { AppError } from "@/lib/kernel/errors";

export const dynamic = "force-dynamic";

/** One stream per browser window: what it shows has changed. */
export const GET = guardedRoute({
  permission: "envelope.list",
  run: async (actor, request) => {
    const session = await findSession();
    if (!session) throw new AppError("signed_out");
    const isAlive = () => isSessionOpen(session.sessionId, new Date());
    return new Response(streamChanges(actor, request.signal, isAlive), {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  },
});
