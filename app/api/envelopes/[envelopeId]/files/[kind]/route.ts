import { guardedRoute } from "@/lib/accounts/guarded-route";
import type { FileKind } from "@/lib/envelopes/download-file";
import { downloadFile } from "@/lib/envelopes/download-file";
import { toFileResponse } from "@/lib/files/file-response";
import { AppError } from "@/lib/kernel/errors";

export const dynamic = "force-dynamic";

const kinds: Readonly<Record<string, FileKind>> = {
  original: "original",
  signed: "signed_document",
  certificate: "certificate",
};

/** A file of an envelope, to keep. */
export const GET = guardedRoute({
  permission: "envelope.download",
  run: async (actor, request, { params, now }) => {
    const kind = kinds[params.kind ?? ""];
    if (!kind) throw new AppError("not_found");
    const { sha256, fileName } = await downloadFile(actor, params.envelopeId ?? "", kind, now);
    return await toFileResponse(request, { sha256, name: fileName, disposition: "attachment" });
  },
});
