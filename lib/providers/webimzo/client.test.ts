import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import type { HttpCall, SendRequest, Values } from "@/lib/provider-kit/contract";
import { closeServers, httpServer, testTransport } from "@/lib/provider-kit/server-testing";
import { fillThere, testTools } from "@/lib/provider-kit/testing";
import { webimzo } from ".";
import { example, reference, request, settingsWith } from "./mapping-testing";

type Reply = { readonly status?: number; readonly body?: unknown };
type Asked = { readonly path: string; readonly body: Values; readonly headers: Values };
type Office = Readonly<Record<string, (body: Values) => Reply>>;

/** Answers as the provider's page shows, unless a test says otherwise. */
const asShown: Office = {
  Create: () => ({ body: example("created") }),
  Get: () => ({ body: example("request") }),
  UpdateState: () => ({ body: example("updated") }),
  GetCallbackLogs: () => ({ body: example("callback-logs") }),
};

/** A provider whose every answer the test decides; JSON comes as `text/plain`. */
async function openOffice(change: Office = {}, settings: Values = {}) {
  const office = { ...asShown, ...change };
  const asked: Asked[] = [];
  const { url } = await httpServer(async (incoming, response) => {
    const path = new URL(incoming.url ?? "", "http://office").pathname;
    const body = JSON.parse(await text(incoming)) as Values;
    asked.push({ path, body, headers: incoming.headers });
    const answer = office[path.split("/").at(-1) ?? ""];
    const { status = 200, body: said = "" } = answer?.(body) ?? { status: 404 };
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
    response.end(typeof said === "string" ? said : JSON.stringify(said));
  });
  const known = settingsWith({ baseUrl: `${new URL(url).origin}/test/api`, ...settings });
  const session = webimzo.open(known, testTools([], { transport: testTransport() }));
  const operations = () => asked.map(({ path }) => path.split("/").at(-1));
  return { asked, operations, session, known };
}

const glance = { recipients: request.recipients, wantsFile: false };
const failed = (code: string, message = "no") => ({
  status: 400,
  body: { success: false, error: { code, message, details: null } },
});

afterEach(closeServers);

describe("a request is read back", () => {
  test("with Basic, the key in the body, and the reference", async () => {
    const { asked, session } = await openOffice();
    await expect(session.read(reference, glance)).resolves.toMatchObject({
      status: "in_progress",
      title: "Test Document",
    });
    expect(asked).toMatchObject([
      {
        path: "/test/api/v1/SignRequest/Get",
        body: { apiKey: "secret-2", ...reference },
        headers: {
          authorization: `Basic ${Buffer.from("office:secret-1").toString("base64")}`,
          "content-type": "application/json",
          accept: "application/json, text/plain",
        },
      },
    ]);
    expect(await session.authorize()).toEqual({
      authorization: asked[0]?.headers.authorization,
    });
  });

  test.each([
    [200, "", "unexpected"],
    [200, "<html>", "unexpected"],
    [200, {}, "unexpected"],
    [200, { success: true, result: {} }, "unexpected"],
    [200, { success: true, result: { id: "00000000-0000-4000-8000-000000000000" } }, "unexpected"],
    [200, failed("17").body, "unknown_document"],
    [400, failed("17").body, "unknown_document"],
    [400, failed("INVALID_API_KEY").body, "rejected_credentials"],
    [400, "", "invalid_request"],
    [401, "", "rejected_credentials"],
    [403, "", "rejected_credentials"],
    [404, "<html>", "invalid_request"],
    [429, "", "rate_limited"],
    [500, failed("17").body, "unavailable"],
    [503, "<html>", "unavailable"],
  ])("and %i %j means %s", async (status, body, code) => {
    const { session } = await openOffice({ Get: () => ({ status, body }) });
    await expect(session.read(reference, glance)).rejects.toMatchObject({ code });
  });

  test.each(["3fa85f64-5717-4562-b3fc-2c963f66afa6", "17", "../../admin", ""])(
    "only with its key, which a number like %j does not bring",
    async (externalId) => {
      const { asked, session } = await openOffice();
      await expect(session.read(webimzo.toReference(externalId), glance)).rejects.toMatchObject({
        code: "unknown_document",
      });
      expect(asked).toEqual([]);
    },
  );
});

