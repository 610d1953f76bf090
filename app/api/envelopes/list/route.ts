import { getLocale } from "next-intl/server";
import { guardedRoute } from "@/lib/accounts/guarded-route";
import { watchSession } from "@/lib/accounts/require-session";
import { exportList } from "@/lib/envelopes/export-list";
import { envelopeListFilter } from "@/lib/envelopes/list-filter";
import { toStreamResponse } from "@/lib/files/file-response";

export const dynamic = "force-dynamic";

/** The list of envelopes as its address narrows it, as CSV. */
export const GET = guardedRoute({
  permission: "envelope.list",
  run: async (actor, request, { now }) => {
    const watched = await watchSession();
    const search = Object.fromEntries(new URL(request.url).searchParams);
    // Waiting for a long download is not being away: only an end that somebody made counts.
    const isAlive = async () => (await watched(now)) !== undefined;
    const { name, lines } = await exportList(
      actor,
      envelopeListFilter.parse(search),
      await getLocale(),
      now,
      isAlive,
    );
    return toStreamResponse({
      name,
      mediaType: "text/csv; charset=utf-8; header=present",
      content: lines,
    });
  },
});
