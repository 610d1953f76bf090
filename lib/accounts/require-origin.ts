import "server-only";
import { publicUrl } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";

/**
 * Every write that a cookie stands behind says which page sent it, and only our own may. A
 * missing `Origin` and `null` are refused as well.
 * @throws AppError `bad_origin`
 */
export function requireOrigin(request: { readonly headers: Pick<Headers, "get"> }): void {
  if (request.headers.get("origin") !== new URL(publicUrl()).origin)
    throw new AppError("bad_origin");
}
