import { getLocale } from "next-intl/server";
import { guardedRoute } from "@/lib/accounts/guarded-route";
import { printProof } from "@/lib/envelopes/print-proof";
import { toMadeResponse } from "@/lib/files/file-response";

export const dynamic = "force-dynamic";

/** The document of a draft with its boxes drawn, to look at before it is sent. */
export const GET = guardedRoute({
  permission: "envelope.download",
  run: async (actor, _request, { params, now }) =>
    toMadeResponse(await printProof(actor, params.envelopeId ?? "", await getLocale(), now)),
});
