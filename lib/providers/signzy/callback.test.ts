import { describe, expect, test } from "vitest";
import { signzy } from ".";
import { contractId, settingsWith } from "./mapping-testing";

const secret = "bf2c1f90a7d34e1c";
const hear = (body: unknown, authorization: string | undefined = secret, known?: string | null) =>
  signzy.receiveCallback?.({
    headers: authorization === "" ? {} : { authorization },
    body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    settings: settingsWith(),
    ...(known !== null && { secret: known ?? secret }),
  });

describe("a callback", () => {
  test.each([
    ["of a contract", { contractId, customerId: "x", finalSignedContract: "https://…" }],
    ["of a signer who signed", { contractId, signerId: "s", status: "200", signerMatchData: {} }],
    ["of a signer who failed", { contractId, status: "500", aadhaarErrorMessage: "no" }],
    ["one level down", { data: { contractId } }],
    ["one level down, under any name", { event: "x", payload: { contractId, status: 500 } }],
    ["with spaces", { contractId: ` ${contractId} ` }],
  ])("%s is heard and answered", (_, body) => {
    expect(hear(body)).toMatchObject({
      verdict: "heard",
      externalId: contractId,
      reference: { contractId },
      answer: { status: 200, body: { accepted: true } },
      answerToStranger: { status: 200, body: { accepted: false } },
    });
  });

  test.each([
    ["no secret", ""],
    ["another one", "bf2c1f90a7d34e1d"],
    ["a part of it", "bf2c1f90a7d34e1"],
    ["more than it", `${secret}0`],
    ["it with a scheme", `Bearer ${secret}`],
    ["it in capitals", secret.toUpperCase()],
  ])("that brings %s is refused, whatever it says", (_, authorization) => {
    expect(hear({ contractId }, authorization)).toEqual({
      verdict: "refused",
      why: "wrong_credentials",
      externalId: null,
      reference: null,
      rawState: null,
      answer: { status: 401, body: {} },
    });
  });

  test("is refused where we have given no secret, also when it brings none", () => {
    expect(hear({ contractId }, secret, null)?.answer.status).toBe(401);
    expect(hear({ contractId }, "", null)?.answer.status).toBe(401);
    expect(hear({ contractId }, "", "")?.answer.status).toBe(401);
  });

  test.each([
    "",
    "{",
    "[]",
    "null",
    '"x"',
    "<html>",
    "{}",
    '{"contractId":"17"}',
    '{"contractId":{}}',
  ])("that says %j is answered, and refused", (body) => {
    expect(hear(body)).toMatchObject({
      verdict: "refused",
      answer: { status: 200, body: { accepted: false } },
    });
  });
});
