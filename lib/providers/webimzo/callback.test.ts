import { describe, expect, test } from "vitest";
import { webimzo } from ".";
import { example, reference, typedSettings } from "./mapping-testing";

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const proof = basic("webimzo", "secret-3");

const hear = (body: unknown, authorization: string | undefined = proof) =>
  webimzo.receiveCallback?.({
    headers: authorization === "" ? {} : { authorization },
    body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    settings: typedSettings,
  });

describe("a callback", () => {
  test.each([
    ["callback-inform", example("callback-inform")],
    ["callback-object", example("callback-object")],
    ["with requestId", { requestId: reference.requestId, secretKey: reference.secretKey }],
    [
      "with capitals",
      { SignRequestId: reference.requestId.toUpperCase(), SecretKey: reference.secretKey },
    ],
  ])("%s is heard and thanked for", (_, body) => {
    expect(hear(body)).toEqual({
      verdict: "heard",
      why: null,
      externalId: reference.requestId,
      reference,
      rawState: null,
      answer: { status: 200, body: { errorCode: "001", errorMessage: "OK", comment: "" } },
      answerToStranger: {
        status: 200,
        body: { errorCode: "002", errorMessage: "Error", comment: "unknown signRequestId" },
      },
    });
  });

  test("without the key it is heard, and brings no more than a number", () => {
    expect(hear({ signRequestId: reference.requestId })).toMatchObject({
      verdict: "heard",
      reference: { requestId: reference.requestId },
    });
  });

  test.each([
    ["", "malformed"],
    ["<html>", "malformed"],
    ["[]", "malformed"],
    ["null", "malformed"],
    ["{}", "names_no_document"],
    ['{"signRequestId":17}', "names_no_document"],
    ['{"signRequestId":{}}', "names_no_document"],
  ])("%j is refused in the provider's own way: %s", (body, why) => {
    expect(hear(body)).toMatchObject({
      verdict: "refused",
      why,
      externalId: null,
      reference: null,
      answer: { status: 200, body: { errorCode: "002" } },
    });
  });

  test.each([
    "",
    "Basic",
    "Bearer x",
    basic("webimzo", "secret-2"),
    basic("other", "secret-3"),
    basic("webimzo", ""),
    basic("", ""),
    `${proof} x`,
  ])("with %j it is not even read", (authorization) => {
    const found = hear(example("callback-inform"), authorization);
    expect(found).toMatchObject({
      verdict: "refused",
      why: "wrong_credentials",
      externalId: null,
      reference: null,
      answer: { status: 401, body: {} },
    });
    expect(found?.answer.headers?.["www-authenticate"]).toMatch(/^Basic /);
  });

  test("the scheme is read in whatever letters", () => {
    const found = hear(example("callback-inform"), proof.replace("Basic", "basic"));
    expect(found).toMatchObject({ verdict: "heard" });
  });
});
