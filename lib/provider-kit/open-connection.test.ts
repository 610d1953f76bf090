import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { ServerOptions } from "node:https";
import { createServer as createHttpsServer } from "node:https";
import { createServer, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { TLSSocket } from "node:tls";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createTransport } from "./http";
import type { Answering } from "./server-testing";
import {
  closeServers,
  failure,
  get,
  httpServer,
  listening,
  post,
  rawServer,
  testHost,
  testTransport,
  textOf,
} from "./server-testing";

afterEach(closeServers);

/** A hook that counts, for requests that must not come so far. */
function counting() {
  const hook = {
    calls: 0,
    beforeFirstByte: async () => {
      hook.calls++;
    },
  };
  return hook;
}
const withTls = (url: string) => url.replace("http:", "https:");

describe("the way to an address", () => {
  test.each([
    "http://sign.example.org/",
    "https://sign.example.org:444/",
    "https://user:password@sign.example.org/",
    "file:///etc/passwd",
    "https://127.0.0.1/",
    "https://0x7f.1/",
    "https://017700000001/",
    "https://[::ffff:169.254.169.254]/",
    "https://[fd00::1]/",
  ])("%s is forbidden, and no name is looked up for it", async (url) => {
    const asked: string[] = [];
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return ["1.1.1.1"];
    };
    const error = await failure(testTransport({ resolve }).request(get(url)));
    expect(error).toMatchObject({ code: "forbidden_address", isNotSent: true });
    expect(asked).toEqual([]);
  });

  test.each([
    [["127.0.0.1"]],
    [["1.1.1.1", "10.0.0.1"]],
    [["2606:4700::1", "::1"]],
    [["1.1.1.1", "0x7f.1"]],
  ])("a name with the addresses %j is forbidden: one of them is special", async (addresses) => {
    const hook = counting();
    const strict = testTransport({ privateHosts: [], resolve: async () => addresses });
    const error = await failure(strict.once(get(`https://${testHost}/`), hook));
    expect(error).toMatchObject({ code: "forbidden_address", isNotSent: true });
    expect(hook.calls).toBe(0);
  });

  test("the system's resolver knows this machine, which only a private host may lead to", async () => {
    const { port } = await httpServer((_, response) => response.end("here"));
    const strict = createTransport({ privateHosts: [] });
    const error = await failure(strict.request(get("https://localhost/")));
    expect(error).toMatchObject({ code: "forbidden_address", isNotSent: true });
    const local = createTransport({ privateHosts: ["localhost"] });
    expect(textOf(await local.request(get(`http://localhost:${port}/`)))).toBe("here");
  });

  test.each([
    ["is not known", () => Promise.reject(Object.assign(new Error(), { code: "ENOTFOUND" }))],
    ["has no address", async () => []],
  ])("a name that %s is a failure of DNS", async (_, resolve) => {
    const error = await failure(testTransport({ resolve }).request(get(`https://${testHost}/`)));
    expect(error).toMatchObject({ code: "dns", isNotSent: true });
  });

  test("a port where nobody listens has refused", async () => {
    const { url } = await rawServer(() => {});
    await closeServers();
    const error = await failure(testTransport().request(get(url)));
    expect(error).toMatchObject({ code: "refused", isNotSent: true, host: new URL(url).host });
  });

  test("when the first address refuses, the next one is tried", async () => {
    const { url } = await httpServer((_, response) => response.end("second"));
    const resolve = async () => ["127.0.0.2", "127.0.0.1"];
    expect(textOf(await testTransport({ resolve }).request(get(url)))).toBe("second");
  });

  test("an address that never answers takes its share of the time, and the next one is tried", async () => {
    const { url, port } = await httpServer((_, response) => response.end("second"));
    const leave = await fillQueue("127.0.0.2", port);
    const resolve = async () => ["127.0.0.2", "127.0.0.1"];
    const patient = testTransport({ resolve, connectTimeout: 1_000 });
    expect(textOf(await patient.request(get(url)))).toBe("second");
    const alone = testTransport({ resolve: async () => ["127.0.0.2"], connectTimeout: 200 });
    const error = await failure(alone.request(get(url)));
    expect(error).toMatchObject({ code: "timeout", isNotSent: true });
    await leave();
  });

  test("a name that is never resolved, and a greeting that never comes, are given up in time", async () => {
    const { url } = await rawServer(() => {});
    const connectTimeout = 100;
    const resolve = () => new Promise<string[]>(() => {});
    for (const answer of [
      testTransport({ connectTimeout, resolve }).request(get(url)),
      testTransport({ connectTimeout }).request(get(withTls(url))),
    ])
      expect(await failure(answer)).toMatchObject({ code: "timeout", isNotSent: true });
  });

  test("a name that is resolved too late opens no connection", async () => {
    const { url, sockets } = await rawServer(() => {});
    const resolve = () => wait(150, ["127.0.0.1"]);
    const error = await failure(testTransport({ connectTimeout: 50, resolve }).request(get(url)));
    expect(error).toMatchObject({ code: "timeout", isNotSent: true });
    await wait(200);
    expect(sockets.size).toBe(0);
  });
});

