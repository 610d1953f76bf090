import { describe, expect, test } from "vitest";
import { emzano } from ".";

const id = "2AC617DA-02E4-4C36-AFE1-F65919206D62";

const interpret = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  emzano.interpret({
    kind: "http",
    status,
    headers,
    body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
  });

describe("the answer to a create", () => {
  test("is accepted when it names a document, in whatever letters", () => {
    expect(interpret(200, { id })).toEqual({
      outcome: "accepted",
      reference: { id: id.toLowerCase() },
      externalId: id.toLowerCase(),
    });
  });

  test.each([
    [200, ""],
    [200, {}],
    [200, { id: null }],
    [200, { id: "17" }],
    [200, { id: "undefined" }],
    [200, `{"id":"${id}`],
    [200, { code: 3027, message: "no" }],
    [204, ""],
    [302, "<html>"],
    [400, ""],
    [408, "<html>"],
    [409, "<html>"],
    [500, ""],
    [500, "<html>"],
    [500, { message: "no number" }],
    [500, { code: null, message: "no number" }],
    [500, { code: "", message: "no number" }],
    [500, { code: true, message: "no number" }],
    [500, { code: [], message: "no number" }],
    [500, { code: "E17", message: "no number" }],
    [500, { code: 500, message: "a gateway repeats the status" }],
    [502, { code: 2, message: "another program's number" }],
    [503, { code: 3027, message: "another program's number" }],
    [500, { code: 3009, message: "try again" }],
    [400, { code: 3009, message: "try again" }],
  ])("%i %j leaves it open whether there is a document", (status, body) => {
    expect(interpret(status, body).outcome).toBe("unknown");
  });

  test.each([
    [500, { code: 3027, message: "مقدار فیلد معتبر نیست." }, "invalid_request"],
    [500, { code: "3027", message: "a number as text" }, "invalid_request"],
    [500, { code: 9999, message: "a number of a later version" }, "invalid_request"],
    [500, { code: 3019, message: "PDF" }, "document_refused"],
    [500, { code: 3004, message: "twice" }, "unknown_recipient"],
    [422, { code: 3025, message: "empty" }, "invalid_request"],
    [400, { message: "'National Code' must not be empty." }, "invalid_request"],
    [404, "<html>", "invalid_request"],
    [413, "<html>", "document_refused"],
  ])("%i %j is a definite no: %s", (status, body, code) => {
    const found = interpret(status, body);
    expect(found).toMatchObject({ outcome: "rejected", error: { code } });
    if (found.outcome === "rejected" && typeof body === "object")
      expect(found.error.words.message).toBe(body.message);
  });

  test("what ASP.NET itself refuses is quoted too", () => {
    const errors = { "workflows[0].role": ["The role is required."], title: ["Too long."] };
    expect(
      interpret(400, { title: "One or more validation errors occurred.", status: 400, errors }),
    ).toMatchObject({
      outcome: "rejected",
      error: { words: { message: "The role is required. Too long." } },
    });
    expect(interpret(415, { title: "Unsupported Media Type", status: 415 })).toMatchObject({
      error: { words: { message: "Unsupported Media Type" } },
    });
  });

  test.each([
    [401, "", {}, "rejected_credentials", undefined],
    [403, "<html>", {}, "rejected_credentials", undefined],
    [500, { code: 2, message: "۳۰ دقیقه" }, {}, "unavailable", 1_800],
    [429, "", {}, "rate_limited", undefined],
    [429, "", { "retry-after": "120" }, "rate_limited", 120],
    [
      429,
      "",
      {
        "retry-after": "Thu, 26 Nov 2026 08:02:00 GMT",
        date: "Thu, 26 Nov 2026 08:00:30 GMT",
      },
      "rate_limited",
      90,
    ],
    [429, "", { "retry-after": "1e400" }, "rate_limited", undefined],
    [429, "", { "retry-after": "999999999999" }, "rate_limited", 86_400],
    [429, "", { "retry-after": "soon" }, "rate_limited", undefined],
  ])("%i %j %j has sent nothing: %s", (status, body, headers, code, retryAfter) => {
    const found = interpret(status, body, headers);
    expect(found).toMatchObject({ outcome: "not_sent", error: { code } });
    if (found.outcome === "not_sent") expect(found.retryAfter).toBe(retryAfter);
  });
});
