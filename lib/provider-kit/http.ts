import { lookup } from "node:dns/promises";
import { converse } from "./converse";
import type { HttpAnswer, HttpRequest } from "./http-messages";
import { toWireHeaders } from "./http-messages";
import { openConnection } from "./open-connection";
import { TransportError } from "./transport-error";

export type { HttpAnswer, HttpRequest } from "./http-messages";
export { TransportError } from "./transport-error";

/** Every request has a fresh connection, is tried once and follows no redirect: a 3xx is an answer. */
export type Transport = {
  /** For reads and tokens, which may be repeated. @throws TransportError */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** For creates. @throws TransportError, or what a hook throws */
  once(request: HttpRequest, hooks: OnceHooks): Promise<HttpAnswer>;
  /** A PDF at an address that came from outside. @throws TransportError */
  download(url: URL): Promise<Uint8Array>;
};

export type OnceHooks = {
  /**
   * Awaited after TCP (and TLS) stand and before any byte of the request is written. When it
   * throws, the connection is closed, nothing was sent, and its error is passed on.
   */
  readonly beforeFirstByte: () => Promise<void>;
  /** The system has taken the last byte of the request; never called when an answer refuses before. */
  readonly afterLastByte?: () => void;
};

export type TransportOptions = {
  /**
   * `host` (any port) or `host:port`, from the operator and from sandboxes that we spawned: plain
   * HTTP, any port and any address are allowed there.
   */
  readonly privateHosts: readonly string[];
  /** Milliseconds for name, TCP and TLS together; 10,000 by default. */
  readonly connectTimeout?: number;
  /** Milliseconds from the call to the last byte of the answer; 60,000 by default. */
  readonly totalTimeout?: number;
  /** Bytes of an answer's body; 40 MiB by default. */
  readonly largestAnswer?: number;
  /** For tests only: all addresses of a name; by default the system's resolver. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
};

/** The only way out of the portal to a provider. */
export function createTransport(options: TransportOptions): Transport {
  const settings = {
    connectTimeout: 10_000,
    totalTimeout: 60_000,
    largestAnswer: 40 * 1024 * 1024,
    resolve: resolveBySystem,
    ...options,
  };
  return {
    request: (request) => exchange(request, { beforeFirstByte: async () => {} }, settings),
    once: (request, hooks) => exchange(request, hooks, settings),
    download: async (url) => {
      const request = { method: "GET", url, headers: { accept: "application/pdf" } } as const;
      const hooks = { beforeFirstByte: async () => {} };
      const { status, body } = await exchange(request, hooks, settings);
      const isPdf = Buffer.from(body.subarray(0, 5)).toString("latin1") === "%PDF-";
      if (status !== 200 || !isPdf) throw new TransportError("malformed", url.host, false);
      return body;
    },
  };
}

const resolveBySystem = async (hostname: string) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

async function exchange(
  request: HttpRequest,
  { beforeFirstByte, afterLastByte }: OnceHooks,
  settings: Required<TransportOptions>,
): Promise<HttpAnswer> {
  const { url } = request;
  const headers = toWireHeaders(request);
  let mayHaveLeft = false;
  const over = new AbortController();
  const expire = () => over.abort(new TransportError("timeout", url.host, !mayHaveLeft));
  const whole = setTimeout(expire, settings.totalTimeout);
  const connecting = setTimeout(expire, settings.connectTimeout);
  try {
    const opening = openConnection(url, settings, over.signal);
    const socket = await unlessAborted(over.signal, opening);
    clearTimeout(connecting);
    // Awaited to its end even past the deadline: it may be committing that the request is on its way.
    await beforeFirstByte();
    over.signal.throwIfAborted();
    if (!socket.writable) {
      const { code } = (socket.errored ?? {}) as NodeJS.ErrnoException;
      throw new TransportError("reset", url.host, true, code);
    }
    mayHaveLeft = true;
    const conversation = { headers, largestAnswer: settings.largestAnswer, afterLastByte };
    return await unlessAborted(over.signal, converse(socket, request, conversation));
  } finally {
    clearTimeout(whole);
    clearTimeout(connecting);
    over.abort();
  }
}

const unlessAborted = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
