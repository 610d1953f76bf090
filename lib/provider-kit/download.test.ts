import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { DownloadError } from "./download";
import type { Answering } from "./server-testing";
import { closeServers, httpServer, rawServer, testHost, testTransport } from "./server-testing";

const pdf = Buffer.from(`%PDF-1.7\n${"x".repeat(5_000)}\n%%EOF\n`);
const servePdf: Answering = (_, response) => response.end(pdf);

afterEach(closeServers);

const secret = "?signature=very-secret";
const linkTo = (url: string) => new URL(`/files/signed.pdf${secret}`, url);

/** The failure that a download must come to. */
async function refusal(work: Promise<unknown>): Promise<DownloadError> {
  const error = await work.then(
    () => new Error("it was fetched"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DownloadError)) throw error;
  expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain("very-secret");
  return error;
}

const redirectTo =
  (location: string, status = 302): Answering =>
  (_, response) =>
    response.writeHead(status, { location }).end();

describe("a file behind a link", () => {
  test("arrives byte for byte, asked for without any proof of ours", async () => {
    const seen: unknown[] = [];
    const { url } = await httpServer((request, response) => {
      seen.push(request.url, request.headers.authorization, request.headers.cookie);
      response.end(pdf);
    });
    const file = await testTransport().download(linkTo(url));
    expect(Buffer.from(file)).toEqual(pdf);
    expect(seen).toEqual([`/files/signed.pdf${secret}`, undefined, undefined]);
  });

  test.each([301, 302, 303, 307, 308])("may lie behind one redirect (%d)", async (status) => {
    const target = await httpServer(servePdf);
    const { url } = await httpServer(redirectTo(`${target.url}&x=1`, status));
    expect(Buffer.from(await testTransport().download(linkTo(url)))).toEqual(pdf);
  });

  test("a redirect may be relative", async () => {
    const { url } = await httpServer((request, response) => {
      if (request.url === "/there") response.end(pdf);
      else response.writeHead(302, { location: "/there" }).end();
    });
    expect(Buffer.from(await testTransport().download(linkTo(url)))).toEqual(pdf);
  });

  test.each([401, 403, 404, 410])("is gone with a %d", async (status) => {
    const { url } = await httpServer((_, response) => response.writeHead(status).end("no"));
    const error = await refusal(testTransport().download(linkTo(url)));
    expect(error).toMatchObject({ code: "file_gone", status, host: new URL(url).host });
  });

  test.each([204, 206, 400, 429, 500, 503])("is not there with a %d", async (status) => {
    const { url } = await httpServer((_, response) => response.writeHead(status).end());
    const error = await refusal(testTransport().download(linkTo(url)));
    expect(error).toMatchObject({ code: "file_unavailable", status });
  });

  test.each([
    ["a web page", "<!doctype html><p>This link has expired"],
    ["a web page that speaks of %PDF-", "  <html>%PDF-1.7"],
    ["nothing", ""],
    ["an answer in JSON", '{"message":"expired"}'],
    ["something with a header far behind", `${" ".repeat(2_000)}%PDF-1.7`],
  ])("%s is no PDF", async (_, text) => {
    const { url } = await httpServer((_, response) => response.end(text));
    const error = await refusal(testTransport().download(linkTo(url)));
    expect(error).toMatchObject({ code: "file_not_pdf" });
  });

  test("is cut at the limit, whatever its length is said to be", async () => {
    let isLeft = false;
    const { url } = await rawServer((socket) => {
      const flood = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
      };
      socket.on("drain", flood).on("close", () => {
        isLeft = true;
      });
      socket.write("HTTP/1.1 200 OK\r\n\r\n%PDF-1.7");
      flood();
    });
    const error = await refusal(
      testTransport().download(linkTo(url), { largestAnswer: 1_000_000 }),
    );
    expect(error).toMatchObject({ code: "file_too_large" });
    await expect.poll(() => isLeft).toBe(true);
  });

  test("that drips is given up at the deadline", async () => {
    const { url } = await rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n%PDF-1.7");
      const drip = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(drip));
    });
    const error = await refusal(testTransport().download(linkTo(url), { totalTimeout: 400 }));
    expect(error).toMatchObject({ code: "file_too_slow" });
  });

  test("the deadline is for both requests together", async () => {
    const target = await httpServer(async (_, response) => {
      await wait(400);
      response.end(pdf);
    });
    const { url } = await httpServer(async (_, response) => {
      await wait(400);
      response.writeHead(302, { location: target.url }).end();
    });
    const error = await refusal(testTransport().download(linkTo(url), { totalTimeout: 600 }));
    expect(error).toMatchObject({ code: "file_too_slow" });
  });

  test("a broken connection and an unknown name are told alike", async () => {
    const { url } = await rawServer((socket) => socket.resetAndDestroy());
    const broken = await refusal(testTransport().download(linkTo(url)));
    const unknown = await refusal(testTransport({ resolve: async () => [] }).download(linkTo(url)));
    expect([broken.code, unknown.code]).toEqual(["file_unavailable", "file_unavailable"]);
  });
});

describe("a link leads nowhere else", () => {
  test.each([
    "http://files.example.test/a.pdf",
    "https://files.example.test:22/a.pdf",
    "https://user:word@files.example.test/a.pdf",
    "file:///etc/passwd",
    "https://127.0.0.1/a.pdf",
    "https://[::1]/a.pdf",
    "https://files.example.test/a.pdf",
  ])("%s is asked by nobody", async (address) => {
    const error = await refusal(testTransport({ privateHosts: [] }).download(new URL(address)));
    expect(error).toMatchObject({ code: "file_forbidden" });
  });

  test.each([
    ["to a private address", "https://10.0.0.7/a.pdf"],
    ["to a name of a private address", "https://inside.example.test/a.pdf"],
    ["to the clouds' own address", "http://169.254.169.254/latest/meta-data"],
    ["to another scheme", "file:///etc/passwd"],
    ["without saying where", ""],
    ["to what is no address", "https://"],
  ])("nobody follows it %s", async (_, location) => {
    const { url } = await httpServer(redirectTo(location));
    const error = await refusal(testTransport().download(linkTo(url)));
    expect(error).toMatchObject({ code: "file_redirected" });
  });

  test("nobody follows it to another port of this machine", async () => {
    const inside = await httpServer(servePdf);
    const { url } = await httpServer(redirectTo(`http://127.0.0.1:${inside.port}/a.pdf`));
    const transport = testTransport({ privateHosts: [new URL(url).host] });
    expect(await refusal(transport.download(linkTo(url)))).toMatchObject({
      code: "file_redirected",
    });
    expect(inside.sockets.size).toBe(0);
  });

  test("nobody follows it twice", async () => {
    const { url, sockets } = await httpServer(redirectTo("/again"));
    const error = await refusal(testTransport().download(linkTo(url)));
    expect(error).toMatchObject({ code: "file_redirected", status: 302 });
    expect(sockets.size).toBe(2);
  });

  test("a name of a test host is private only with what the operator allowed", async () => {
    const { url } = await httpServer(servePdf);
    const error = await refusal(
      testTransport({ privateHosts: [`${testHost}:1`] }).download(linkTo(url)),
    );
    expect(error).toMatchObject({ code: "file_forbidden" });
  });
});
