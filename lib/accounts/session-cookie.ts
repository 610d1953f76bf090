import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { publicUrl } from "@/lib/kernel/env";
import { absoluteMilliseconds } from "./resume-session";

export const sessionSeconds = absoluteMilliseconds / 1_000;

const isSecure = (): boolean => publicUrl().startsWith("https:");

/** `__Host-` binds a cookie to this very host and to TLS (RFC 6265bis, 4.1.3.2). */
export const cookieName = (name: string): string => (isSecure() ? `__Host-${name}` : name);

export const sessionCookieName = (): string => cookieName("muhr-session");

export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() }) as const;

function secret(): string {
  const value = process.env.NEXTAUTH_SECRET;
  if (!value) throw new Error("NEXTAUTH_SECRET is missing: the bootstrap makes it");
  return value;
}

/** The one thing that the cookie says. Who it is and whether it still counts is in the database. */
export type SessionClaims = { readonly session: string };

/** Gives the browser its session. Only in a server action or a route handler. */
export async function setSessionCookie(token: string): Promise<void> {
  const claims: SessionClaims = { session: token };
  const value = await encode({ token: claims, secret: secret(), maxAge: sessionSeconds });
  // Without an age the browser forgets it when it is closed.
  (await cookies()).set(sessionCookieName(), value, cookieOptions());
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { ...cookieOptions(), maxAge: 0 });
}

/** The session token of this request's cookie; undefined when there is none or it is not ours. */
export async function readSessionToken(): Promise<string | undefined> {
  const value = (await cookies()).get(sessionCookieName())?.value;
  if (!value) return undefined;
  try {
    const claims = await decode({ token: value, secret: secret() });
    return typeof claims?.session === "string" ? claims.session : undefined;
  } catch {
    // Not encrypted by us, or older than a session may be: both are "signed out".
    return undefined;
  }
}