describe("a connection is tested with a question that changes nothing", () => {
  test.each([
    ["an empty list", { body: { success: true, result: [] } }, true],
    ["a request that nobody has", { status: 400, body: example("failed-ids") }, true],
    ["another code: only the key can be wrong", failed("42"), "rejected_credentials"],
    ["401", { status: 401 }, "rejected_credentials"],
    ["503", { status: 503 }, "unavailable"],
    ["another website", { body: "<html>" }, "unexpected"],
    ["an address without the service", { status: 404, body: "<html>" }, "invalid_request"],
  ])("%s", async (_, reply, expected) => {
    const { session, operations } = await openOffice({ GetCallbackLogs: () => reply });
    expect(await session.check()).toMatchObject(
      expected === true ? { isReachable: true } : { isReachable: false, error: { code: expected } },
    );
    expect(operations()).toEqual(["GetCallbackLogs"]);
  });

  test("nobody there", async () => {
    const { session } = await openOffice();
    await closeServers();
    expect(await session.check()).toMatchObject({ isReachable: false, error: { code: "refused" } });
  });
});

describe("an ambiguous create", () => {
  /** A provider that keeps what it took, as integrators describe it. */
  function upserting() {
    const kept = new Map<string, Values>();
    let taken = 0;
    return {
      taken: () => taken,
      office: {
        Create: (body: Values) => {
          taken += 1;
          const before = kept.get(String(body.documentId));
          if (before && before.signData !== body.signData && body.isForceCreate !== true)
            return { status: 400, body: example("failed-108") };
          kept.set(String(body.documentId), body);
          return { body: example("created") };
        },
        Get: () => {
          const [body] = [...kept.values()];
          const { result } = example("request");
          const { title, tableId, documentId, documentIdAsString, signRequestUsers } = body ?? {};
          const found = { title, tableId, documentId, documentIdAsString, signRequestUsers };
          return { body: { success: true, result: { ...result, documentType: null, ...found } } };
        },
      } satisfies Office,
    };
  }
  const prepare = (settings: Values, change: Partial<SendRequest> = {}) => {
    const call = webimzo.prepare({ ...request, ...change }, settings) as HttpCall;
    return { call, body: fillThere(call, settings, Buffer.from("%PDF-1.7")) };
  };

  test("is asked again and is the first one, however often", async () => {
    const { office, taken } = upserting();
    const { session, known, asked } = await openOffice(office);
    const { call, body } = prepare(known);
    for (let round = 0; round < 3; round++)
      expect(await session.findAgain?.(call, body)).toMatchObject({
        outcome: "accepted",
        reference,
        externalId: reference.requestId,
      });
    expect(taken()).toBe(3);
    const creates = asked.filter(({ path }) => path.endsWith("Create"));
    expect(creates[0]?.path).toBe("/test/api/v1/SignRequest/Create");
    expect(creates[0]?.body).toEqual(JSON.parse(Buffer.from(body).toString()));
  });

  test("is never forced, not even where the first try was", async () => {
    const { office } = upserting();
    const { session, known, asked } = await openOffice(office);
    const { call, body } = prepare(known, { isForced: true });
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({ isForceCreate: true });
    await session.findAgain?.(call, body);
    expect(asked[0]?.body).toMatchObject({ isForceCreate: false });
  });

  test("108 leads to a person: nothing else is tried", async () => {
    const { office } = upserting();
    const { session, known, operations } = await openOffice(office);
    const former = prepare(known, { title: "An older title" });
    await session.findAgain?.(former.call, former.body);
    const { call, body } = prepare(known);
    expect(await session.findAgain?.(call, body)).toMatchObject({
      outcome: "unknown",
      error: { words: { code: "108" } },
    });
    expect(operations()).toEqual(["Create", "Get", "Create"]);
  });

  test.each([
    ["title", { title: "Something else" }],
    ["table", { tableId: 2 }],
    ["number", { documentIdAsString: "17" }],
    ["type", { documentType: "Conclusion" }],
    ["people", { signRequestUsers: [{ userKey: "50101050010018" }] }],
  ])("that brings a request with another %s is not ours", async (_, change) => {
    const { office } = upserting();
    const Get = () => {
      const { body } = office.Get();
      return { body: { ...body, result: { ...body.result, ...change } } };
    };
    const { session, known } = await openOffice({ ...office, Get });
    const { call, body } = prepare(known);
    expect(await session.findAgain?.(call, body)).toMatchObject({ outcome: "unknown" });
  });

  test("whose answer breaks off again stays ambiguous", async () => {
    const { session, known } = await openOffice({
      Create: () => ({ status: 502, body: "<html>" }),
    });
    const { call, body } = prepare(known);
    expect(await session.findAgain?.(call, body)).toMatchObject({ outcome: "unknown" });
  });
});

