import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type { Values } from "@/lib/provider-kit/contract";
import { signzy } from ".";
import { blamedInputs, findBlamed } from "./mapping-blame";
import { contractId, example, reference, request, settingsWith } from "./mapping-testing";

const call = signzy.prepare(request, settingsWith());
const interpret = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  signzy.interpret(
    {
      kind: "http",
      status,
      headers,
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    },
    call,
  );
const refused = (message: string) => ({
  name: "error",
  message,
  reason: "VALIDATION_ERROR",
  type: "Bad Request",
  statusCode: 400,
});
const created = example("created");
const signers = created.signerdetail as readonly Values[];
const withSigners = (signerdetail: unknown) => ({ ...created, signerdetail });

describe("the answer to a create", () => {
  test("is accepted when it names a contract and everybody who was sent; nobody was told", () => {
    expect(interpret(200, created)).toEqual({
      outcome: "accepted",
      reference,
      externalId: contractId,
    });
  });

  test("people are put into the order in which they were sent", () => {
    expect(interpret(200, withSigners(signers.toReversed()))).toMatchObject({ reference });
  });

  test.each([
    ["another number of letters", { ...created, contractId: "17" }],
    ["no contract", { ...created, contractId: undefined }],
    ["fewer people", withSigners(signers.slice(1))],
    ["more people", withSigners([...signers, signers[0]])],
    ["somebody else", withSigners([signers[0], { ...signers[1], signerName: "Ravi" }])],
    ["nowhere to sign", withSigners([signers[0], { ...signers[1], esignUrl: undefined }])],
    ["nobody", withSigners([])],
    ["nothing", ""],
    ["a page", "<html>"],
  ])("with %s it is unknown what was made", (_, body) => {
    expect(interpret(200, body).outcome).toBe("unknown");
  });

  test.each([
    [202, created],
    [302, ""],
    [400, ""],
    [408, refused("x")],
    [409, refused("Upstream Error")],
    [500, { error: { name: "error", message: "Internal Server Error", statusCode: 500 } }],
    [502, "<html>"],
    [504, { message: "The upstream server is timing out" }],
  ])("%i %j leaves it open whether there is a contract", (status, body) => {
    expect(interpret(status, body).outcome).toBe("unknown");
  });

  test.each([
    [401, { message: "Invalid authentication credentials" }, "rejected_credentials"],
    [403, { message: "You cannot consume this service" }, "rejected_credentials"],
    [429, { message: "API rate limit exceeded" }, "rate_limited"],
  ])("%i %j was not taken in: %s", (status, body, code) => {
    expect(interpret(status, body)).toMatchObject({
      outcome: "not_sent",
      error: { code, words: { message: body.message } },
    });
  });

  test("a pause that is asked for is kept", () => {
    expect(interpret(429, "", { "retry-after": "90" })).toMatchObject({ retryAfter: 90 });
  });

  test("its words are read bare and one level down, with a code of either type", () => {
    const bare = refused("articleCode is not allowed to be empty");
    for (const body of [bare, { error: bare }, { ...bare, statusCode: "400" }])
      expect(interpret(400, body)).toMatchObject({
        outcome: "rejected",
        error: {
          code: "invalid_request",
          words: { code: "articleCode", message: "articleCode is not allowed to be empty" },
        },
      });
    expect(interpret(413, "<html>")).toMatchObject({ error: { code: "document_refused" } });
    expect(interpret(400, "<html>")).toMatchObject({ outcome: "rejected" });
  });

  test.each([
    '"signerdetail[0].uidLastFourDigits" with value "23412" fails to match the required pattern',
    "uidLastFourDigits 2341 2341 2346 is not valid",
    'signerYearOfBirth "1987" must be one of []',
  ])("no digit of a person is kept of %s", (message) => {
    const found = JSON.stringify(interpret(400, refused(message)));
    expect(found).not.toMatch(/2341|2346|1987/);
    expect(found).toContain(findBlamed(message));
  });
});

describe("a refusal is blamed on the input that is wrong", () => {
  test.each([
    ["Invalid URL extension", "pdf"],
    ["successRedirectUrl is not allowed to be empty", "successRedirectUrl"],
    ["failureRedirectUrl is not allowed to be empty", "failureRedirectUrl"],
    ["callbackUrl is not allowed to be empty", "callbackUrl"],
    ["eSignProvider must be one of [nsdl, eMudhra]", "eSignProvider"],
    ["esignprovider must be one of [nsdl, emudhra]", "eSignProvider"],
    ['"signerdetail[1].signerName" is required', "signerName"],
    ["signerdetail[0].signatures[0].pageNo is required", "pageNo"],
    ["No. of xCoordinate and yCoordinate must be equal", "xCoordinate"],
    ["estamp.pageNo must be an array", "estampPageNo"],
    ['"estamp.type" must be one of [eChallan, eStamp]', "estampType"],
    ["signerCallbackAuthorizationHeader is not allowed", "signerCallbackAuthorizationHeader"],
    ["emudhraCustomization.logoURL must be a valid uri", "logoURL"],
    ["Internal difficulties", undefined],
  ])("%s", (message, key) => {
    expect(findBlamed(message)).toBe(key);
  });

  test.each(locales)(
    "every one of which has words in %s that name it as its own label does",
    (locale) => {
      const { identity, providers } = messagesFor(locale);
      const { errors, options, settings } = providers.signzy;
      expect(Object.keys(errors).sort()).toEqual(Object.keys(blamedInputs).sort());
      const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
        option: options,
        setting: settings,
        identity: Object.fromEntries(
          Object.entries(identity).map(([name, { label }]) => [name, label]),
        ),
      };
      for (const [key, blamed] of Object.entries(blamedInputs)) {
        const words = Object.entries(errors).find(([name]) => name === key)?.[1];
        if ("name" in blamed) {
          const label = labels[blamed.at]?.[blamed.name];
          expect(label, key).toBeDefined();
          expect(words, key).toContain(label);
        }
      }
    },
  );
});
