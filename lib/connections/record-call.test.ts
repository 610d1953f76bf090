import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { openTestDatabase } from "@/db/testing";
import type { HttpRequest, Transport } from "@/lib/provider-kit/http";
import { TransportError } from "@/lib/provider-kit/http";
import { builtIn } from "@/lib/providers/built-in";
import { keptCalls, recordCalls, settleCalls } from "./record-call";
import { callsOf, makeConnection } from "./testing";

openTestDatabase();

const answer: RequestListener = (request, response) => {
  request.resume().on("end", () => {
    response.setHeader("content-type", "application/json");
    response.setHeader("set-cookie", "session=cookie-of-the-provider");
    response.statusCode = request.url === "/no" ? 403 : 200;
    response.end(JSON.stringify({ access_token: "short", nationalCode: "0012345679" }));
  });
};
const server = createServer(answer).listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => void server.close());
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const overFetch: Transport = {
  async request({ url, method, headers, body }) {
    if (url.pathname === "/gone") throw new TransportError("reset", url.host, false);
    const found = await fetch(url, { method, headers, ...(body && { body: Buffer.from(body) }) });
    return {
      kind: "http",
      status: found.status,
      headers: Object.fromEntries(found.headers),
      body: new Uint8Array(await found.arrayBuffer()),
    };
  },
  async once(request, { beforeFirstByte, afterLastByte }) {
    await beforeFirstByte();
    afterLastByte?.();
    return overFetch.request(request);
  },
  download: async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()),
};
const post = (path: string, body = {}): HttpRequest => ({
  method: "POST",
  url: new URL(path, base),
  headers: { authorization: "Bearer header-of-ours", "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(body)),
});

const open = async () => {
  const { id } = await makeConnection(builtIn, {});
  const about = { connectionId: id, envelopeId: "e1", secrets: ["very secret"] };
  return { id, transport: recordCalls(overFetch, about) };
};

test("a call is kept with where it went, what came back and how long it took", async () => {
  const { id, transport } = await open();
  const found = await transport.request(
    post("/v1/documents?token=query-of-ours", { title: "Lease", password: "very secret" }),
  );
  expect(found.status).toBe(200);
  await settleCalls();
  const [call, ...more] = await callsOf(id);
  expect(more).toEqual([]);
  expect(call).toMatchObject({
    envelopeId: "e1",
    method: "POST",
    address: `${new URL(base).host}/v1/documents`,
    status: 200,
    problem: null,
    requestBody: '{"title":"[hidden]","password":"[hidden]"}',
    answerBody: '{"access_token":"[hidden]","nationalCode":"[number]"}',
  });
  expect(call?.duration).toBeGreaterThanOrEqual(0);
  expect(JSON.stringify(call)).not.toMatch(/header-of-ours|query-of-ours|cookie|very secret|0012/);
});

test("a refusal and a broken connection are kept too, and reach the caller as they were", async () => {
  const { id, transport } = await open();
  const hooks = { beforeFirstByte: async () => {} };
  expect((await transport.once(post("/no"), hooks)).status).toBe(403);
  await expect(transport.once(post("/gone"), hooks)).rejects.toBeInstanceOf(TransportError);
  await settleCalls();
  expect((await callsOf(id)).map(({ status, problem }) => [status, problem])).toEqual([
    [403, null],
    [null, "reset"],
  ]);
});

test("the hooks of a create are called, and what they throw stops it", async () => {
  const { id, transport } = await open();
  const seen: string[] = [];
  await transport.once(post("/ok"), {
    beforeFirstByte: async () => void seen.push("first"),
    afterLastByte: () => void seen.push("last"),
  });
  expect(seen).toEqual(["first", "last"]);
  const stop = async () => {
    throw new Error("the claim is lost");
  };
  await expect(transport.once(post("/ok"), { beforeFirstByte: stop })).rejects.toThrow("claim");
  await settleCalls();
  expect(await callsOf(id)).toHaveLength(1);
});

test("what is committed right after the answer is not kept waiting by the record", async () => {
  const { id, transport } = await open();
  await transport.request(post("/ok"));
  const inTime = write(async (tx) => {
    await tx.update(connections).set({ name: "Settled" });
    return tx.query.providerCalls.findMany({ where: (call, { eq }) => eq(call.connectionId, id) });
  });
  expect(await inTime).toEqual([]);
  await settleCalls();
  expect(await callsOf(id)).toHaveLength(1);
});

test("a record that cannot be written never breaks the call", async () => {
  const transport = recordCalls(overFetch, {
    connectionId: "no such connection",
    envelopeId: null,
    secrets: [],
  });
  expect((await transport.request(post("/ok"))).status).toBe(200);
  await settleCalls();
  expect(await callsOf("no such connection")).toEqual([]);
});

test("only the last calls of each connection are kept", async () => {
  const other = await open();
  await other.transport.request(post("/of-the-other"));
  const { id, transport } = await open();
  for (let index = 0; index < keptCalls + 5; index++) {
    await transport.request(post(`/${index}`));
    await settleCalls();
  }
  const kept = await callsOf(id);
  expect(kept).toHaveLength(keptCalls);
  expect(kept[0]?.address).toMatch(/\/5$/);
  expect(await callsOf(other.id)).toHaveLength(1);
});
