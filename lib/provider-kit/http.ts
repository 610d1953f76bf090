import { lookup } from "node:dns/promises";
import type { ClientRequest, IncomingMessage } from "node:http";
import { request as requestHttp } from "node:http";
import type { Socket } from "node:net";
import { connect as connectTcp, isIP } from "node:net";
import type { TLSSocket } from "node:tls";
import { connect as connectTls } from "node:tls";
import { isSpecialAddress } from "./address-rules";

export type HttpRequest = {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body; its length is announced. */
  readonly body?: Uint8Array;
};
export type HttpAnswer = {
  readonly kind: "http";
  readonly status: number;
  /** Names in lower case. */
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

/** No whole answer came. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  constructor(
    readonly code: TransportErrorCode,
    /** Nothing of the request has left this machine. */
    readonly isNotSent: boolean,
    readonly host: string,
    options?: ErrorOptions,
  ) {
    super(`${host}: ${code}`, options);
  }
}

export type OnceHooks = {
  /** Awaited when the connection stands and nothing of the request has been written. When it throws, nothing was sent. */
  readonly beforeFirstByte: () => Promise<void>;
  /** The request has been handed to the network as a whole. */
  readonly afterLastByte?: () => void;
};

/** One request on a connection of its own: never repeated, never redirected. */
export type Transport = {
  /** For reads and tokens, which a caller may repeat. @throws TransportError */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** For creates. @throws TransportError, and whatever `beforeFirstByte` throws */
  once(request: HttpRequest, hooks: OnceHooks): Promise<HttpAnswer>;
};

export type TransportOptions = {
  /** `host` or `host:port`: may be private, may speak plain http and listen on any port. */
  readonly privateHosts: readonly string[];
  /** Milliseconds until TCP and TLS stand. */
  readonly connectTimeout?: number;
  /** Milliseconds until the last byte of the answer. */
  readonly totalTimeout?: number;
  /** Bytes of an answer's body. */
  readonly largestAnswer?: number;
  /** All addresses of a host. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
};

const resolveAll = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

const publicPorts = new Set(["", "443", "8443"]);

const seconds = 1_000;
const megabytes = 1_000_000;

/** The guarded client: every call of a provider goes through one. */
export function createTransport({
  privateHosts,
  connectTimeout = 10 * seconds,
  totalTimeout = 60 * seconds,
  largestAnswer = 40 * megabytes,
  resolve = resolveAll,
}: TransportOptions): Transport {
  const allowed = new Set(privateHosts.map((host) => host.toLowerCase()));

  const isPrivate = (url: URL): boolean => allowed.has(url.hostname) || allowed.has(url.host);

  /** @returns the one address that was checked and that is connected to */
  async function findAddress(url: URL): Promise<string> {
    const fail = (code: TransportErrorCode, cause?: unknown) =>
      new TransportError(code, true, url.host, { cause });
    const mayBePrivate = isPrivate(url);
    const isWeb = url.protocol === "https:" || (url.protocol === "http:" && mayBePrivate);
    if (!isWeb || url.username || url.password) throw fail("forbidden_address");
    if (!mayBePrivate && !publicPorts.has(url.port)) throw fail("forbidden_address");
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const addresses = isIP(host)
      ? [host]
      : await resolve(host).catch((cause: unknown) => {
          throw fail("dns", cause);
        });
    const [first] = addresses;
    if (first === undefined) throw fail("dns");
    // One bad address spoils them all: the next look-up could return just that one.
    if (!mayBePrivate && addresses.some(isSpecialAddress)) throw fail("forbidden_address");
    return first;
  }

  async function perform(request: HttpRequest, hooks: OnceHooks | undefined): Promise<HttpAnswer> {
    const { url } = request;
    const deadline = Date.now() + totalTimeout;
    const address = await findAddress(url);
    const socket = await openSocket(url, address, connectTimeout);
    try {
      if (!isPrivate(url) && isSpecialAddress(socket.remoteAddress ?? ""))
        throw new TransportError("forbidden_address", true, url.host);
      await hooks?.beforeFirstByte();
      const patience = Math.max(deadline - Date.now(), 1);
      return await exchange(request, socket, patience, largestAnswer, hooks?.afterLastByte);
    } finally {
      socket.destroy();
    }
  }

  return {
    request: (request) => perform(request, undefined),
    once: (request, hooks) => perform(request, hooks),
  };
}

function openSocket(url: URL, address: string, patience: number): Promise<Socket | TLSSocket> {
  const isSecure = url.protocol === "https:";
  const port = Number(url.port || (isSecure ? 443 : 80));
  const name = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    const socket = isSecure
      ? connectTls({
          host: address,
          port,
          // An address has no name to send, but its certificate must still be for it.
          ...(isIP(name) ? {} : { servername: name }),
          rejectUnauthorized: true,
        })
      : connectTcp({ host: address, port });
    let hasConnected = false;
    const fail = (code: TransportErrorCode, cause?: unknown) => {
      clearTimeout(clock);
      socket.destroy();
      reject(new TransportError(code, true, url.host, { cause }));
    };
    const clock = setTimeout(() => fail("timeout"), patience);
    socket.once("connect", () => {
      hasConnected = true;
    });
    socket.once("error", (cause) => fail(hasConnected && isSecure ? "tls" : "refused", cause));
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      clearTimeout(clock);
      socket.removeAllListeners("error");
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}

/** From here on nobody can say that nothing was sent. */
function exchange(
  { method, url, headers, body }: HttpRequest,
  socket: Socket,
  patience: number,
  largest: number,
  afterLastByte?: () => void,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (code: TransportErrorCode, cause?: unknown) => {
      clearTimeout(clock);
      sent.destroy();
      reject(new TransportError(code, false, url.host, { cause }));
    };
    const clock = setTimeout(() => fail("timeout"), patience);
    const sent: ClientRequest = requestHttp({
      method,
      path: `${url.pathname}${url.search}`,
      headers: {
        ...headers,
        host: url.host,
        connection: "close",
        "accept-encoding": "identity",
        ...(body && { "content-length": String(body.byteLength) }),
      },
      createConnection: () => socket,
    });
    sent.once("finish", () => afterLastByte?.());
    sent.once("response", (answer) =>
      readAnswer(answer, largest).then((found) => {
        clearTimeout(clock);
        resolve(found);
      }, fail),
    );
    sent.once("error", (cause: NodeJS.ErrnoException) =>
      fail(cause.code?.startsWith("HPE_") ? "malformed" : "reset", cause),
    );
    sent.end(body);
  });
}

async function readAnswer(answer: IncomingMessage, largest: number): Promise<HttpAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.byteLength;
      if (size > largest) throw "too_large" satisfies TransportErrorCode;
      parts.push(part);
    }
  } catch (error) {
    throw error === "too_large" ? error : ("truncated" satisfies TransportErrorCode);
  }
  if (!answer.complete) throw "truncated" satisfies TransportErrorCode;
  return {
    kind: "http",
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(parts),
  };
}
