import { randomBytes } from "node:crypto";
import type { SandboxAnswer, SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { toJson } from "@/lib/provider-kit/sandbox-http";
import type { Switches } from "./sandbox-switches";

export type Credentials = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
};

const refusal = (error: string, error_description?: string) =>
  toJson(400, error_description ? { error, error_description } : { error });

export type Tokens = ReturnType<typeof createTokens>;

/** The token endpoint behaves as IdentityServer does, which its path and its answer show it to be. */
export function createTokens(credentials: Credentials, switches: Switches) {
  const live = new Map<string, number>();
  const refreshTokens = new Set<string>();

  function grant(): SandboxAnswer {
    const lifetime = switches.tokenLifetimeSeconds;
    const token = randomBytes(32).toString("base64url");
    const refresh = randomBytes(32).toString("base64url");
    live.set(token, Date.now() + lifetime * 1_000);
    refreshTokens.add(refresh);
    return toJson(200, {
      access_token: token,
      expires_in: lifetime,
      token_type: "Bearer",
      refresh_token: refresh,
      scope: "clm offline_access",
    });
  }

  return {
    answer({ method, headers, body }: SandboxRequest): SandboxAnswer {
      const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
      if (method !== "POST" || type !== "application/x-www-form-urlencoded")
        return refusal("invalid_request");
      const form = new URLSearchParams(body.toString("utf8"));
      const isClient =
        form.get("client_id") === credentials.clientId &&
        form.get("client_secret") === credentials.clientSecret;
      if (!isClient) return refusal("invalid_client");
      switch (form.get("grant_type")) {
        case "password": {
          const isUser =
            form.get("username") === credentials.username &&
            form.get("password") === credentials.password;
          return isUser ? grant() : refusal("invalid_grant", "invalid_username_or_password");
        }
        case "refresh_token":
          // One use: whoever refreshes twice with the same token has lost it.
          return refreshTokens.delete(form.get("refresh_token") ?? "")
            ? grant()
            : refusal("invalid_grant");
        default:
          return refusal("unsupported_grant_type");
      }
    },
    isLive({ headers }: SandboxRequest): boolean {
      const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
      return token !== undefined && (live.get(token) ?? 0) > Date.now();
    },
    expire(also?: "refresh"): void {
      live.clear();
      if (also === "refresh") refreshTokens.clear();
    },
  };
}
