import { createHash } from "node:crypto";
import type { Statement } from "@/lib/provider-kit/statement";
import { readStatement } from "@/lib/provider-kit/statement";

export type SaidStatement =
  /** Ours; `isOfThis` when it names these very bytes under this reference code. */
  | { readonly kind: "statement"; readonly said: Statement; readonly isOfThis: boolean }
  /** The document's own SHA-256, or its bytes in base64. */
  | { readonly kind: "hash" | "file" }
  /** Only the provider knows what it is. */
  | { readonly kind: "other" };

type Envelope = { readonly referenceCode: string; readonly documentSha256: string | null };

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

/** What it was that people put their signatures to at a provider that signs data, not a file. */
export function describeStatement(
  statement: string,
  { referenceCode, documentSha256 }: Envelope,
): SaidStatement {
  const said = readStatement(statement);
  if (said) {
    const isOfThis = said.reference === referenceCode && said.document?.sha256 === documentSha256;
    return { kind: "statement", said, isOfThis };
  }
  if (statement.toLowerCase() === documentSha256) return { kind: "hash" };
  if (sha256(Buffer.from(statement, "base64")) === documentSha256) return { kind: "file" };
  return { kind: "other" };
}
