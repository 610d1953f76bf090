import "server-only";
import { headers } from "next/headers";
import type { AppErrorCode } from "@/lib/kernel/errors";
import { AppError } from "@/lib/kernel/errors";
import type { Permission } from "@/lib/policy/can";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireOrigin } from "./require-origin";
import { findSession, watchSession } from "./require-session";

/** Next.js gives a route without parameters no object at all. */
type RouteContext = {
  readonly params: Promise<Record<string, string | string[] | undefined> | undefined>;
};

const statuses: Partial<Record<AppErrorCode, number>> = {
  not_found: 404,
  forbidden: 403,
  bad_origin: 403,
  signed_out: 401,
  conflict: 409,
  stale: 409,
  too_many_attempts: 429,
  too_many_windows: 429,
  link_unusable: 410,
  document_too_large: 413,
  document_not_pdf: 415,
};

/** A file that cannot be taken is understood and refused (RFC 9110, 15.5.21). */
const statusOf = (code: AppErrorCode): number =>
  statuses[code] ?? (code.startsWith("document_") ? 422 : 400);

/** The answer that a script of ours reads: `{ error: { code, values } }`, never kept by a cache. */
export const toErrorResponse = (error: AppError): Response =>
  Response.json(
    { error: { code: error.code, values: error.values } },
    { status: statusOf(error.code), headers: { "cache-control": "no-store" } },
  );

const changesNothing = (method: string): boolean => method === "GET" || method === "HEAD";

/**
 * The gate of every route handler that a session stands behind: our own origin for writes, a live
 * session, the permission. `run` asks for the object itself, as a use case does.
 */
export const guardedRoute =
  (guard: {
    readonly permission: Permission;
    /** What a page asks by itself keeps no session open. */
    readonly isByItself?: boolean;
    readonly run: (
      actor: AccountActor,
      request: Request,
      context: { readonly params: Record<string, string>; readonly now: Date },
    ) => Promise<Response>;
  }) =>
  async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      if (!changesNothing(request.method)) requireOrigin({ headers: await headers() });
      const session = await (guard.isByItself ? (await watchSession())() : findSession());
      if (!session) throw new AppError("signed_out");
      if (!can(session.actor, guard.permission)) throw new AppError("forbidden");
      const params = Object.fromEntries(
        Object.entries((await context.params) ?? {}).map(([name, value]) => [
          name,
          String(value ?? ""),
        ]),
      );
      const response = await guard.run(session.actor, request, { params, now: new Date() });
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return toErrorResponse(error);
    }
  };
