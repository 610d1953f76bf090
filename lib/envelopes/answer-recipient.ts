import "server-only";
import { currentVisitor } from "@/lib/accounts/client-address";
import { toErrorResponse } from "@/lib/accounts/guarded-route";
import { toFileResponse } from "@/lib/files/file-response";
import { AppError } from "@/lib/kernel/errors";
import type { EnvelopeFile } from "./download-file";
import { toRecipientKeys } from "./recipient-cookie";
import type { RecipientKeys } from "./require-recipient";

type TokenRoute = { readonly params: Promise<{ readonly token: string }> };

/** A GET route that hands a file to whoever holds a recipient's link, `?shown=1` to their own page. */
export const recipientFileRoute =
  (
    disposition: "inline" | "attachment",
    find: (keys: RecipientKeys, now: Date, isShown: boolean) => Promise<EnvelopeFile>,
  ) =>
  async (request: Request, { params }: TokenRoute): Promise<Response> => {
    try {
      const keys = await toRecipientKeys((await params).token, await currentVisitor());
      const isShown = new URL(request.url).searchParams.has("shown");
      const { sha256, fileName } = await find(keys, new Date(), isShown);
      return await toFileResponse(request, { sha256, name: fileName, disposition });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return toErrorResponse(error);
    }
  };
