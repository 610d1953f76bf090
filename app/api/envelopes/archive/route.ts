import { getLocale } from "next-intl/server";
import { guardedRoute } from "@/lib/accounts/guarded-route";
import { watchSession } from "@/lib/accounts/require-session";
import { downloadMany } from "@/lib/envelopes/download-many";
import { downloadManyInput } from "@/lib/envelopes/schema";
import { toStreamResponse } from "@/lib/files/file-response";
import { AppError } from "@/lib/kernel/errors";

export const dynamic = "force-dynamic";

/** Longer than any choice of envelopes. */
const mostBytes = 100_000;

/** `order` of the form: `downloadManyInput` as JSON. */
async function readOrder(request: Request) {
  if (!(Number(request.headers.get("content-length") ?? "none") <= mostBytes))
    throw new AppError("invalid");
  const form = await request.formData().catch(() => new FormData());
  const text = String(form.get("order") ?? "");
  try {
    return downloadManyInput.parse(JSON.parse(text));
  } catch {
    throw new AppError("invalid");
  }
}

/** Finished files of many envelopes as one ZIP. A form asks for it: many ids fit into no address. */
export const POST = guardedRoute({
  permission: "envelope.download",
  run: async (actor, request, { now }) => {
    const watched = await watchSession();
    const order = await readOrder(request);
    // Waiting for a long download is not being away: only an end that somebody made counts.
    const isAlive = async () => (await watched(now)) !== undefined;
    const archive = await downloadMany(actor, order, await getLocale(), now, isAlive);
    return toStreamResponse({ ...archive, mediaType: "application/zip" });
  },
});
