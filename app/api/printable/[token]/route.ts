import { clientAddress } from "@/lib/accounts/client-address";
import { fetchPrintable } from "@/lib/envelopes/printable-link";
import { toFileResponse } from "@/lib/files/file-response";
import { AppError } from "@/lib/kernel/errors";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ token: string }> };

/** Some providers take only an address that names a kind of file. */
const extension = /\.pdf$/;

/**
 * The document of an attempt, for a provider that takes a link, and for its signers' browsers on
 * the provider's own page. Who knows the address may read it; no session, no cookie.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const fetched = {
    token: (await params).token.replace(extension, ""),
    method: request.method === "HEAD" ? "HEAD" : "GET",
    range: request.headers.get("range"),
    address: await clientAddress(),
  } as const;
  try {
    const { sha256, fileName: name } = await fetchPrintable(fetched, new Date());
    const answer = await toFileResponse(request, { sha256, name, disposition: "inline" });
    answer.headers.set("x-robots-tag", "noindex, nofollow, noarchive");
    // The provider's page stands on another origin.
    answer.headers.set("cross-origin-resource-policy", "cross-origin");
    return answer;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const headers = { "cache-control": "no-store", "referrer-policy": "no-referrer" };
    return new Response(null, { status: 404, headers });
  }
}
export const HEAD = GET;
