import { clientAddress } from "@/lib/accounts/client-address";
import { readBody } from "@/lib/callbacks/read-body";
import { receiveCallback } from "@/lib/envelopes/receive-callback";
import { log } from "@/lib/kernel/log";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ provider: string; token: string }> };

/** Where a provider tells that something has happened. Who knows the address may say so; no session. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { provider, token } = await params;
  try {
    const {
      status,
      body,
      headers: also,
      retryAfter,
    } = await receiveCallback(
      {
        providerId: provider,
        token,
        headers: Object.fromEntries(request.headers),
        address: await clientAddress(),
        readBody: () => readBody(request.body),
      },
      new Date(),
    );
    const headers = new Headers({ ...also, "cache-control": "no-store" });
    if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
    return Response.json(body, { status, headers });
  } catch (error) {
    // What could not be kept is not thanked for: the provider comes again.
    log.error("A callback could not be kept", { error });
    return Response.json({}, { status: 503, headers: { "retry-after": "5" } });
  }
}
