import { guardedRoute } from "@/lib/accounts/guarded-route";
import { findDocument } from "@/lib/documents/queries";
import { toFileResponse } from "@/lib/files/file-response";
import { AppError } from "@/lib/kernel/errors";

export const dynamic = "force-dynamic";

/** The bytes that are shown and sent. Answers ranges. */
export const GET = guardedRoute({
  permission: "document.read",
  run: async (actor, request, { params }) => {
    const document = await findDocument(actor, params.documentId ?? "");
    if (!document) throw new AppError("not_found");
    const { sha256, fileName: name } = document;
    return await toFileResponse(request, { sha256, name, disposition: "inline" });
  },
});
export const HEAD = GET;
