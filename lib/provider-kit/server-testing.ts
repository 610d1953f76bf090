import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer } from "node:net";
import type { HttpRequest, TransportOptions } from "./http";
import { createTransport } from "./http";
import { TransportError } from "./transport-error";

/** The name of every server here; the test transport finds it on the loopback address. */
export const testHost = "sign.example.test";

export const testTransport = (options: Partial<TransportOptions> = {}) =>
  createTransport({ privateHosts: [testHost], resolve: async () => ["127.0.0.1"], ...options });

export const get = (url: string | URL): HttpRequest => ({
  method: "GET",
  url: new URL(url),
  headers: {},
});

export const post = (url: string | URL, body: Uint8Array): HttpRequest => ({
  method: "POST",
  url: new URL(url),
  headers: {},
  body,
});

/** The failure that an answer must come to; anything else is thrown. */
export async function failure(answer: Promise<unknown>): Promise<TransportError> {
  const error = await answer.then(
    () => new Error("it was answered"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof TransportError)) throw error;
  return error;
}

export const textOf = ({ body }: { body: Uint8Array }) => Buffer.from(body).toString();

const servers = new Map<Server, Set<Socket>>();

export async function closeServers(): Promise<void> {
  for (const [server, sockets] of servers) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  servers.clear();
}

export type TestServer = {
  readonly url: string;
  readonly port: number;
  /** Of everybody who ever connected. */
  readonly sockets: Set<Socket>;
};

export async function listening(server: Server, scheme = "http"): Promise<TestServer> {
  const sockets = new Set<Socket>();
  servers.set(server, sockets);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `${scheme}://${testHost}:${port}/path?query=1`, port, sockets };
}

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;
export const httpServer = (answer: Answering) => listening(createHttpServer(answer));

/** Knows only bytes: `act` is called when the head of a request is there. */
export const rawServer = (act: (socket: Socket) => void) =>
  listening(
    createServer((socket) => {
      let head = "";
      const read = (part: Buffer) => {
        head += part.toString("latin1");
        if (!head.includes("\r\n\r\n")) return;
        socket.off("data", read);
        act(socket);
      };
      socket.on("data", read);
    }),
  );
