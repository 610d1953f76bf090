import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { HttpRequest, TransportOptions } from "./http";
import { createTransport, TransportError } from "./http";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (answer: RequestListener) => listen(createServer(answer));
const serveRaw = (answer: (socket: Socket) => void) => listen(createTcpServer(answer));

const to = (host: string, also: Partial<TransportOptions> = {}) =>
  createTransport({ privateHosts: [host], ...also });
const get = (host: string): HttpRequest => ({
  method: "GET",
  url: new URL(`http://${host}/there?x=1`),
  headers: {},
});
const failure = async (work: Promise<unknown>): Promise<TransportError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TransportError)) throw new Error(`expected a failure, not ${error}`);
  return error;
};

describe("where a request may go", () => {
  const never = async () => {
    throw new Error("was looked up");
  };
  const nowhere = createTransport({ privateHosts: [], resolve: never });
  test.each([
    ...["http://example.com/", "https://example.com:8080/", "ftp://example.com/"],
    ...["https://user:word@example.com/", "https://127.0.0.1/", "https://2130706433/"],
    ...["https://0x7f.1/", "https://0177.0.0.1/", "https://[::1]/", "https://[::ffff:10.0.0.1]/"],
  ])("not to %s", async (url) => {
    const error = await failure(nowhere.request({ method: "GET", url: new URL(url), headers: {} }));
    expect(error).toMatchObject({ code: "forbidden_address", isNotSent: true });
  });

  test("not to a name of which one address is private, whatever the others are", async () => {
    const transport = createTransport({
      privateHosts: [],
      resolve: async () => ["93.184.216.34", "10.0.0.5"],
    });
    const url = new URL("https://provider.example/");
    const error = await failure(transport.request({ method: "GET", url, headers: {} }));
    expect(error).toMatchObject({ code: "forbidden_address", isNotSent: true });
  });

  test("a private host only at the port that was allowed", async () => {
    const host = await serve((_, answer) => answer.end("hello"));
    const transport = createTransport({ privateHosts: ["127.0.0.1:1"] });
    expect(await failure(transport.request(get(host)))).toMatchObject({
      code: "forbidden_address",
    });
  });

  test("a name that nobody knows", async () => {
    const transport = createTransport({
      privateHosts: [],
      resolve: async () => {
        throw new Error("ENOTFOUND");
      },
    });
    const url = new URL("https://nowhere.example/");
    expect(await failure(transport.request({ method: "GET", url, headers: {} }))).toMatchObject({
      code: "dns",
      isNotSent: true,
    });
  });
});

describe("a request", () => {
  test("carries its body and length, and no more than was asked", async () => {
    const host = await serve(async (request, answer) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      answer.setHeader("x-seen", JSON.stringify(request.headers));
      answer.end(`${request.method} ${request.url} ${Buffer.concat(parts)}`);
    });
    const answer = await to(host).request({
      method: "POST",
      url: new URL(`http://${host}/a?b=c`),
      headers: { "content-type": "application/json" },
      body: Buffer.from("{}"),
    });
    expect(answer.status).toBe(200);
    expect(Buffer.from(answer.body).toString()).toBe("POST /a?b=c {}");
    expect(Object.keys(JSON.parse(answer.headers["x-seen"] ?? "")).sort()).toEqual([
      "accept-encoding",
      "connection",
      "content-length",
      "content-type",
      "host",
    ]);
  });

  test("is not led elsewhere", async () => {
    const host = await serve((_, answer) => answer.writeHead(302, { location: "/x" }).end());
    expect((await to(host).request(get(host))).status).toBe(302);
  });

  test("gets the answer that came while it was still writing", async () => {
    const host = await serve((_, answer) => answer.writeHead(413).end("too much"));
    const answer = await to(host).request({
      method: "POST",
      url: new URL(`http://${host}/`),
      headers: {},
      body: Buffer.alloc(200_000),
    });
    expect(answer.status).toBe(413);
  });

  test("leaves the event loop free while 27 MB are written", async () => {
    const host = await serve((request, answer) => {
      request.resume();
      request.once("end", () => answer.end("ok"));
    });
    let longest = 0;
    let last = performance.now();
    const pulse = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await to(host).request({
      method: "POST",
      url: new URL(`http://${host}/`),
      headers: {},
      body: Buffer.alloc(27_000_000),
    });
    clearInterval(pulse);
    expect(longest).toBeLessThan(1_000);
  });
});

