import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import type { Values } from "@/lib/provider-kit/contract";
import { closeServers, httpServer, testTransport } from "@/lib/provider-kit/server-testing";
import { testTools } from "@/lib/provider-kit/testing";
import { signzy } from ".";
import { contractId, example, reference, request, settingsWith } from "./mapping-testing";

type Reply = { readonly status?: number; readonly body?: unknown };
type Asked = { readonly path: string; readonly body: Values; readonly headers: Values };
const pdf = "%PDF-1.7\n%%EOF";

/** A provider whose every answer the test decides. */
async function openOffice(reply: (origin: string) => Reply, settings: Values = {}) {
  const asked: Asked[] = [];
  const { url } = await httpServer(async (incoming, response) => {
    const { pathname, origin } = new URL(incoming.url ?? "", url);
    const written = await text(incoming);
    if (pathname === "/final.pdf") return void response.end(pdf);
    asked.push({ path: pathname, body: JSON.parse(written) as Values, headers: incoming.headers });
    const { status = 200, body = "" } = reply(origin);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const known = settingsWith({ baseUrl: new URL(url).origin, ...settings });
  const session = signzy.open(known, testTools([], { transport: testTransport() }));
  return { asked, session };
}
const glance = { recipients: request.recipients, wantsFile: false };
const wish = { recipients: request.recipients, wantsFile: true };
const contract = example("contract");
const missing = { name: "error", message: "Contract Not Found", statusCode: 404 };
const finished = (finalSignedContract: string) => ({
  ...contract,
  isCompleted: true,
  signedSignerCount: 2,
  finalSignedContract,
  signerdetail: (contract.signerdetail as readonly Values[]).map((one) => ({
    ...one,
    status: "SIGNED",
  })),
});

afterEach(closeServers);

describe("a contract is read back", () => {
  test("by its number alone, with the token as it is", async () => {
    const { asked, session } = await openOffice(() => ({ body: contract }));
    await expect(session.read(reference, glance)).resolves.toMatchObject({ status: "in_progress" });
    expect(asked).toMatchObject([
      {
        path: "/api/v3/contract/pullData",
        body: { contractId },
        headers: { authorization: "secret-token", "content-type": "application/json" },
      },
    ]);
    expect(Object.keys(asked[0]?.body ?? {})).toEqual(["contractId"]);
    expect(await session.authorize()).toEqual({ authorization: "secret-token" });
  });

  test.each([
    [200, "", "unexpected"],
    [200, "<html>", "unexpected"],
    [200, {}, "unexpected"],
    [200, { ...contract, contractId: "00000000-0000-4000-8000-000000000000" }, "unexpected"],
    [
      400,
      { ...missing, message: "contractId length must be 36 characters long" },
      "unknown_document",
    ],
    [404, missing, "unknown_document"],
    [404, { error: missing }, "unknown_document"],
    [404, "<html>", "invalid_request"],
    [404, { message: "no Route matched with those values" }, "invalid_request"],
    [401, { message: "Invalid authentication credentials" }, "rejected_credentials"],
    [403, { message: "You cannot consume this service" }, "rejected_credentials"],
    [429, { message: "API rate limit exceeded" }, "rate_limited"],
    [500, { error: { message: "Internal Server Error" } }, "unavailable"],
    [503, "<html>", "unavailable"],
  ])("and %i %j means %s", async (status, body, code) => {
    const { session } = await openOffice(() => ({ status, body }));
    await expect(session.read(reference, glance)).rejects.toMatchObject({ code });
  });

  test.each(["17", "", "../../admin", `${contractId}0`])(
    "only under a number of 36 letters, which %j is not",
    async (externalId) => {
      const { asked, session } = await openOffice(() => ({ body: contract }));
      const reading = session.read(signzy.toReference(externalId), glance);
      await expect(reading).rejects.toMatchObject({ code: "unknown_document" });
      expect(asked).toEqual([]);
    },
  );
});

describe("the signed file", () => {
  test("is fetched from its link, and only when it is wanted", async () => {
    const { session } = await openOffice((origin) => ({ body: finished(`${origin}/final.pdf`) }));
    const seen = await session.read(reference, glance);
    expect(seen).toMatchObject({ status: "completing", signedFile: null });
    const { signedFile } = await session.read(reference, wish);
    expect(Buffer.from(signedFile ?? []).toString()).toBe(pdf);
  });

  test("is missing while there is no link, and a link that is none is said", async () => {
    const late = await openOffice(() => ({ body: finished("") }));
    const snapshot = await late.session.read(reference, wish);
    expect(snapshot).toMatchObject({ status: "completing", signedFile: null });
    const odd = await openOffice(() => ({ body: finished("final.pdf") }));
    await expect(odd.session.read(reference, wish)).rejects.toMatchObject({ code: "unexpected" });
  });
});

describe("a connection is tested with a question that changes nothing", () => {
  test.each([
    ["a contract that nobody has", { status: 404, body: missing }, true],
    [
      "a token that is refused",
      { status: 401, body: { message: "Invalid" } },
      "rejected_credentials",
    ],
    [
      "a product that is not enabled",
      { status: 403, body: { message: "You" } },
      "rejected_credentials",
    ],
    ["an address without the service", { status: 404, body: "<html>" }, "invalid_request"],
    [
      "another service's gateway",
      { status: 404, body: { message: "no Route matched" } },
      "invalid_request",
    ],
    ["another website", { body: "<html>" }, "unexpected"],
    ["503", { status: 503 }, "unavailable"],
  ])("%s", async (_, reply, expected) => {
    const { asked, session } = await openOffice(() => reply);
    expect(await session.check()).toMatchObject(
      expected === true ? { isReachable: true } : { isReachable: false, error: { code: expected } },
    );
    expect(asked.map(({ path }) => path)).toEqual(["/api/v3/contract/pullData"]);
  });
});

describe("what is withdrawn", () => {
  test("is deleted where the account may", async () => {
    const { asked, session } = await openOffice(() => ({ body: { isSuccess: true } }), {
      hasDelete: true,
    });
    await session.cancel?.(reference);
    expect(asked).toMatchObject([{ path: "/api/v3/contract/delete", body: { contractId } }]);
  });

  test("is told to nobody where it may not", async () => {
    const { asked, session } = await openOffice(() => ({}));
    await session.cancel?.(reference);
    expect(asked).toEqual([]);
  });

  test("and is not deleted says so", async () => {
    for (const [reply, code] of [
      [{ body: { isSuccess: false } }, "unexpected"],
      [{ status: 404, body: missing }, "unknown_document"],
    ] as const) {
      const { session } = await openOffice(() => reply, { hasDelete: true });
      await expect(session.cancel?.(reference)).rejects.toMatchObject({ code });
    }
  });
});
