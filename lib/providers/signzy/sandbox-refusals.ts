import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { SandboxAnswer } from "@/lib/provider-kit/sandbox-http";
import { toJson } from "@/lib/provider-kit/sandbox-http";
import type { Switches } from "./sandbox-switches";

/** Which error a planned `business_error:…` brings. */
export const errorCodes = ["400", "401", "403", "404", "409", "500"] as const;

const kinds: Readonly<Record<number, { readonly reason?: string; readonly type?: string }>> = {
  400: { reason: "VALIDATION_ERROR", type: "Bad Request" },
  409: { reason: "UPSTREAM_ERROR", type: "Conflict" },
  500: { reason: "INTERNAL_SERVER_ERROR", type: "Internal Server Error" },
};

/** The provider's own errors. */
export function toErrorAnswer(status: number, message: string, switches: Switches): SandboxAnswer {
  const { errorEnvelope, statusCode } = switches;
  const code = statusCode === "text" ? String(status) : status;
  const error = { name: "error", message, ...kinds[status], statusCode: code };
  const isUnder =
    errorEnvelope === "under_error" || (errorEnvelope === "as_printed" && status === 500);
  return toJson(status, isUnder ? { error } : error);
}

/** What the gateway before it (Kong) says, in a body of its own shape. */
export const unauthorized = toJson(401, { message: "Invalid authentication credentials" });
export const notEnabled = toJson(403, { message: "You cannot consume this service" });
export const noRoute = toJson(404, { message: "no Route matched with those values" });
export const tooMany = { message: "API rate limit exceeded" };

export const invalid = (message: string) => new SandboxRefusal(message, 400);
export const notFound = (what: "Contract" | "Signer") =>
  new SandboxRefusal(`${what} Not Found`, 404);
export const internalError = (switches: Switches) =>
  toErrorAnswer(500, "Internal Server Error", switches);

/** One of `errorCodes`. */
export function toPlannedError(code: string, switches: Switches): SandboxAnswer {
  if (code === "401") return unauthorized;
  if (code === "403") return notEnabled;
  if (code === "404") return toErrorAnswer(404, "Contract Not Found", switches);
  if (code === "409") return toErrorAnswer(409, "Upstream Error", switches);
  if (code === "500") return internalError(switches);
  return toErrorAnswer(400, "Invalid URL extension", switches);
}
