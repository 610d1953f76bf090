import { getLocale } from "next-intl/server";
import { guardedRoute } from "@/lib/accounts/guarded-route";
import { exportBulk } from "@/lib/envelopes/export-bulk";
import { toMadeResponse } from "@/lib/files/file-response";

export const dynamic = "force-dynamic";

/** What became of each row of a bulk run, as a table. */
export const GET = guardedRoute({
  permission: "envelope.list",
  run: async (actor, _request, { params }) =>
    toMadeResponse(await exportBulk(actor, params.runId ?? "", await getLocale())),
});
