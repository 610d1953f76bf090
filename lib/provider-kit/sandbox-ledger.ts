import { createHash } from "node:crypto";
import type { LedgerRequest } from "./sandbox";
import type { SandboxAnswer, SandboxRequest } from "./sandbox-http";

const secretName = /(_token|secret|password|secretkey|apikey|authkey|authorizationheader)$/i;

export const toSha256 = (bytes: string | Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/** Fit for the ledger: secrets masked, texts longer than a title as their SHA-256. */
function toLedgerValue(value: unknown): unknown {
  if (typeof value === "string" && value.length > 500) return `sha256:${toSha256(value)}`;
  if (Array.isArray(value)) return value.map(toLedgerValue);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      secretName.test(name) ? "…" : toLedgerValue(each),
    ]),
  );
}

/** JSON where it is JSON, else the text. */
function readable(body: Buffer | string | undefined): unknown {
  const text = body?.toString() ?? "";
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function toLedgerEntry(
  operation: LedgerRequest["operation"],
  { method, url, headers, body }: SandboxRequest,
): LedgerRequest {
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const value = isForm
    ? Object.fromEntries(new URLSearchParams(body.toString("utf8")))
    : readable(body);
  return {
    at: new Date(),
    operation,
    method,
    path: `${url.pathname}${url.search}`,
    body: toLedgerValue(value),
    fault: "ok",
    committed: null,
    status: null,
    answer: null,
  };
}

export function noteAnswer(entry: LedgerRequest, { status, body }: SandboxAnswer): void {
  entry.status = status;
  entry.answer = toLedgerValue(readable(body));
}