describe("before the first byte", () => {
  test("what the hook throws is passed on, and nothing arrives", async () => {
    let seen = 0;
    const host = await serve((_, answer) => {
      seen += 1;
      answer.end();
    });
    const hooks = { beforeFirstByte: () => Promise.reject(new Error("stop")) };
    await expect(to(host).once(get(host), hooks)).rejects.toThrow("stop");
    expect(seen).toBe(0);
  });

  test("the connection stands while the hook is awaited, and not one byte has come", async () => {
    let bytes = 0;
    let connections = 0;
    const host = await serveRaw((socket) => {
      connections += 1;
      socket.on("data", (data) => {
        bytes += data.length;
        socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
      });
    });
    const order: string[] = [];
    const answer = await to(host).once(get(host), {
      beforeFirstByte: async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        order.push(`${connections} connection, ${bytes} bytes`);
      },
      afterLastByte: () => order.push("sent"),
    });
    expect(answer.status).toBe(200);
    expect(order).toEqual(["1 connection, 0 bytes", "sent"]);
  });

  test("a refused connection means that nothing was sent", async () => {
    const host = await serveRaw(() => undefined);
    for (const server of open.splice(0)) server.close();
    expect(await failure(to(host).request(get(host)))).toMatchObject({
      code: "refused",
      isNotSent: true,
    });
  });

  test("a certificate that nobody vouches for means that nothing was sent", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "muhr-tls-"));
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
        ...["-keyout", key, "-out", cert, "-subj", "/CN=127.0.0.1", "-days", "1"],
      ],
      { stdio: "ignore" },
    );
    let seen = 0;
    const host = await listen(
      createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, answer) => {
        seen += 1;
        answer.end();
      }),
    );
    const request = { method: "GET", url: new URL(`https://${host}/`), headers: {} } as const;
    const error = await failure(to(host).once(request, { beforeFirstByte: async () => {} }));
    expect(error).toMatchObject({ code: "tls", isNotSent: true });
    expect(seen).toBe(0);
  });

  test("a handshake that does not come to an end is given up", async () => {
    const host = await serveRaw(() => undefined);
    const request = { method: "GET", url: new URL(`https://${host}/`), headers: {} } as const;
    const error = await failure(to(host, { connectTimeout: 100 }).request(request));
    expect(error).toMatchObject({ code: "timeout", isNotSent: true });
  });
});

describe("after the first byte nobody says that nothing was sent", () => {
  const answerWith = (text: string) =>
    serveRaw((socket) => {
      socket.once("data", () => socket.end(text));
    });
  test.each([
    ["nothing at all", "", "reset"],
    ["half a head", "HTTP/1.1 200 OK\r\ncontent-le", "reset"],
    ["less than was announced", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", "truncated"],
    [
      "a chunk that breaks off",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{",
      "truncated",
    ],
    ["something that is not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "malformed"],
  ])("%s", async (_, text, code) => {
    const host = await answerWith(text);
    const error = await failure(to(host).once(get(host), { beforeFirstByte: async () => {} }));
    expect(error).toMatchObject({ code, isNotSent: false });
  });

  test("a reset", async () => {
    const host = await serveRaw((socket) => {
      socket.once("data", () => socket.resetAndDestroy());
    });
    expect(await failure(to(host).request(get(host)))).toMatchObject({
      code: "reset",
      isNotSent: false,
    });
  });

  test("silence", async () => {
    const host = await serveRaw((socket) => socket.resume());
    const error = await failure(to(host, { totalTimeout: 150 }).request(get(host)));
    expect(error).toMatchObject({ code: "timeout", isNotSent: false });
  });

  test("an answer that never ends", async () => {
    const host = await serve((_, answer) => {
      answer.write(Buffer.alloc(3_000));
      answer.write(Buffer.alloc(3_000));
    });
    const error = await failure(to(host, { largestAnswer: 5_000 }).request(get(host)));
    expect(error).toMatchObject({ code: "too_large", isNotSent: false });
  });
});

test("no connection is left behind, however it ended", async () => {
  const sockets = new Set<Socket>();
  const host = await serveRaw((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    socket.once("data", () => {
      if (sockets.size % 2) socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    });
  });
  for (let count = 0; count < 4; count++)
    await to(host, { totalTimeout: 60 })
      .request(get(host))
      .catch(() => undefined);
  await expect.poll(() => sockets.size).toBe(0);
});
