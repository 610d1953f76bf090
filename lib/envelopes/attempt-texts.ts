import "server-only";
import { z } from "zod";
import { leadsToOwnSandbox } from "@/lib/connections/find-sandbox";
import type { OpenConnection } from "@/lib/connections/open-connection";
import { derivedToken, derivedWord, keyedHash } from "@/lib/kernel/encryption";
import { localUrl, publicUrl } from "@/lib/kernel/env";
import type { AttemptTexts } from "@/lib/provider-kit/fill-call";
import type { AttemptInsert } from "@/lib/vocabulary/delivery";
import { attemptInserts } from "@/lib/vocabulary/delivery";
import type { AttemptRow } from "./find-attempt";
import { attemptReturnToken } from "./return-link";

/** Addresses of an attempt at which somebody calls us; only their hashes are kept. */
export const attemptTokens = {
  callback_url: "callback",
  signer_callback_url: "signer_callback",
  printable_url: "printable",
} as const satisfies Partial<Record<AttemptInsert, string>>;
export type AttemptTokenKind = (typeof attemptTokens)[keyof typeof attemptTokens];

/** Letters and digits alone, so that it may stand in a header. One attempt's, and one address's. */
export const callbackSecret = (
  kind: Exclude<AttemptTokenKind, "printable">,
  attemptId: string,
): string => keyedHash(`${kind}-secret`, attemptId);

/** Opens the signed file of an attempt that asked for a password. */
export const filePassword = (attemptId: string): string => derivedWord("file-password", attemptId);

/**
 * What only this attempt has. All of it is made again from its row, and none of it is stored. A
 * sandbox beside the portal is told where the portal listens: it may not reach the public address.
 */
export function attemptTexts(
  { id, provider }: Pick<OpenConnection, "id" | "provider">,
  attemptId: string,
): AttemptTexts & Readonly<Record<AttemptInsert, string>> {
  const origin = leadsToOwnSandbox({ id }) ? localUrl() : publicUrl();
  const called = (kind: AttemptTokenKind) =>
    `${origin}/api/callbacks/${provider.id}/${derivedToken(kind, attemptId)}`;
  const back = (outcome: "success" | "failure") =>
    `${publicUrl()}/return/${attemptReturnToken(outcome, attemptId)}`;
  return {
    callback_url: called("callback"),
    callback_secret: callbackSecret("callback", attemptId),
    signer_callback_url: called("signer_callback"),
    signer_callback_secret: callbackSecret("signer_callback", attemptId),
    printable_url: `${origin}/api/printable/${derivedToken("printable", attemptId)}.pdf`,
    success_url: back("success"),
    failure_url: back("failure"),
    file_password: filePassword(attemptId),
  };
}

const known = z.array(z.enum(attemptInserts)).catch([]);

/** Whether the call of this attempt took this with it. */
export const hasInsert = (
  { inserts }: Pick<AttemptRow, "inserts">,
  insert: AttemptInsert,
): boolean => known.parse(inserts).includes(insert);
