import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { AppError } from "@/lib/kernel/errors";
import { log } from "@/lib/kernel/log";
import { authenticateAccount } from "./authenticate-account";
import { findSession } from "./require-session";
import { signInInput } from "./schema";
import type { SessionClaims } from "./session-cookie";
import { cookieName, cookieOptions, sessionCookieName, sessionSeconds } from "./session-cookie";
import { signOut } from "./sign-out";

const header = (headers: Record<string, unknown> | undefined, name: string): string | null =>
  typeof headers?.[name] === "string" ? headers[name] : null;

/**
 * next-auth keeps the cookie; who it stands for is looked up in the database at every request,
 * so its token says nothing but the session, and its session answer says only who is live.
 */
export const configureAuth = (): AuthOptions => ({
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        const input = signInInput.safeParse({
          email: credentials?.email,
          password: credentials?.password,
        });
        if (!input.success) return null;
        const visitor = {
          address: header(request.headers, "x-muhr-peer"),
          userAgent: header(request.headers, "user-agent"),
        };
        try {
          return { id: await authenticateAccount(visitor, input.data, new Date()) };
        } catch (error) {
          // next-auth puts any other message into an address: only codes may go there.
          if (error instanceof AppError) throw new Error(error.code);
          log.error("Signing in failed", { error });
          throw new Error("Unexpected");
        }
      },
    }),
  ],
  session: { strategy: "jwt", maxAge: sessionSeconds },
  callbacks: {
    jwt: ({ token, user }) =>
      (user ? { session: user.id } : { session: token.session }) satisfies {
        session: unknown;
      } & Partial<Record<keyof SessionClaims, unknown>>,
    async session({ session }) {
      const live = await findSession();
      return live
        ? { expires: session.expires, user: { name: live.account.name, email: live.account.email } }
        : { expires: session.expires };
    },
  },
  events: {
    async signOut() {
      const live = await findSession();
      if (live) await signOut(live.actor, live.sessionId, new Date());
    },
  },
  pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
  cookies: {
    sessionToken: { name: sessionCookieName(), options: cookieOptions() },
    csrfToken: { name: cookieName("muhr-csrf"), options: cookieOptions() },
    callbackUrl: { name: cookieName("muhr-callback"), options: cookieOptions() },
  },
  logger: {
    error: (code) => log.warn("next-auth refused something", { code }),
    warn: (code) => log.warn("next-auth warns", { code }),
    debug: () => undefined,
  },
});
