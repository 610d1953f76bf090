import type { IncomingHttpHeaders } from "node:http";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { TransportError } from "./transport-error";

export type HttpRequest = {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  /** Host, connection, encoding and framing are the transport's own; such headers are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body; its length is sent along. */
  readonly body?: Uint8Array;
};

export type HttpAnswer = {
  readonly kind: "http";
  readonly status: number;
  /** Names in lower case; the values of a repeated header are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent: never decompressed. */
  readonly body: Uint8Array;
};

const ownHeaders = new Set([
  "host",
  "connection",
  "keep-alive",
  "accept-encoding",
  "content-length",
  "transfer-encoding",
  "te",
  "trailer",
  "expect",
  "upgrade",
]);

/** @throws TransportError `malformed`, not sent, for a name or value that HTTP cannot carry */
export function toWireHeaders({ url, headers, body }: HttpRequest): Record<string, string> {
  const given = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !ownHeaders.has(name));
  try {
    for (const [name, value] of given) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  } catch (error) {
    throw new TransportError("malformed", url.host, true, (error as NodeJS.ErrnoException).code);
  }
  return {
    host: url.host,
    ...Object.fromEntries(given),
    ...(body && { "content-length": String(body.length) }),
    "accept-encoding": "identity",
    connection: "close",
  };
}

export const fromWireHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  );
