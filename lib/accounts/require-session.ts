import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Permission } from "@/lib/policy/can";
import { can } from "@/lib/policy/can";
import { currentVisitor } from "./client-address";
import type { Session } from "./resume-session";
import { peekSession, resumeSession } from "./resume-session";
import { signInPath } from "./safe-path";
import { readSessionToken } from "./session-cookie";

export type { Session } from "./resume-session";

/** This request's session as the database has it now; one look-up per rendered page. */
export const findSession = cache(async (): Promise<Session | undefined> => {
  const token = await readSessionToken();
  return token ? resumeSession(await currentVisitor(), token, new Date()) : undefined;
});

/**
 * The same for what a page asks by itself: it keeps no session open. @returns what looks anew each
 * time, also long after this request; time away counts until the instant that it is given
 */
export async function watchSession(): Promise<(at?: Date) => Promise<Session | undefined>> {
  const token = await readSessionToken();
  const visitor = await currentVisitor();
  return async (at = new Date()) => (token ? peekSession(visitor, token, at) : undefined);
}

/** For pages and their loaders: whoever is signed out is sent to sign in and comes back. */
export async function requireSession(): Promise<Session> {
  const session = await findSession();
  if (!session) redirect(signInPath((await headers()).get("x-muhr-path")));
  return session;
}

/** For pages: what a role may not see does not exist for it. */
export async function requirePermission(permission: Permission): Promise<Session> {
  const session = await requireSession();
  if (!can(session.actor, permission)) notFound();
  return session;
}
