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

/** @returns the id of the link through which a person left */
export function findReturn(token: string): string | undefined {
  const [, ...parts] = shape.exec(token) ?? [];
  const linkId = parts.slice(0, 5).join("-");
  return tokenHash(token) === tokenHash(returnToken(linkId)) ? linkId : undefined;
}

export const launchCookieName = "muhr-launch";

/** The cookie of a browser that left through a link: to it the returning page may show that link. */
export const launchCookieFor = (linkId: string) => ({
  name: launchCookieName,
  value: launchProof(linkId),
  httpOnly: true,
  sameSite: "lax" as const,
  secure: publicUrl().startsWith("https:"),
  path: `/return/${returnToken(linkId)}`,
  maxAge: 7 * 86_400,
});

const launchProof = (linkId: string): string => derivedToken("launched", linkId);

/** @param value of the cookie that a request brings */
export const hasLeftThrough = (linkId: string, value: string | undefined): boolean =>
  value !== undefined && tokenHash(value) === tokenHash(launchProof(linkId));
