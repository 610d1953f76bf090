export type HttpRequest = {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
};
export type HttpAnswer = {
  readonly kind: "http";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};
export const transportErrorCodes = [
  "forbidden_address",
  "dns",
  "refused",
  "tls",
  "timeout",
  "reset",
  "truncated",
  "too_large",
  "malformed",
] as const;
export type TransportErrorCode = (typeof transportErrorCodes)[number];
export class TransportError extends Error {
  override readonly name = "TransportError";
  constructor(
    readonly code: TransportErrorCode,
    readonly isNotSent: boolean,
    readonly host: string,
    options?: ErrorOptions,
  ) {
    super(`${host}: ${code}`, options);
  }
}
export type Transport = {
  request(request: HttpRequest): Promise<HttpAnswer>;
  once(
    request: HttpRequest,
    hooks: { readonly beforeFirstByte: () => Promise<void>; readonly afterLastByte?: () => void },
  ): Promise<HttpAnswer>;
};
export type TransportOptions = {
  readonly privateHosts: readonly string[];
  readonly connectTimeout?: number;
  readonly totalTimeout?: number;
  readonly largestAnswer?: number;
};
export declare function createTransport(options: TransportOptions): Transport;
