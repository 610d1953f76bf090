import type { DownloadErrorCode, TransportErrorCode } from "@/lib/vocabulary/delivery";
import { findDestination } from "./address-rules";
import type { HttpAnswer, HttpRequest } from "./http-messages";
import { TransportError } from "./transport-error";

/** Why there is no file. Its text names the host alone: the address of a file is a secret. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";
  constructor(
    readonly code: DownloadErrorCode,
    /** With the port, where it is not the usual one. */
    readonly host: string,
    /** HTTP status, where there was an answer. */
    readonly status?: number,
  ) {
    super(`${host}: ${code}${status === undefined ? "" : ` (${status})`}`);
  }
}

export type DownloadLimits = {
  readonly privateHosts: readonly string[];
  /** Milliseconds from the first request to the last byte of the file. */
  readonly totalTimeout: number;
  /** Bytes. */
  readonly largestAnswer: number;
};

type Exchange = (request: HttpRequest, limits: DownloadLimits) => Promise<HttpAnswer>;

/**
 * A PDF by the link of a provider, which may send us on once. Nothing that proves who we are goes
 * along, and a link of the public internet leads to nobody's private host.
 * @throws DownloadError
 */
export async function download(
  url: URL,
  limits: DownloadLimits,
  exchange: Exchange,
): Promise<Uint8Array> {
  const end = performance.now() + limits.totalTimeout;
  const first = await fetchOnce(url, limits, exchange);
  const target = findTarget(first, url);
  if (!target) return toPdf(first, url);
  const isPrivate = findDestination(url, limits.privateHosts)?.isPrivate === true;
  const left = Math.max(1, end - performance.now());
  const rest = {
    ...limits,
    totalTimeout: left,
    privateHosts: isPrivate ? limits.privateHosts : [],
  };
  const second = await fetchOnce(target, rest, exchange).catch((error: unknown) => {
    if (error instanceof DownloadError && error.code === "file_forbidden")
      throw new DownloadError("file_redirected", target.host);
    throw error;
  });
  if (isRedirect(second)) throw new DownloadError("file_redirected", target.host, second.status);
  return toPdf(second, target);
}

const troubles: Readonly<Partial<Record<TransportErrorCode, DownloadErrorCode>>> = {
  forbidden_address: "file_forbidden",
  timeout: "file_too_slow",
  too_large: "file_too_large",
};

const fetchOnce = (url: URL, limits: DownloadLimits, exchange: Exchange): Promise<HttpAnswer> =>
  exchange({ method: "GET", url, headers: { accept: "application/pdf" } }, limits).catch(
    (error: unknown) => {
      if (!(error instanceof TransportError)) throw error;
      throw new DownloadError(troubles[error.code] ?? "file_unavailable", url.host);
    },
  );

const isRedirect = ({ status }: HttpAnswer): boolean => [301, 302, 303, 307, 308].includes(status);

function findTarget(answer: HttpAnswer, from: URL): URL | undefined {
  if (!isRedirect(answer)) return undefined;
  const { location } = answer.headers;
  const target = location ? URL.parse(location, from) : null;
  if (!target) throw new DownloadError("file_redirected", from.host, answer.status);
  return target;
}

function toPdf({ status, body }: HttpAnswer, { host }: URL): Uint8Array {
  if ([401, 403, 404, 410].includes(status)) throw new DownloadError("file_gone", host, status);
  if (status !== 200) throw new DownloadError("file_unavailable", host, status);
  // Readers look for the header among the first 1,024 bytes (ISO 32000, annex I).
  const start = Buffer.from(body.subarray(0, 1_024)).toString("latin1").trimStart();
  if (start.startsWith("<") || !start.includes("%PDF-"))
    throw new DownloadError("file_not_pdf", host, status);
  return body;
}