describe("a withdrawal", () => {
  test("is told under the numbers that the provider shows", async () => {
    const { session, asked, operations } = await openOffice();
    await session.cancel?.(reference);
    expect(operations()).toEqual(["Get", "UpdateState"]);
    expect(asked[1]?.body).toEqual({
      apiKey: "secret-2",
      tableId: 1,
      documentId: 17,
      documentIdAsString: null,
      documentType: "Conclusion",
    });
  });

  test("a number that JSON has bent is told as text only", async () => {
    const { result } = example("request");
    const documentIdAsString = "9223372036854775807";
    const found = JSON.stringify({ success: true, result: { ...result, documentIdAsString } });
    const body = found.replace('"documentId":17', '"documentId":9223372036854775807');
    const { session, asked } = await openOffice({ Get: () => ({ body }) });
    await session.cancel?.(reference);
    expect(asked[1]?.body).toMatchObject({ documentIdAsString });
    expect(asked[1]?.body).not.toHaveProperty("documentId");
  });

  test.each([
    [{ body: { success: true, result: false } }, "unexpected"],
    [failed("17"), "invalid_request"],
    [{ status: 503 }, "unavailable"],
  ])("%j is no success", async (reply, code) => {
    const { session } = await openOffice({ UpdateState: () => reply });
    await expect(session.cancel?.(reference)).rejects.toMatchObject({ code });
  });
});

describe("the provider's own list of its callbacks", () => {
  test("is asked for by request, and shows no secret key", async () => {
    const { session, asked } = await openOffice();
    const logs = await session.callbackLogs?.([reference], "failed");
    expect(asked[0]?.body).toEqual({
      apiKey: "secret-2",
      isError: true,
      signRequestIds: [reference.requestId],
    });
    expect(logs).toEqual([
      {
        address: "https://muhr.example.uz/api/callbacks/here",
        externalId: reference.requestId,
        sent: `{"signRequestId":"${reference.requestId}","secretKey":"***","userKey":"50101050010018"}`,
        answerStatus: 503,
        answer: "{}",
        failures: 3,
        problem: "002 · Error",
        failedAt: new Date("2025-06-24T16:32:30Z"),
        arrivedAt: null,
      },
    ]);
  });

  test("of all kinds, of none, and of a body that cannot be read", async () => {
    const result = [
      { requestBody: `garbage ${reference.secretKey}`, successAt: "2025-06-24T16:32:30Z" },
    ];
    const { session, asked } = await openOffice({
      GetCallbackLogs: () => ({ body: { success: true, result } }),
    });
    expect(await session.callbackLogs?.([], "all")).toEqual([]);
    expect(asked).toEqual([]);
    expect(await session.callbackLogs?.([reference], "all")).toMatchObject([
      { externalId: null, sent: "garbage ***", failures: 0, problem: null, answerStatus: null },
    ]);
    expect(asked[0]?.body).not.toHaveProperty("isError");
  });
});

const ali = { position: 0, name: "Ali Karimov" };

describe("the recipient's browser", () => {
  test("goes to the signing page, and from there back to us", async () => {
    const { session } = await openOffice({}, { signPageUrl: "https://webimzo.uz/app" });
    const back = new URL("https://muhr.example/return/a%2Fb?x=1&y=2");
    const url = session.launch?.(reference, back, ali);
    expect(`${url?.origin}${url?.pathname}`).toBe("https://webimzo.uz/app");
    expect([...(url?.searchParams ?? [])]).toEqual([
      ["requestId", reference.requestId],
      ["secretKey", reference.secretKey],
      ["redirect", back.href],
    ]);
  });

  test("goes nowhere without the key", async () => {
    const { session } = await openOffice();
    const back = new URL("https://muhr.example/return/1");
    expect(() => session.launch?.({ requestId: reference.requestId }, back, ali)).toThrow();
  });
});
