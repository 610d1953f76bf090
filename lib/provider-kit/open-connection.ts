import type { Socket } from "node:net";
import { connect as connectTcp, isIP } from "node:net";
import { connect as connectTls } from "node:tls";
import type { TransportErrorCode } from "@/lib/vocabulary/delivery";
import { findDestination, isSpecialPurpose } from "./address-rules";
import { TransportError } from "./transport-error";

/** Those of the transport's options that matter here. */
export type ConnectionRules = {
  readonly privateHosts: readonly string[];
  readonly resolve: (hostname: string) => Promise<readonly string[]>;
  /** Milliseconds; the addresses of a name share them. */
  readonly connectTimeout: number;
};

/**
 * A fresh connection to an address that was checked, with TLS where the URL says so. Every socket
 * that is opened on the way ends with `signal`.
 * @throws TransportError `forbidden_address`, `dns`, `refused`, `reset`, `timeout`, `tls`; nothing
 * was sent
 */
export async function openConnection(
  url: URL,
  rules: ConnectionRules,
  signal: AbortSignal,
): Promise<Socket> {
  const failed = (code: TransportErrorCode, cause?: NodeJS.ErrnoException) =>
    new TransportError(code, url.host, true, cause?.code);
  const destination = findDestination(url, rules.privateHosts);
  if (!destination) throw failed("forbidden_address");
  const { hostname, port, isSecure, isPrivate } = destination;
  const isForbidden = (address: string) => !isPrivate && isSpecialPurpose(address);

  const addresses = await findAddresses(hostname, rules).catch((error) => {
    throw failed("dns", error);
  });
  if (addresses.length === 0) throw failed("dns");
  if (addresses.some(isForbidden)) throw failed("forbidden_address");
  const plain = await reachFirst(addresses, port, rules.connectTimeout, signal).catch((error) => {
    throw failed(error.code === "ETIMEDOUT" ? "timeout" : "refused", error);
  });
  const { remoteAddress } = plain;
  if (remoteAddress === undefined) throw failed("reset");
  if (isForbidden(remoteAddress)) throw failed("forbidden_address");
  if (!isSecure) return plain;
  return secure(plain, hostname, signal).catch((error) => {
    throw failed("tls", error);
  });
}

const findAddresses = async (hostname: string, { resolve }: ConnectionRules) =>
  isIP(hostname) ? [hostname] : resolve(hostname);

/** Tries the addresses in turn; each may take an equal part of the milliseconds that are left. */
async function reachFirst(
  addresses: readonly string[],
  port: number,
  milliseconds: number,
  signal: AbortSignal,
): Promise<Socket> {
  const end = performance.now() + milliseconds;
  let reason: unknown;
  for (const [index, address] of addresses.entries()) {
    signal.throwIfAborted();
    const share = (end - performance.now()) / (addresses.length - index);
    try {
      return await reach(address, port, Math.max(1, share), signal);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

function reach(
  address: string,
  port: number,
  milliseconds: number,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: address, port, timeout: milliseconds, noDelay: true });
    endWith(signal, socket);
    socket.on("error", reject);
    socket.once("timeout", () =>
      socket.destroy(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })),
    );
    socket.once("connect", () => {
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

function secure(plain: Socket, hostname: string, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      socket: plain,
      host: hostname,
      // An address has no place in the greeting (RFC 6066 §3); it is held against the certificate.
      servername: isIP(hostname) ? "" : hostname,
      ALPNProtocols: ["http/1.1"],
      // Written out: its default can be switched off from the environment.
      rejectUnauthorized: true,
    });
    endWith(signal, socket);
    socket.on("error", reject);
    socket.once("secureConnect", () => resolve(socket));
  });
}

const endWith = (signal: AbortSignal, socket: Socket) =>
  signal.addEventListener("abort", () => socket.destroy(), { once: true });
