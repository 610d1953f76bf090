import { guardedRoute } from "@/lib/accounts/guarded-route";
import { missedChanges, sequenceOf } from "@/lib/envelopes/stream-changes";

/** The same as the stream for browsers that it does not reach: 204 while nothing has changed. */
export const GET = guardedRoute({
  permission: "envelope.list",
  isByItself: true,
  run: async (actor, request) => {
    const after = sequenceOf(request);
    const missed = await missedChanges(actor, after);
    return missed.sequence === after ? new Response(null, { status: 204 }) : Response.json(missed);
  },
});
