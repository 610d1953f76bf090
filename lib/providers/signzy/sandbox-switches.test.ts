import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { countValid } from "@/lib/pdf/testing";
import { toSha256 } from "@/lib/provider-kit/sandbox-ledger";
import type { SignzySandboxOptions } from "./sandbox";
import {
  aarav,
  connect,
  control,
  download,
  initiateBody,
  openSandbox,
  received,
  strict,
  until,
  visit,
} from "./sandbox-testing";

/** One contract with one signer, who has signed. */
async function signed(options: SignzySandboxOptions = {}, changes: object = {}) {
  const sandbox = await openSandbox(options);
  const { create, read } = connect(sandbox);
  const made = await create({ signerdetail: [aarav], ...changes });
  await visit(made).sign();
  return { sandbox, made, facts: await read(made), again: () => read(made) };
}

describe("errors", () => {
  test.each([
    ["as_printed", 400, false],
    ["flat", 500, false],
    ["under_error", 400, true],
  ] as const)("stand flat or under a key: %s", async (errorEnvelope, status, isUnder) => {
    const sandbox = await openSandbox({ errorEnvelope, isDown: status === 500 });
    const answer = await connect(sandbox).call("initiate", initiateBody({ callbackUrl: "" }));
    expect(answer.status).toBe(status);
    expect("error" in (await answer.json())).toBe(isUnder);
  });

  test("the whole of a 400", async () => {
    const answer = await connect(await openSandbox({ statusCode: "text" })).call(
      "initiate",
      initiateBody({ successRedirectUrl: "" }),
    );
    expect(await answer.json()).toEqual({
      name: "error",
      message: "successRedirectUrl is not allowed to be empty",
      reason: "VALIDATION_ERROR",
      type: "Bad Request",
      statusCode: "400",
    });
  });

  test("an account without the product may do nothing", async () => {
    const { refused } = connect(await openSandbox({ isProductEnabled: false }));
    const said = [403, "You cannot consume this service"];
    expect(await refused("initiate", initiateBody())).toEqual(said);
    expect(await refused("pullData", {})).toEqual(said);
  });

  test("an account may be without deletion", async () => {
    const sandbox = await openSandbox({ deletion: "forbidden" });
    const { create, refused, read } = connect(sandbox);
    const made = await create();
    const { contractId } = made;
    expect((await refused("delete", { contractId }))[0]).toBe(403);
    await control(sandbox, "/switch", { deletion: "not_found" });
    for (const name of ["delete", "deleteSigner"])
      expect((await refused(name, { contractId }))[0]).toBe(404);
    expect((await read(made)).isCompleted).toBe(false);
  });
});

test("what live answers have besides is given when wanted", async () => {
  const { call } = connect(await openSandbox({ liveExtras: "given" }));
  const headers = { "x-uniqueReferenceId": "MUHR-7K2Q" };
  expect(await (await call("initiate", initiateBody(), headers)).json()).toMatchObject({
    contractStatus: "INITIATED",
    contractExpiresOn: expect.stringMatching(/Z$/),
    customerMailList: [],
    "x-uniqueReferenceId": "MUHR-7K2Q",
    signerdetail: [{ status: "PENDING" }, { status: "PENDING" }],
  });
});

test.each([
  ["ignored", 1, 200],
  ["seconds", 60, 200],
  ["honoured", 60_000, 200],
  ["honoured", 1, 404],
] as const)("a time to live that is %s", async (contractTtl, value, status) => {
  const { create, call } = connect(await openSandbox({ contractTtl }));
  const { contractId } = await create({ contractTtl: value });
  await pause(5);
  expect((await call("pullData", { contractId })).status).toBe(status);
});

test("a deleted contract may still be shown", async () => {
  const { create, call, read } = connect(await openSandbox({ deletedContract: "shown" }));
  const made = await create();
  await call("delete", { contractId: made.contractId });
  expect(await read(made)).toMatchObject({
    contractStatus: "CANCELLED",
    contractCancelTimestamp: expect.stringMatching(/\d/),
  });
  expect(await (await visit(made).get()).text()).toContain("withdrawn");
});

describe("callbacks", () => {
  test("come after the browser was sent on, or never", async () => {
    const { sandbox } = await signed({ callback: "after_redirect" });
    expect(received).toEqual([]);
    await until(() => received.length === 2);
    await control(sandbox, "/switch", { callback: "never" });
    await visit(await connect(sandbox).create()).sign();
    await pause(100);
    expect(received).toHaveLength(2);
  });

  test("of the last signature come in either order", async () => {
    await signed({ callbackOrder: "contract_first" });
    expect(received.map(({ path }) => path)).toEqual(["/callbacks/contract", "/callbacks/signer"]);
  });

  test.each([
    ["flat", (body: { contractId?: string }) => body.contractId],
    ["only_id", (body: { contractId?: string }) => body.contractId],
    ["nested", (body: { data?: { contractId?: string } }) => body.data?.contractId],
  ] as const)("have the shape %s", async (callbackShape, find) => {
    const { made } = await signed({ callbackShape });
    const bodies = received.map(({ body }) => JSON.parse(body));
    expect(bodies.map(find)).toEqual([made.contractId, made.contractId]);
    if (callbackShape === "only_id") expect(Object.keys(bodies[0])).toEqual(["contractId"]);
  });

  test("carry the header that was given, none, a wrong one, or that of another contract", async () => {
    const { sandbox } = await signed({}, { callbackUrlAuthorizationHeader: "the-first" });
    const changes = { signerCallbackUrl: undefined, signerdetail: [aarav] };
    const seen = async (callbackAuthorization: string) => {
      received.length = 0;
      await control(sandbox, "/switch", { callbackAuthorization });
      await visit(await connect(sandbox).create(changes)).sign();
      return received.map(({ authorization }) => authorization);
    };
    expect(await seen("stale")).toEqual(["the-first"]);
    expect(await seen("given")).toEqual(["header-of-the-contract"]);
    expect(await seen("none")).toEqual([undefined]);
    expect(await seen("wrong")).toEqual([expect.stringMatching(/^wrong-/)]);
  });

  test("without a header given, none is sent; without an address, signers have none", async () => {
    await signed({}, { callbackUrlAuthorizationHeader: undefined, signerCallbackUrl: undefined });
    expect(received).toMatchObject([{ path: "/callbacks/contract", authorization: undefined }]);
  });
});

