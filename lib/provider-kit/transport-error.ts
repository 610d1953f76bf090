import type { TransportErrorCode } from "@/lib/vocabulary/delivery";

/**
 * Why there is no whole answer. Its text names the host and a code of the system; never a path, a
 * header or a byte of an answer, which may be secrets.
 */
export class TransportError extends Error {
  override readonly name = "TransportError";
  constructor(
    readonly code: TransportErrorCode,
    /** With the port, where it is not the usual one. */
    readonly host: string,
    /** Nothing of the request has left this machine. */
    readonly isNotSent: boolean,
    detail?: string,
  ) {
    super(`${host}: ${code}${detail === undefined ? "" : ` (${detail})`}`);
  }
}
