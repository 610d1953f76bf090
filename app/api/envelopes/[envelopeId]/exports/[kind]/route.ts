import { getLocale } from "next-intl/server";
import { guardedRoute } from "@/lib/accounts/guarded-route";
import { exportFacts, exportKinds } from "@/lib/envelopes/export-facts";
import { toMadeResponse } from "@/lib/files/file-response";
import { AppError } from "@/lib/kernel/errors";

export const dynamic = "force-dynamic";

/** What was filled in, or what happened, as a table or for a program. */
export const GET = guardedRoute({
  permission: "envelope.download",
  run: async (actor, _request, { params, now }) => {
    const kind = exportKinds.find((known) => known === params.kind);
    if (!kind) throw new AppError("not_found");
    const locale = await getLocale();
    return toMadeResponse(await exportFacts(actor, params.envelopeId ?? "", kind, locale, now));
  },
});