describe("links to files", () => {
  test("hold for a while, and for what they were made", async () => {
    const { sandbox, facts, again } = await signed();
    const link: string = facts.finalSignedContract;
    expect((await fetch(link.replace("/final.", "/initial."))).status).toBe(404);
    expect((await fetch(link.replace(/.(?=\.pdf)/, "x"))).status).toBe(404);
    await control(sandbox, "/switch", { linkLifetimeSeconds: 0 });
    expect((await fetch((await again()).finalSignedContract)).status).toBe(403);
    await control(sandbox, "/switch", { fileTtlSeconds: 0 });
    expect((await fetch(link)).status).toBe(404);
    expect((await fetch(facts.initialContract)).status).toBe(404);
  });

  test.each([
    ["expired", 403, "application/xml"],
    ["html", 200, "text/html"],
  ] as const)("can be %s", async (fileLink, status, type) => {
    const { facts } = await signed({ fileLink });
    const answer = await fetch(facts.finalSignedContract);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type]);
  });

  test("can lead on, also to where nobody should go", async () => {
    const { sandbox, facts } = await signed({ fileLink: "redirect" });
    const sha256 = facts.finalSignedContractHash;
    expect(toSha256(await download(facts.finalSignedContract))).toBe(sha256);
    await control(sandbox, "/switch", { fileLink: "redirect_private" });
    const answer = await fetch(facts.finalSignedContract, { redirect: "manual" });
    expect(answer.headers.get("location")).toBe("http://10.0.0.1/final.pdf");
  });

  test("can be slow, break off, or never seem to end", async () => {
    const { sandbox, facts } = await signed({ fileLink: "slow", slowMilliseconds: 20 });
    const link = facts.finalSignedContract;
    const start = performance.now();
    const whole = await download(link);
    expect(performance.now() - start).toBeGreaterThan(90);
    expect(toSha256(whole)).toBe(facts.finalSignedContractHash);
    await control(sandbox, "/switch", { fileLink: "cut" });
    await expect(download(link)).rejects.toThrow();
    await control(sandbox, "/switch", { fileLink: "huge", hugeBytes: 3_000_000 });
    const huge = await download(link);
    expect(huge.length).toBeGreaterThan(3_000_000);
    expect(huge.subarray(0, whole.length).equals(whole)).toBe(true);
  });

  test("come with a right hash, a wrong one, or none; or there is no file at all", async () => {
    const { sandbox, facts, again } = await signed({ hashes: "wrong" });
    const right = toSha256(await download(facts.finalSignedContract));
    expect(facts.finalSignedContractHash).toMatch(/^[0-9a-f]{64}$/);
    expect(facts.finalSignedContractHash).not.toBe(right);
    await control(sandbox, "/switch", { hashes: "missing" });
    expect((await again()).finalSignedContractHash).toBe("");
    await control(sandbox, "/switch", { finalFile: "missing" });
    expect(await again()).toMatchObject({ isCompleted: true, finalSignedContract: "" });
  });
});

test("times are ISO 8601 when wanted, and completed has another word", async () => {
  const { facts } = await signed({ times: "iso", completedWord: "SUCCESS" });
  expect(facts.contractStatus).toBe("SUCCESS");
  for (const name of ["contractCreationTime", "contractCompletionTime"])
    expect(new Date(facts[name]).toISOString()).toBe(facts[name]);
});

test("India's time is five and a half hours ahead", async () => {
  const { facts } = await signed();
  const [day, month, year, time] = facts.contractCompletionTime.split(/[/,] ?/);
  const at = Date.parse(`${year}-${month}-${day}T${time}+05:30`);
  expect(Math.abs(at - Date.now())).toBeLessThan(5_000);
});

test("how alike the names are may be an object", async () => {
  const { facts } = await signed({ nameMatch: "object" }, strict);
  expect(facts.signerdetail[0].matchScoreResult).toMatchObject({ matchScore: "1.00" });
  expect(facts.signerdetail[0]).not.toHaveProperty("nameMatchResult");
});

test("a signature may be of the older kind", async () => {
  const { facts } = await signed({ signatureForm: "pkcs7" });
  const { valid, said } = countValid(await download(facts.finalSignedContract));
  expect([valid, said.includes("adbe.pkcs7")]).toEqual([1, true]);
});

test("a switch that there is not, and a position that it does not have, are refused", async () => {
  const sandbox = await openSandbox();
  for (const changes of [{ colour: "red" }, { callback: "sometimes" }, { fileTtlSeconds: "1" }])
    expect((await control(sandbox, "/switch", changes)).status).toBe(400);
});
