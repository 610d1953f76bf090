import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { drawPage, expectSound, withQpdf } from "@/lib/pdf/testing";
import type { EmzanoSandboxOptions } from "./sandbox";
import {
  box,
  control,
  duringCallbacks,
  fileBody,
  openSandbox,
  pdf,
  received,
  sara,
  signIn,
} from "./sandbox-testing";

describe("what the document leaves open is a switch", () => {
  const asks = ["returnStructure=1&onlyDetail=false", "returnStructure=1&onlyDetail=true"];
  test.each([
    ["false-gives-file", [true, false]],
    ["true-gives-file", [false, true]],
    ["always", [true, true]],
  ] as const)("onlyDetail: %s", async (onlyDetail, expected) => {
    const { create, readJson } = await signIn(await openSandbox({ onlyDetail }));
    const id = await create();
    const files = await Promise.all(asks.map((query) => readJson(id, query)));
    expect(files.map(({ base64 }) => base64 !== null)).toEqual(expected);
  });

  test("times and files that are not there", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const id = await create();
    sandbox.switch({ absentFile: "missing", unsetTimes: "missing" });
    const missing = await readJson(id, asks[1]);
    expect(
      [missing, missing.workflows[0]].map((each) =>
        ["base64", "expiredAt", "seen"].filter((name) => name in each),
      ),
    ).toEqual([[], []]);
    sandbox.switch({ absentFile: "empty", unsetTimes: "year_one", times: "without_zone" });
    const empty = await readJson(id, asks[1]);
    expect(empty).toMatchObject({ base64: "", expiredAt: "0001-01-01T00:00:00" });
    expect(empty.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/);
  });

  test("states as words, as the callback has them", async () => {
    const { create, readJson } = await signIn(await openSandbox({ states: "word" }));
    const read = await readJson(await create());
    expect(read).toMatchObject({
      state: "InProgress",
      workflows: [{ state: "Unseen" }, { state: "Unsent" }],
    });
  });

  test("mobiles with the country's code", async () => {
    const sandbox = await openSandbox({ phoneForm: "international" });
    const { create, execute } = await signIn(sandbox);
    await create({ workflows: [{ ...sara, contact: "+989121234567" }] });
    const local = await execute("file", fileBody({ workflows: [sara] }));
    expect((await local.json()).code).toBe(3027);
  });

  test("coded errors with another status, also for a document that nobody has", async () => {
    const sandbox = await openSandbox({ codedStatus: 400, unknownDocument: "coded" });
    const { read } = await signIn(sandbox);
    const answer = await read("2ac617da-02e4-4c36-afe1-f65919206d62");
    expect([answer.status, (await answer.json()).code]).toEqual([400, 1]);
  });

  const end = async (options: EmzanoSandboxOptions, act: "sign" | "reject" = "sign") => {
    const sandbox = await openSandbox(options);
    const { create, readJson } = await signIn(sandbox);
    const id = await create({ workflows: [sara] });
    duringCallbacks(async () => {
      files.push((await readJson(id)).base64);
    });
    const files: unknown[] = [];
    await sandbox.act({ documentId: id, recipient: 0, act });
    return { files, states: received.map(({ body }) => JSON.parse(body).state), id, readJson };
  };
  test.each([
    ["never", { callbackCount: 0 }, "sign", []],
    ["twice", { callbackCount: 2 }, "sign", ["Signed", "Signed"]],
    ["with a number", { callbackState: "number" }, "sign", [3]],
    ["only when signed", { isCallbackOnlyWhenSigned: true }, "sign", ["Signed"]],
    ["only when signed, so not now", { isCallbackOnlyWhenSigned: true }, "reject", []],
  ] as const)("it calls back %s", async (_, options, act, states) => {
    expect((await end(options, act)).states).toEqual(states);
  });

  test("it calls back before the file is ready", async () => {
    const { files, id, readJson } = await end({ isCallbackBeforeFile: true });
    expect(files).toEqual([null]);
    await pause(400);
    expect((await readJson(id)).base64).toEqual(expect.any(String));
  });

  test("a switch that there is not changes nothing", async () => {
    const sandbox = await openSandbox();
    const answer = await control(sandbox, "/switch", { callbackCount: 2, onlyDetail: "maybe" });
    expect(answer.status).toBe(400);
    const { create } = await signIn(sandbox);
    await sandbox.act({
      documentId: await create({ workflows: [sara] }),
      recipient: 0,
      act: "sign",
    });
    expect(received).toHaveLength(1);
  });
});

describe("the signed file", () => {
  /** Whether a page shows anything at a point, in points from the lower left. */
  const isDrawn = (file: Buffer, page: number, x: number, y: number) => {
    const { width, height, gray } = drawPage(file, page, 72);
    return gray[(height - 1 - y) * width + x] !== 255;
  };
  const sign = async (options: EmzanoSandboxOptions, changes: object, file = pdf) => {
    const sandbox = await openSandbox(options);
    const { create, readJson } = await signIn(sandbox);
    const id = await create({
      workflows: [sara],
      base64File: file.toString("base64"),
      ...changes,
    });
    await sandbox.act({ documentId: id, recipient: 0, act: "sign" });
    return Buffer.from((await readJson(id)).base64, "base64");
  };

  test.each([
    ["a table", pdf],
    ["a stream", Buffer.from(withQpdf(pdf, "--object-streams=generate"))],
  ])("is the sent file and a sound revision more, for a file with %s", async (_, file) => {
    const signed = await sign({}, {}, file);
    expect(signed.subarray(0, file.length).equals(file)).toBe(true);
    expectSound(signed);
    expect([1, 2, 3].map((page) => isDrawn(signed, page, 240, 100))).toEqual([false, true, false]);
    expect(isDrawn(signed, 2, 240, 160)).toBe(false);
  });

  test("repeats a box to the last page", async () => {
    const workflows = [{ ...sara, signatureField: { ...box(72), repeatSignature: true } }];
    const signed = await sign({}, { workflows });
    expect([1, 2, 3].map((page) => isDrawn(signed, page, 240, 100))).toEqual([false, true, true]);
  });

  test("is told to the ledger by its SHA-256, so that a copy can be compared", async () => {
    const sandbox = await openSandbox();
    const { create, readJson } = await signIn(sandbox);
    const documentId = await create({ workflows: [sara] });
    expect(sandbox.ledger().documents).toMatchObject([{ state: "running", finalSha256: null }]);
    await sandbox.act({ documentId, recipient: 0, act: "sign" });
    const signed = Buffer.from((await readJson(documentId)).base64, "base64");
    const finalSha256 = createHash("sha256").update(signed).digest("hex");
    expect(sandbox.ledger().documents).toMatchObject([{ state: "signed", finalSha256 }]);
  });

  test("counts pages from one when told so", async () => {
    expect(isDrawn(await sign({ startPageBase: 1 }, {}), 1, 240, 100)).toBe(true);
  });

  test("measures in the declared unit", async () => {
    const signed = await sign({ unitsPerPoint: 2 }, {});
    expect([isDrawn(signed, 2, 120, 52), isDrawn(signed, 2, 240, 100)]).toEqual([true, false]);
  });

  test("can read width for height", async () => {
    const signed = await sign({ isWidthHeightSwapped: true }, {});
    expect([isDrawn(signed, 2, 120, 270), isDrawn(signed, 2, 240, 100)]).toEqual([true, false]);
  });
});
