import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type SandboxRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};
export type SandboxAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};
export const toJson = (status: number, value: unknown): SandboxAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify(value),
});

export function send(response: ServerResponse, answer: SandboxAnswer): void {
  const body = Buffer.from(answer.body ?? "");
  response.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  response.end(body);
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const toHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => escapes[each] ?? each);

/** ASP.NET and most proxies refuse more than this by default. */
const largestBody = 30_000_000;

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= largestBody) parts.push(part);
  }
  return length <= largestBody ? Buffer.concat(parts) : undefined;
}

const isOwnHost = (host: string): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);

/** Listens on this machine only. @param port 0 takes a free one */
export async function serve(
  port: number,
  handle: (request: SandboxRequest, response: ServerResponse) => Promise<void>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  let origin = "";
  const server = createServer(async (incoming, response) => {
    try {
      const body = await readBody(incoming);
      if (!body) return send(response, { status: 413 });
      const { method = "GET", headers } = incoming;
      // A web page whose name was pointed at this machine comes with that name.
      if (headers.host && !isOwnHost(headers.host)) return send(response, { status: 421 });
      const url = new URL(incoming.url ?? "/", origin);
      await handle({ method, url, headers, body }, response);
    } catch (error) {
      // A client that went away in the middle of its body has nobody to answer to.
      if (incoming.destroyed && !incoming.complete) return;
      if (!response.headersSent) send(response, { status: 500, body: String(error) });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: origin, close };
}
