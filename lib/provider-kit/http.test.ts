import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { createServer, Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { TransportOptions } from "./http";
import {
  closeServers,
  failure,
  get,
  httpServer,
  listening,
  post,
  rawServer,
  testTransport,
  textOf,
} from "./server-testing";

const megabyte = 1024 * 1024;
const atOnce = { beforeFirstByte: async () => {} };
const wholeHead = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
const chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

afterEach(closeServers);

describe("a request and its answer", () => {
  test("what was given arrives, with connection, encoding and framing of the transport's own", async () => {
    const seen: unknown[] = [];
    const { url } = await httpServer(async (request, response) => {
      seen.push(request.method, request.url, request.headers, (await readAll(request)).toString());
      response.writeHead(201, { "X-Answer": "yes", "Set-Cookie": ["a=1", "b=2"] }).end("made");
    });
    const headers = {
      Authorization: "Bearer abc",
      Host: "elsewhere.example.org",
      Connection: "keep-alive",
      "Content-Length": "3",
      "Transfer-Encoding": "chunked",
      "Accept-Encoding": "gzip",
      Expect: "100-continue",
    };
    const answer = await testTransport().request({ ...post(url, Buffer.from("{}")), headers });
    expect(seen).toEqual([
      "POST",
      "/path?query=1",
      {
        authorization: "Bearer abc",
        host: new URL(url).host,
        connection: "close",
        "accept-encoding": "identity",
        "content-length": "2",
      },
      "{}",
    ]);
    expect(answer).toMatchObject({ kind: "http", status: 201 });
    expect(answer.headers).toMatchObject({ "x-answer": "yes", "set-cookie": "a=1, b=2" });
    expect(textOf(answer)).toBe("made");
  });

  test.each([
    ["GET", undefined],
    ["HEAD", undefined],
    ["DELETE", undefined],
    ["POST", "0"],
    ["PUT", "0"],
    ["PATCH", "0"],
  ] as const)("%s without a body says that its length is %s", async (method, length) => {
    const lengths: unknown[] = [];
    const { url } = await httpServer((request, response) => {
      lengths.push(request.headers["content-length"], request.headers["transfer-encoding"]);
      response.end("body");
    });
    const answer = await testTransport().request({ ...get(url), method });
    expect(lengths).toEqual([length, undefined]);
    expect(textOf(answer)).toBe(method === "HEAD" ? "" : "body");
  });

  test.each([
    ["with a length", `${wholeHead}hello`],
    ["in chunks", `${chunkedHead}2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n`],
    ["up to the end of the connection", "HTTP/1.1 200 OK\r\n\r\nhello"],
    [
      "with more behind it",
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhelloHTTP",
    ],
  ])("an answer %s is read whole", async (_, text) => {
    const { url } = await rawServer((socket) => socket.end(text));
    expect(textOf(await testTransport().request(get(url)))).toBe("hello");
  });

  test("an answer with a length does not wait for the connection to end", async () => {
    const { url } = await rawServer((socket) => socket.write(`${wholeHead}hello`));
    expect(textOf(await testTransport().request(get(url)))).toBe("hello");
  });

  test("an answer may take longer than a connection may", async () => {
    const { url } = await rawServer((socket) => {
      setTimeout(() => socket.write(`${wholeHead}hello`), 700);
    });
    const transport = testTransport({ connectTimeout: 500 });
    expect(textOf(await transport.request(get(url)))).toBe("hello");
  });

  test("interim answers are passed over", async () => {
    const interim = "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n";
    const { url } = await rawServer((socket) => socket.end(`${interim}${wholeHead}hello`));
    expect(await testTransport().request(get(url))).toMatchObject({ status: 200 });
  });

  test("a redirect is an answer like any other, and nobody follows it", async () => {
    const { url, sockets } = await httpServer((_, response) =>
      response.writeHead(302, { location: "/elsewhere" }).end(),
    );
    const answer = await testTransport().request(get(url));
    expect(answer).toMatchObject({ status: 302, headers: { location: "/elsewhere" } });
    expect(sockets.size).toBe(1);
  });

  test("a compressed answer stays compressed", async () => {
    const zipped = gzipSync(Buffer.alloc(100_000));
    const { url } = await httpServer((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(zipped),
    );
    expect(Buffer.from((await testTransport().request(get(url))).body)).toEqual(zipped);
  });

  test("every request has a connection of its own", async () => {
    const { url, sockets } = await httpServer((_, response) => response.end());
    const transport = testTransport();
    await transport.request(get(url));
    await transport.request(get(url));
    await transport.once(get(url), atOnce);
    expect(sockets.size).toBe(3);
  });
});

describe("an answer that comes before the body has been read", () => {
  const body = randomBytes(27 * megabyte);

  test("is given back, also when the connection breaks behind it", async () => {
    const { url } = await rawServer((socket) => {
      socket.pause();
      const refusal = "HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\n\r\nlarge";
      socket.write(refusal, () => socket.destroy());
    });
    for (let round = 0; round < 10; round++) {
      let isWritten = false;
      const afterLastByte = () => {
        isWritten = true;
      };
      const answer = await testTransport().once(post(url, body), { ...atOnce, afterLastByte });
      expect([answer.status, textOf(answer), isWritten]).toEqual([413, "large", false]);
    }
  });

  test("ends the writing when it is a refusal", async () => {
    let received = 0;
    const { url } = await rawServer((socket) => {
      socket.on("data", (part) => {
        received += part.length;
      });
      socket.write(`HTTP/1.1 401 Unauthorized${chunkedHead.slice(15)}`);
      setTimeout(() => socket.write("4\r\nover\r\n0\r\n\r\n"), 200);
    });
    const answer = await testTransport().request(post(url, body));
    expect([answer.status, textOf(answer)]).toEqual([401, "over"]);
    expect(received).toBeLessThan(body.length / 2);
  });

  test("may go on while the body is written when it is none", async () => {
    const { url } = await httpServer(async (request, response) => {
      response.write("so far: ");
      response.end(sha256(await readAll(request)));
    });
    expect(textOf(await testTransport().request(post(url, body)))).toBe(`so far: ${sha256(body)}`);
  });
});

describe("a large body", () => {
  const body = randomBytes(27 * megabyte);

  test("arrives byte for byte", async () => {
    const { url } = await httpServer(async (request, response) =>
      response.end(sha256(await readAll(request))),
    );
    expect(textOf(await testTransport().request(post(url, body)))).toBe(sha256(body));
  });

  test("leaves the process free: others get a turn for every part of it", async () => {
    const { url } = await httpServer((request, response) => {
      request.resume().on("end", () => response.end());
    });
    let turns = 0;
    const count = () => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await testTransport().request(post(url, body));
    clearImmediate(next);
    expect(turns).toBeGreaterThan(body.length / (100 * 1024));
  });

  test("is written as fast as it is taken, so that little of it waits in memory", async () => {
    const { url } = await rawServer((socket) => socket.pause());
    const answer = failure(testTransport({ totalTimeout: 1_500 }).request(post(url, body)));
    await wait(500);
    const handles = (process as unknown as { _getActiveHandles(): object[] })._getActiveHandles();
    const waiting = handles.map((handle) => (handle instanceof Socket ? handle.writableLength : 0));
    expect(Math.max(...waiting)).toBeGreaterThan(0);
    expect(Math.max(...waiting)).toBeLessThan(megabyte);
    expect(await answer).toMatchObject({ code: "timeout", isNotSent: false });
  });
});

describe("the first byte", () => {
  /** Answers nothing and keeps what it gets. */
  async function listener() {
    const server = { received: "", isLeft: false };
    const { url } = await listening(
      createServer((socket) =>
        socket
          .on("data", (part) => {
            server.received += part;
          })
          .on("close", () => {
            server.isLeft = true;
          }),
      ),
    );
    return { url, server };
  }

  test("is written when the hook has resolved, and not before", async () => {
    const order: string[] = [];
    const { url } = await httpServer(async (request, response) => {
      order.push("head arrived");
      await readAll(request);
      await wait(50);
      order.push("answered");
      response.end();
    });
    await testTransport().once(post(url, randomBytes(27 * megabyte)), {
      beforeFirstByte: async () => {
        await wait(100);
        order.push("hook over");
      },
      afterLastByte: () => order.push("written"),
    });
    expect(order).toEqual(["hook over", "head arrived", "written", "answered"]);
  });

  test("is never written when the hook throws, whose error is passed on", async () => {
    const { url, server } = await listener();
    const refusal = new Error("the claim is over");
    const beforeFirstByte = async () => {
      await wait(100);
      throw refusal;
    };
    await expect(testTransport().once(get(url), { beforeFirstByte })).rejects.toBe(refusal);
    await expect.poll(() => server).toEqual({ received: "", isLeft: true });
  });

  test.each(["end", "resetAndDestroy"] as const)(
    "is never written when the connection is gone after the hook (%s)",
    async (leave) => {
      const { url, sockets } = await rawServer(() => {});
      const beforeFirstByte = async () => {
        await expect.poll(() => sockets.size).toBe(1);
        for (const socket of sockets) socket[leave]();
        await wait(200);
      };
      const error = await failure(testTransport().once(get(url), { beforeFirstByte }));
      expect(error).toMatchObject({ code: "reset", isNotSent: true });
    },
  );

  test("is never written after the deadline, which is told when the hook is over", async () => {
    const { url, server } = await listener();
    let isOver = false;
    const beforeFirstByte = async () => {
      await wait(1_000);
      isOver = true;
    };
    const brief = testTransport({ totalTimeout: 500 });
    const error = await failure(brief.once(get(url), { beforeFirstByte }));
    expect(error).toMatchObject({ code: "timeout", isNotSent: true });
    expect(isOver).toBe(true);
    await expect.poll(() => server).toEqual({ received: "", isLeft: true });
  });

  test("is never written with a header that HTTP cannot carry, and which is not repeated", async () => {
    const { url, sockets } = await rawServer(() => {});
    for (const value of ["two\r\nlines", "کلید"]) {
      const headers = { authorization: value };
      const error = await failure(testTransport().request({ ...get(url), headers }));
      expect(error).toMatchObject({ code: "malformed", isNotSent: true });
      expect(error.message).not.toContain(value);
    }
    expect(sockets.size).toBe(0);
  });
});

describe("once something was sent", () => {
  test.each([
    ["without a byte", ""],
    ["in the head", "HTTP/1.1 200 OK\r\nContent-Le"],
    ["before the body", wholeHead],
    ["before the length is full", `${wholeHead}hell`],
    ["between chunks", `${chunkedHead}5\r\nhello\r\n`],
    ["inside a chunk", `${chunkedHead}5\r\nhel`],
    ["before the last line", `${chunkedHead}5\r\nhello\r\n0\r\n`],
  ])("an answer that ends %s is truncated", async (_, text) => {
    const { url } = await rawServer((socket) => socket.end(text));
    const error = await failure(testTransport().once(get(url), atOnce));
    expect(error).toMatchObject({ code: "truncated", isNotSent: false });
  });

  test.each([
    ["without a byte", ""],
    ["in the head", "HTTP/1.1 200 OK\r\nContent-Le"],
    ["inside the body", `${wholeHead}hell`],
    ["inside a chunk", `${chunkedHead}5\r\nhel`],
    ["inside a body without a length", "HTTP/1.1 200 OK\r\n\r\nhell"],
  ])("a connection that breaks %s is reset", async (_, text) => {
    const { url } = await rawServer((socket) => {
      socket.write(text);
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    const error = await failure(testTransport().once(get(url), atOnce));
    expect(error).toMatchObject({ code: "reset", isNotSent: false });
  });

  test.each([
    ["without an answer", ""],
    ["inside an early answer", "HTTP/1.1 413 Too Large\r\nContent-Length: 5\r\n\r\nlar"],
  ])("a connection that breaks while the body is written, %s, is reset", async (_, text) => {
    const { url } = await rawServer((socket) => {
      socket.pause();
      socket.write(text, () => socket.destroy());
    });
    const body = randomBytes(27 * megabyte);
    const error = await failure(testTransport().once(post(url, body), atOnce));
    expect(error).toMatchObject({ code: "reset", isNotSent: false });
  });

  test.each([
    ["another protocol", "220 mail.example.org ESMTP\r\n"],
    ["a chunk without a size", `${chunkedHead}hello\r\n`],
    ["two lengths", `${wholeHead.slice(0, -2)}Content-Length: 6\r\n\r\nhello!`],
    ["a length and chunks", `${wholeHead.slice(0, -2)}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ["a header without a colon", "HTTP/1.1 200 OK\r\nhello\r\n\r\n"],
    ["an upgrade", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
  ])("%s is malformed", async (_, text) => {
    const { url } = await rawServer((socket) => socket.end(text));
    const error = await failure(testTransport().once(get(url), atOnce));
    expect(error).toMatchObject({ code: "malformed", isNotSent: false });
  });

  test("silence is given up at the deadline", async () => {
    const { url } = await rawServer(() => {});
    const error = await failure(testTransport({ totalTimeout: 500 }).once(get(url), atOnce));
    expect(error).toMatchObject({ code: "timeout", isNotSent: false });
  });

  test("the deadline is for the whole answer, however steadily it drips", async () => {
    const { url } = await rawServer((socket) => {
      socket.write(chunkedHead);
      const drip = setInterval(() => socket.write("1\r\nx\r\n"), 20);
      socket.on("close", () => clearInterval(drip));
    });
    const error = await failure(testTransport({ totalTimeout: 500 }).request(get(url)));
    expect(error).toMatchObject({ code: "timeout", isNotSent: false });
  });

  test.each([
    ["with a length", true],
    ["in chunks", false],
  ])("an answer %s is read at the limit, and one byte more is too large", async (_, hasLength) => {
    const { url } = await httpServer((request, response) => {
      const length = request.method === "GET" ? 1_000 : 1_001;
      if (hasLength) response.setHeader("content-length", length);
      response.write(Buffer.alloc(500));
      response.end(Buffer.alloc(length - 500));
    });
    const narrow = testTransport({ largestAnswer: 1_000 });
    expect((await narrow.request(get(url))).body).toHaveLength(1_000);
    const error = await failure(narrow.request(post(url, Buffer.alloc(0))));
    expect(error).toMatchObject({ code: "too_large", isNotSent: false });
  });

  test("an answer without an end is cut at the limit, and its connection closed", async () => {
    let isLeft = false;
    const { url } = await rawServer((socket) => {
      const flood = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
      };
      socket.on("drain", flood).on("close", () => {
        isLeft = true;
      });
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      flood();
    });
    const error = await failure(testTransport({ largestAnswer: megabyte }).request(get(url)));
    expect(error).toMatchObject({ code: "too_large", isNotSent: false });
    await expect.poll(() => isLeft).toBe(true);
  });

  test("a head without an end is too large", async () => {
    const { url } = await rawServer((socket) =>
      socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(100_000)}`),
    );
    expect(await failure(testTransport().request(get(url)))).toMatchObject({ code: "too_large" });
  });

  test("nothing is tried again", async () => {
    const { url, sockets } = await rawServer((socket) => socket.resetAndDestroy());
    await failure(testTransport().request(get(url)));
    await failure(testTransport().once(get(url), atOnce));
    expect(sockets.size).toBe(2);
  });

  test("an error names the host, and no path, header or byte of an answer", async () => {
    const { url } = await rawServer((socket) => socket.end("secret-answer\r\n\r\n"));
    const { host } = new URL(url);
    const headers = { authorization: "secret-header" };
    const target = get(new URL("/secret-path?secret-query", url));
    const error = await failure(testTransport().request({ ...target, headers }));
    expect(error).toMatchObject({ host, message: expect.stringContaining(host) });
    expect(`${error.stack} ${JSON.stringify(error)} ${error.cause}`).not.toContain("secret");
  });
});

test("no socket and no timer is left behind, however a request ends", async () => {
  const count = (kind: string) =>
    process.getActiveResourcesInfo().filter((resource) => resource === kind).length;
  const timers = count("Timeout");
  const ends: [outcome: string, act: (socket: Socket) => void, Partial<TransportOptions>?][] = [
    ["answered", (socket) => socket.write(`${wholeHead}hello`)],
    ["the hook threw", () => {}],
    ["truncated", (socket) => socket.end(wholeHead)],
    ["reset", (socket) => socket.resetAndDestroy()],
    ["malformed", (socket) => socket.write("hello\r\n\r\n")],
    ["too_large", (socket) => socket.write(`${wholeHead}hello`), { largestAnswer: 4 }],
    ["timeout", () => {}, { totalTimeout: 300 }],
    ["dns", () => {}, { resolve: async () => [] }],
    ["forbidden_address", () => {}, { privateHosts: [] }],
  ];
  for (const [outcome, act, options] of ends) {
    const { url } = await rawServer(act);
    const beforeFirstByte = async () => {
      if (outcome === "the hook threw") throw new Error(outcome);
    };
    const answer = testTransport(options).once(get(url), { beforeFirstByte });
    const seen = answer.then(
      () => "answered",
      (error) => error.code ?? error.message,
    );
    expect(await seen).toBe(outcome);
    expect(count("Timeout")).toBeLessThanOrEqual(timers);
  }
  for (let turn = 0; turn < 1_000 && count("TCPSocketWrap") > 0; turn++) await nextTurn();
  expect(count("TCPSocketWrap")).toBe(0);
});
