import type { ClientRequest, IncomingMessage } from "node:http";
import { request as openRequest } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { TransportErrorCode } from "@/lib/vocabulary/delivery";
import type { HttpAnswer, HttpRequest } from "./http-messages";
import { fromWireHeaders } from "./http-messages";
import { TransportError } from "./transport-error";

export type Conversation = {
  /** All headers of the request, with the transport's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes. */
  readonly largestAnswer: number;
  readonly afterLastByte?: (() => void) | undefined;
};

const partLength = 64 * 1024;

/**
 * Writes one request to a socket and reads one answer from it. The caller ends the socket.
 * @throws TransportError `reset`, `truncated`, `too_large`, `malformed`, `tls`, `timeout`, all of
 * which may have been sent
 */
export function converse(
  socket: Socket,
  { url, method, body }: HttpRequest,
  { headers, largestAnswer, afterLastByte }: Conversation,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (code: TransportErrorCode, detail?: string) =>
      reject(new TransportError(code, url.host, false, detail));
    let broken: NodeJS.ErrnoException | undefined;
    let answer: IncomingMessage | undefined;
    // Whatever happens to the connection afterwards, a whole answer is an answer.
    const lose = (error: NodeJS.ErrnoException) => {
      if (!answer?.complete) fail(lossCode(error, broken), (broken ?? error).code);
    };
    const noteBreak = (error: NodeJS.ErrnoException) => {
      broken = error;
    };
    socket.on("error", noteBreak);
    readOnAfterFailedWrite(socket, noteBreak);
    const sent = openRequest({
      method,
      path: `${url.pathname}${url.search}`,
      headers,
      createConnection: () => socket,
    });
    sent.on("error", lose);
    sent.on("upgrade", () => fail("malformed", "upgrade"));
    sent.on("response", (response) => {
      answer = response;
      const parts: Buffer[] = [];
      let size = 0;
      response.on("error", lose);
      response.on("data", (part: Buffer) => {
        size += part.length;
        if (size > largestAnswer) fail("too_large");
        else parts.push(part);
      });
      response.on("end", () =>
        resolve({
          kind: "http",
          status: response.statusCode ?? 0,
          headers: fromWireHeaders(response.headers),
          body: Buffer.concat(parts),
        }),
      );
    });
    const isRefused = () => (answer?.statusCode ?? 0) >= 300;
    write(sent, body ?? new Uint8Array(), isRefused, afterLastByte).catch(reject);
  });
}

/** Node tells an end and a break of the connection alike; the socket knows which it was. */
function lossCode(
  error: NodeJS.ErrnoException,
  broken: NodeJS.ErrnoException | undefined,
): TransportErrorCode {
  if (error.code === "HPE_HEADER_OVERFLOW") return "too_large";
  if (error.code?.startsWith("HPE_")) return "malformed";
  if (!broken) return "truncated";
  if (broken.code?.startsWith("ERR_SSL_")) return "tls";
  return broken.code === "ETIMEDOUT" ? "timeout" : "reset";
}

/**
 * A server that refuses a large body answers, closes, and with that breaks our writing. Node would
 * end the connection at the first write that fails, with the answer still unread in the system: so
 * the failure is told to the stream only when everything has been read.
 */
function readOnAfterFailedWrite(socket: Socket, onFailure: (error: Error) => void): void {
  const write = socket._write.bind(socket);
  socket._write = (bytes, encoding, callback) =>
    write(bytes, encoding, (error) => {
      if (!error) return callback();
      onFailure(error);
      if (socket.readableEnded) callback(error);
      else socket.once("end", () => callback(error));
    });
}

/** Writes a body part by part, each in a turn of its own, so that the process stays free for others. */
async function write(
  sent: ClientRequest,
  body: Uint8Array,
  isRefused: () => boolean,
  afterLastByte: () => void = () => {},
): Promise<void> {
  for (let start = 0; start < body.length; start += partLength) {
    const part = body.subarray(start, start + partLength);
    await new Promise((resolve) => sent.write(part, resolve));
    await nextTurn();
    if (isRefused()) return;
  }
  await new Promise<void>((resolve) => sent.end(resolve));
  afterLastByte();
}
