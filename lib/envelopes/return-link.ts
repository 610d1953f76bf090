import "server-only";
import { derivedToken, tokenHash } from "@/lib/kernel/encryption";
import { publicUrl } from "@/lib/kernel/env";

const shape = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{43})$/;

/**
 * Of the page to which a provider sends a person back. The provider and its logs know it, so it is
 * not the secret of the link through which they left, nor leads to it.
 */
export const returnToken = (linkId: string): string =>
  `${linkId.replaceAll("-", "")}${derivedToken("return", linkId)}`;

const outcomes = ["success", "failure"] as const;
export type ReturnOutcome = (typeof outcomes)[number];

/** The same where the provider is told the way back with the create: one for all people of it. */
export const attemptReturnToken = (outcome: ReturnOutcome, attemptId: string): string =>
  `${attemptId.replaceAll("-", "")}${derivedToken(`return-${outcome}`, attemptId)}`;

const idIn = (token: string): string => (shape.exec(token) ?? []).slice(1, 6).join("-");

const isSame = (one: string, other: string): boolean => tokenHash(one) === tokenHash(other);

/** @returns the id of the link through which a person left */
export function findReturn(token: string): string | undefined {
  const linkId = idIn(token);
  return isSame(token, returnToken(linkId)) ? linkId : undefined;
}

/** @returns the attempt at whose provider a person was, and what the provider says by the address */
export function findAttemptReturn(
  token: string,
): { readonly attemptId: string; readonly outcome: ReturnOutcome } | undefined {
  const attemptId = idIn(token);
  const outcome = outcomes.find((one) => isSame(token, attemptReturnToken(one, attemptId)));
  return outcome && { attemptId, outcome };
}

const launchCookieName = "muhr-launch";
/** Names of their own, because one answer cannot set a cookie for two paths under one name. */
const nameFor = (outcome: ReturnOutcome): string => `${launchCookieName}-${outcome}`;
/** A page gets that one whose path is its own. */
export const launchCookieNames = [launchCookieName, ...outcomes.map(nameFor)];

/** Of a browser that left through a link: to it the page under this token may show that link. */
const launchCookie = (name: string, linkId: string, token: string) => ({
  name,
  value: launchProof(linkId),
  httpOnly: true,
  sameSite: "lax" as const,
  secure: publicUrl().startsWith("https:"),
  path: `/return/${token}`,
  maxAge: 7 * 86_400,
});

export const launchCookieFor = (linkId: string) =>
  launchCookie(launchCookieName, linkId, returnToken(linkId));

/** Where one address is for all people: of the person who left last from this browser. */
export const attemptCookiesFor = (linkId: string, attemptId: string) =>
  outcomes.map((outcome) =>
    launchCookie(nameFor(outcome), linkId, attemptReturnToken(outcome, attemptId)),
  );

/** Says which link it was, because the address of the page may not. */
const launchProof = (linkId: string): string =>
  `${linkId.replaceAll("-", "")}${derivedToken("launched", linkId)}`;

/** @param value of the cookie that a request brings */
export const hasLeftThrough = (linkId: string, value: string | undefined): boolean =>
  value !== undefined && isSame(value, launchProof(linkId));

/** @returns the link through which the browser with this cookie left */
export function findLaunched(value: string | undefined): string | undefined {
  const linkId = idIn(value ?? "");
  return hasLeftThrough(linkId, value) ? linkId : undefined;
}
