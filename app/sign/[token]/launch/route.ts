import { cookies } from "next/headers";
import { currentVisitor } from "@/lib/accounts/client-address";
import { toErrorResponse } from "@/lib/accounts/guarded-route";
import { requireOrigin } from "@/lib/accounts/require-origin";
import { readBody } from "@/lib/callbacks/read-body";
import { launchRecipient } from "@/lib/envelopes/launch-recipient";
import { toRecipientKeys } from "@/lib/envelopes/recipient-cookie";
import { attemptCookiesFor, launchCookieFor } from "@/lib/envelopes/return-link";
import { AppError } from "@/lib/kernel/errors";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ token: string }> };

/** Leads a recipient on to the provider's page. Only a press of the button in their own page does. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  try {
    requireOrigin(request);
    const keys = await toRecipientKeys(token, await currentVisitor());
    const ticket = await readTicket(request);
    const { address, linkId, attemptId } = await launchRecipient(keys, ticket, new Date());
    const jar = await cookies();
    jar.set(launchCookieFor(linkId));
    if (attemptId) for (const cookie of attemptCookiesFor(linkId, attemptId)) jar.set(cookie);
    return leadTo(address.href);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "bad_origin") return toErrorResponse(error);
    const problem = { launch_used: "used", too_many_attempts: "often" }[error.code as string];
    // Their own page says where things stand, and has a fresh button where one can be pressed.
    return leadTo(`/sign/${encodeURIComponent(token)}${problem ? `?launch=${problem}` : ""}`);
  }
}

async function readTicket(request: Request): Promise<string> {
  const read = await readBody(request.body, { largest: 1_000 });
  const text = "body" in read ? Buffer.from(read.body).toString() : "";
  return new URLSearchParams(text).get("ticket") ?? "";
}

const leadTo = (location: string): Response =>
  new Response(null, {
    status: 303,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