describe("TLS", () => {
  const known = getCACertificates("default");
  let folder: string;
  const openssl = (line: string) =>
    execFileSync("openssl", line.split(" "), { cwd: folder, stdio: "pipe" });
  const file = (name: string) => readFileSync(join(folder, name), "utf8");
  const newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

  /** A key and a certificate of our root, in `<name>.key` and `<name>.pem`. */
  function issue(name: string, holder: string) {
    writeFileSync(join(folder, "holder"), `subjectAltName=${holder}`);
    openssl(`req ${newKey} -keyout ${name}.key -out ${name}.csr -subj /CN=${name}`);
    const signer = "-CA root.pem -CAkey root.key -CAcreateserial";
    openssl(`x509 -req -in ${name}.csr ${signer} -out ${name}.pem -days 2 -extfile holder`);
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "muhr-http-"));
    openssl(`req -x509 ${newKey} -keyout root.key -out root.pem -subj /CN=Test-root -days 2`);
    issue("host", `DNS:${testHost}`);
    issue("other", "DNS:other.example.test");
    issue("number", "IP:127.0.0.1");
  });
  afterEach(() => setDefaultCACertificates(known));
  afterAll(() => rmSync(folder, { recursive: true }));

  const trustRoot = () => setDefaultCACertificates([...known, file("root.pem")]);
  function httpsServer(name: string, answer: Answering, options: ServerOptions = {}) {
    const identity = { key: file(`${name}.key`), cert: file(`${name}.pem`) };
    return listening(createHttpsServer({ ...identity, ...options }, answer), "https");
  }

  test("a certificate of a known authority for the name is accepted, and nothing is sent in the hook", async () => {
    trustRoot();
    const order: string[] = [];
    const { url } = await httpsServer("host", (request, response) => {
      order.push("head arrived");
      const { servername } = request.socket as TLSSocket;
      response.end(`${servername} ${request.headers.host}`);
    });
    const beforeFirstByte = async () => {
      await wait(100);
      order.push("hook over");
    };
    const answer = await testTransport().once(get(url), { beforeFirstByte });
    expect(textOf(answer)).toBe(`${testHost} ${new URL(url).host}`);
    expect(order).toEqual(["hook over", "head arrived"]);
  });

  test("an address in the URL is held against the addresses in the certificate", async () => {
    trustRoot();
    const transport = testTransport({ privateHosts: ["127.0.0.1"] });
    const read = async (certificate: string) => {
      const { port } = await httpsServer(certificate, (_, response) => response.end("here"));
      return transport.request(get(`https://127.0.0.1:${port}/`));
    };
    expect(textOf(await read("number"))).toBe("here");
    expect(await failure(read("host"))).toMatchObject({ code: "tls", isNotSent: true });
  });

  test.each([
    ["of an unknown authority", "host", () => {}],
    ["for another name", "other", trustRoot],
  ])("a certificate %s is refused, whatever the environment says", async (_, name, prepare) => {
    prepare();
    const hook = counting();
    const { url } = await httpsServer(name, () => {
      throw new Error("it was asked");
    });
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    const error = await failure(testTransport().once(get(url), hook)).finally(() => {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    });
    expect(error).toMatchObject({ code: "tls", isNotSent: true });
    expect(hook.calls).toBe(0);
  });

  test("a server that speaks no TLS, or leaves in the greeting, is refused", async () => {
    const plain = await httpServer((_, response) => response.end());
    const leaving = (leave: "end" | "resetAndDestroy") =>
      listening(createServer((socket) => socket.once("data", () => socket[leave]())));
    for (const { url } of [plain, await leaving("end"), await leaving("resetAndDestroy")]) {
      const error = await failure(testTransport().request(get(withTls(url))));
      expect(error).toMatchObject({ code: "tls", isNotSent: true });
    }
  });

  test("a server that wants a certificate of ours says so after the greeting, maybe too late", async () => {
    trustRoot();
    const strict = { requestCert: true, rejectUnauthorized: true };
    const { url } = await httpsServer("host", (_, response) => response.end(), strict);
    const answer = (beforeFirstByte: () => Promise<void>) =>
      failure(testTransport().once(get(url), { beforeFirstByte }));
    expect(await answer(async () => {})).toMatchObject({ code: "tls", isNotSent: false });
    expect(await answer(() => wait(200))).toMatchObject({ isNotSent: true });
  });

  test("an answer that comes before the body has been read is given back", async () => {
    trustRoot();
    const { url } = await httpsServer("host", (request, response) => {
      request.pause();
      response.writeHead(413, { connection: "close", "content-length": 5 });
      response.end("large", () => request.socket.destroy());
    });
    for (let round = 0; round < 10; round++) {
      const answer = await testTransport().request(post(url, Buffer.alloc(27 * 1024 * 1024)));
      expect([answer.status, textOf(answer)]).toEqual([413, "large"]);
    }
  });

  test("an answer that ends, and a connection that breaks, are told apart", async () => {
    trustRoot();
    const { url, sockets } = await httpsServer("host", (request, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => {
        if (request.url === "/end") request.socket.end();
        else for (const socket of sockets) socket.resetAndDestroy();
      });
    });
    for (const [path, code] of Object.entries({ "/end": "truncated", "/break": "reset" })) {
      const error = await failure(testTransport().request(get(new URL(path, url))));
      expect(error).toMatchObject({ code, isNotSent: false });
    }
  });
});

/** Makes an address where connections are neither taken nor refused: a full queue that nobody empties. */
async function fillQueue(host: string, port: number): Promise<() => Promise<void>> {
  const script = `
    const { createServer } = require("node:net");
    const { parentPort, workerData } = require("node:worker_threads");
    createServer().listen({ ...workerData, backlog: 1 }, () => {
      parentPort.postMessage("listening");
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });`;
  const worker = new Worker(script, { eval: true, workerData: { host, port } });
  await new Promise((resolve) => worker.once("message", resolve));
  await wait(50);
  const queue = Array.from({ length: 4 }, () => new Socket().on("error", () => {}));
  for (const socket of queue) socket.connect(port, host);
  await wait(100);
  return async () => {
    for (const socket of queue) socket.destroy();
    await worker.terminate();
  };
}
