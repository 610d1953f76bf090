import "server-only";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { toLatinDigits } from "@/lib/i18n/digits";
import { keyedHash } from "@/lib/kernel/encryption";

/** Codes are short, so what protects them is the master key and the limit on guesses. */
const hashWith = (salt: string, code: string): string => keyedHash("sender-code", salt, code);

export const normalCode = (typed: string): string => toLatinDigits(typed.trim());

/** What is kept of a code that a sender set: `salt:hash`. */
export function hashCode(typed: string): string {
  const salt = randomBytes(16).toString("hex");
  return `${salt}:${hashWith(salt, normalCode(typed))}`;
}

export function isCode(typed: string, kept: string | null): boolean {
  const [salt = "", hash = ""] = (kept ?? "").split(":");
  const right = Buffer.from(hash);
  const tried = Buffer.from(hashWith(salt, normalCode(typed)));
  return right.length === tried.length && timingSafeEqual(right, tried);
}
