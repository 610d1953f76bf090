import { getLocale } from "next-intl/server";
import { guardedRoute } from "@/lib/accounts/guarded-route";
import { exportReport } from "@/lib/envelopes/export-report";
import { reportFilter } from "@/lib/envelopes/report-filter";
import { toMadeResponse } from "@/lib/files/file-response";
import { AppError } from "@/lib/kernel/errors";
import { reportTables } from "@/lib/vocabulary/report";

export const dynamic = "force-dynamic";

/** One table of a report as CSV; the query is that of the report's page. */
export const GET = guardedRoute({
  permission: "envelope.list",
  run: async (actor, request, { params, now }) => {
    const table = reportTables.find((name) => name === params.table);
    if (!table) throw new AppError("not_found");
    const filter = reportFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    return toMadeResponse(await exportReport(actor, table, filter, await getLocale(), now));
  },
});
