import { describe, expect, test } from "vitest";
import { webimzo } from ".";
import { example, exampleBody, reference } from "./mapping-testing";

const interpret = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  webimzo.interpret({
    kind: "http",
    status,
    headers,
    body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
  });
const failed = (code: unknown, message = "no") => ({ success: false, error: { code, message } });

describe("the answer to a create", () => {
  test("is accepted when it names a request and its key, and says who tells the people", () => {
    expect(interpret(200, exampleBody("created").toString())).toEqual({
      outcome: "accepted",
      reference,
      externalId: reference.requestId,
      hasToldPeople: true,
    });
  });

  test("whatever content type it has, in whatever letters, with more than is documented", () => {
    const { result } = example("created");
    const requestId = reference.requestId.toUpperCase();
    const body = { success: true, more: 1, result: { ...result, requestId, smsInformed: null } };
    expect(
      interpret(200, `\ufeff${JSON.stringify(body)}`, { "content-type": "text/plain" }),
    ).toEqual({ outcome: "accepted", reference, externalId: reference.requestId });
  });

  test.each([
    [200, ""],
    [200, {}],
    [200, { success: true }],
    [200, { success: true, result: { requestId: reference.requestId } }],
    [200, { success: true, result: { requestId: "17", secretKey: "x" } }],
    [200, { success: "true", result: reference }],
    [200, { success: false }],
    [200, { success: false, error: null }],
    [204, ""],
    [302, "<html>"],
    [400, ""],
    [408, "<html>"],
    [409, failed("108")],
    [500, failed("5")],
    [502, "<html>"],
    [503, failed("108")],
  ])("%i %j leaves it open whether there is a request", (status, body) => {
    expect(interpret(status, body).outcome).toBe("unknown");
  });

  test.each([
    ["as the page shows it", 400, example("failed-108")],
    ["as a number", 400, failed(108)],
    ["in the envelope of a success", 200, failed("108")],
  ])("108 %s: a request stands under our number, and a person has to look", (_, status, body) => {
    expect(interpret(status, body)).toMatchObject({
      outcome: "unknown",
      error: { code: "other_document", words: { code: "108" } },
    });
  });

  test.each([
    [400, failed("INVALID_PHONE", "telefon"), "invalid_request"],
    [400, failed("42"), "invalid_request"],
    [200, failed("42"), "invalid_request"],
    [
      400,
      { title: "One or more validation errors occurred.", errors: { tableId: ["needed"] } },
      "invalid_request",
    ],
    [404, "<html>", "invalid_request"],
    [413, "<html>", "document_refused"],
    [415, "<html>", "invalid_request"],
  ])("%i %j is a definite no: %s", (status, body, code) => {
    expect(interpret(status, body)).toMatchObject({ outcome: "rejected", error: { code } });
  });

  test("its code, its sentence and its details travel along", () => {
    const error = {
      code: "INVALID_PHONE",
      message: "Telefon noto‘g‘ri.",
      details: "userPhoneNumber",
    };
    expect(interpret(400, { success: false, error })).toMatchObject({
      error: { words: { code: "INVALID_PHONE", message: "Telefon noto‘g‘ri. userPhoneNumber" } },
    });
    const errors = { tableId: ["The tableId is needed."] };
    expect(interpret(400, { title: "Validation", errors })).toMatchObject({
      error: { words: { message: "The tableId is needed." } },
    });
  });

  test.each([
    [401, "", "rejected_credentials"],
    [403, "<html>", "rejected_credentials"],
    [400, failed("INVALID_API_KEY"), "rejected_credentials"],
    [400, failed("7", "Api key topilmadi"), "rejected_credentials"],
    [429, "", "rate_limited"],
  ])("%i %j was not taken in: %s", (status, body, code) => {
    expect(interpret(status, body)).toMatchObject({ outcome: "not_sent", error: { code } });
  });

  test("a pause that is asked for is kept", () => {
    expect(interpret(429, "", { "retry-after": "90" })).toMatchObject({ retryAfter: 90 });
  });
});
