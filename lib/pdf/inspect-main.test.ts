import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as hostile from "@/e2e/fixtures/make-hostile-pdfs";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { makePoorPages, poorPages } from "@/e2e/fixtures/poor-pages";
import type { InspectionOptions } from "@/lib/documents/inspect-document";
import { inspectDocument } from "@/lib/documents/inspect-document";
import { buildInspector } from "@/lib/documents/testing";
import type { AppErrorCode } from "@/lib/kernel/errors";
import { AppError } from "@/lib/kernel/errors";

let inspector = "";
beforeAll(async () => {
  inspector = await buildInspector();
});
afterAll(() => rmSync(dirname(inspector), { recursive: true }));

const inspect = (bytes: Uint8Array, options: InspectionOptions = {}) =>
  inspectDocument(bytes, { inspector, ...options });

const refusalOf = async (bytes: Uint8Array, options: InspectionOptions = {}) => {
  const error = await inspect(bytes, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error(`expected a refusal: ${error}`);
  return { code: error.code, values: error.values };
};

describe.concurrent("a document that is taken", () => {
  test("tells its pages as a reader shows them", async () => {
    const facts = await inspect(
      makeContract({
        title: "Lease",
        pages: [
          {},
          { rotation: 90 },
          { rotation: -90, cropBox: [50, 60, 500, 700] },
          { userUnit: 2, size: [300, 420] },
          { mediaBox: [-100, -50, 495, 792], cropBox: [-200, -50, 400, 900] },
        ],
      }),
    );
    expect(facts).toMatchObject({
      version: "1.7",
      title: "Lease",
      isEncrypted: false,
      needsRepair: false,
      signatures: 0,
      certificationLevel: null,
      inputs: 0,
    });
    expect(facts.pages).toEqual([
      { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1, width: 595, height: 842 },
      { cropBox: [0, 0, 595, 842], rotation: 90, userUnit: 1, width: 595, height: 842 },
      { cropBox: [50, 60, 500, 700], rotation: 270, userUnit: 1, width: 450, height: 640 },
      { cropBox: [0, 0, 300, 420], rotation: 0, userUnit: 2, width: 600, height: 840 },
      { cropBox: [-100, -50, 400, 792], rotation: 0, userUnit: 1, width: 500, height: 842 },
    ]);
  });

  test("tells pages on which the file draws nothing from those that cannot be read", async () => {
    const { pages } = await inspect(makePoorPages());
    const blank = pages.flatMap(({ isBlank }, index) => (isBlank ? [poorPages[index]] : []));
    expect(blank).toEqual(["no content", "empty content", "only spaces", "empty when inflated"]);
  });

  test("may keep its objects in compressed streams", async () => {
    expect((await inspect(hostile.makeWithObjectStreams())).pages).toHaveLength(3);
  });

  test("may have 500 pages", async () => {
    expect((await inspect(hostile.makeWithPages(500))).pages).toHaveLength(500);
  });

  test("may hold scans that inflate to a few hundred megabytes", async () => {
    const facts = await inspect(hostile.makeWithScans(4, 100));
    expect(facts.pages).toHaveLength(3);
  });

  test.each([
    ["whose table cannot be found", hostile.makeWithLostXref],
    ["whose table points to the wrong places", hostile.makeWithShiftedXref],
  ])("is repaired %s", async (_, make) => {
    const facts = await inspect(make());
    expect(facts.needsRepair).toBe(true);
    expect(facts.pages).toHaveLength(3);
  });

  test("is opened with its password, or without one where only changes are protected", async () => {
    const facts = await inspect(hostile.makeEncrypted("open sesame"), { password: "open sesame" });
    expect(facts).toMatchObject({ isEncrypted: true, title: "Service Agreement" });
    expect(await inspect(hostile.makeEncrypted(""))).toMatchObject({ isEncrypted: true });
  });

  test.each([undefined, 2, 3] as const)(
    "keeps its signatures when a person says so (certification %s)",
    async (level) => {
      const facts = await inspect(hostile.makeSigned(level), { signed: "keep-and-add" });
      expect(facts).toMatchObject({ signatures: 1, certificationLevel: level ?? null });
    },
  );

  test("keeps its inputs when a person says so", async () => {
    expect(await inspect(hostile.makeWithInputs(), { form: "keep" })).toMatchObject({ inputs: 2 });
  });
});

describe.concurrent("a document that is refused hears its own reason", () => {
  test.each<[string, () => Uint8Array, AppErrorCode]>([
    ["empty", () => new Uint8Array(), "document_empty"],
    ["text with the name of a PDF", hostile.makeTextNamedPdf, "document_not_pdf"],
    [
      "something before the first byte",
      () => Buffer.concat([Buffer.from("\n"), makeContract()]),
      "document_not_pdf",
    ],
    ["cut off", hostile.makeTruncated, "document_damaged"],
    ["a page tree in a circle", hostile.makeCircularPageTree, "document_damaged"],
    ["arrays nested 100,000 times", () => hostile.makeDeepArray(100_000), "document_damaged"],
    ["no pages", hostile.makeWithoutPages, "document_no_pages"],
    ["a password", () => hostile.makeEncrypted("secret"), "document_encrypted"],
    ["XFA", hostile.makeWithXfa, "document_xfa"],
    ["a script when opened", hostile.makeWithOpenScript, "document_javascript"],
    ["a script of the catalog", hostile.makeWithCatalogScript, "document_javascript"],
    ["a script among the names", hostile.makeWithNamedScript, "document_javascript"],
    ["a script of a page", hostile.makeWithPageScript, "document_javascript"],
    ["a script of an annotation", hostile.makeWithAnnotationScript, "document_javascript"],
    ["a script of an input", hostile.makeWithInputScript, "document_javascript"],
    ["a script behind another action", hostile.makeWithHiddenScript, "document_javascript"],
    [
      "a script in compressed objects",
      () => hostile.withObjectStreams(hostile.makeWithOpenScript()),
      "document_javascript",
    ],
    ["a program to start", hostile.makeWithLaunch, "document_launch"],
    ["a form that sends itself", hostile.makeWithSubmitForm, "document_submit_form"],
    ["a file inside", hostile.makeWithEmbeddedFile, "document_embedded_files"],
    ["an image of 10^10 pixels", hostile.makePixelBomb, "document_too_costly"],
    ["content of 2 GB", () => hostile.makeContentBomb(1), "document_too_costly"],
    ["content of 2 GB, packed twice", () => hostile.makeContentBomb(2), "document_too_costly"],
    ["objects of 2 GB", () => hostile.makeObjectStreamBomb("plain"), "document_too_costly"],
    [
      "objects of 2 GB behind a second filter",
      () => hostile.makeObjectStreamBomb("hexadecimal"),
      "document_too_costly",
    ],
    ["a table of 2 GB", hostile.makeXrefStreamBomb, "document_too_costly"],
    ["pages nested 5,000 deep", () => hostile.makeDeepPageTree(5000), "document_too_costly"],
    ["pages nested 100,000 deep", () => hostile.makeDeepPageTree(100_000), "document_too_costly"],
    ["a signature", hostile.makeSigned, "document_signed"],
    [
      "a signature in a locked file",
      () => hostile.makeEncrypted("", hostile.makeSigned()),
      "document_signed_locked",
    ],
    ["no changes allowed", hostile.makeProtected, "document_protected"],
    ["a certification that ends it", () => hostile.makeSigned(1), "document_signed_final"],
    ["live inputs", hostile.makeWithInputs, "document_has_inputs"],
  ])("%s", async (_, make, code) => {
    expect((await refusalOf(make())).code).toBe(code);
  });

  test("a password that does not open it", async () => {
    const refusal = await refusalOf(hostile.makeEncrypted("secret"), { password: "guess" });
    expect(refusal.code).toBe("document_password_wrong");
  });

  test("no changes allowed, until the owner's password is given", async () => {
    const facts = await inspect(hostile.makeProtected(), { password: "owner-secret" });
    expect(facts.pages).toHaveLength(3);
  });

  test("a certification that ends it is final, whatever a person answers", async () => {
    const refusal = await refusalOf(hostile.makeSigned(1), { signed: "keep-and-add" });
    expect(refusal.code).toBe("document_signed_final");
  });

  test("501 pages, with the limit", async () => {
    expect(await refusalOf(hostile.makeWithPages(501))).toEqual({
      code: "document_too_many_pages",
      values: { limit: 500 },
    });
  });

  test.each([
    [hostile.makeTinyPage, { page: 1, width: 60, height: 842 }],
    [hostile.makeHugePage, { page: 2, width: 595, height: 14_500 }],
  ])("a page of a size that readers do not draw, with the page", async (make, values) => {
    expect(await refusalOf(make())).toEqual({ code: "document_page_size", values });
  });
});

describe("the inspecting process", () => {
  const program = (source: string) => {
    const path = join(dirname(inspector), `${Math.random().toString(36).slice(2)}.mjs`);
    writeFileSync(path, source);
    return path;
  };
  const runProgram = (source: string) => inspect(makeContract(), { inspector: program(source) });

  test("is killed when it does not come back in ten seconds", async () => {
    const start = Date.now();
    await expect(runProgram("for (;;);")).rejects.toMatchObject({ code: "document_too_costly" });
    expect(Date.now() - start).toBeLessThan(12_000);
  });

  test.each([
    ["objects", "const all = []; for (;;) all.push(new Array(1e6).fill(0.5));"],
    [
      "answers",
      "for (;;) await new Promise((done) => process.stdout.write('x'.repeat(1e5), done));",
    ],
  ])("is ended when it fills the memory with %s", async (_, source) => {
    await expect(runProgram(source)).rejects.toMatchObject({ code: "document_too_costly" });
  });

  test("knows no secret, writes no file, starts no program", async () => {
    vi.stubEnv("MUHR_TEST_SECRET", "s3cret");
    const target = join(tmpdir(), "muhr-must-not-exist");
    await expect(
      runProgram(`
        import { writeFileSync, readFileSync } from "node:fs";
        import { spawnSync } from "node:child_process";
        const refused = [];
        for (const act of [
          () => writeFileSync(${JSON.stringify(target)}, "x"),
          () => readFileSync("/etc/passwd"),
          () => spawnSync("true"),
        ]) try { act(); } catch (error) { refused.push(error.code); }
        throw new Error(JSON.stringify([refused, Object.values(process.env).includes("s3cret")]));
      `),
    ).rejects.toThrow(
      JSON.stringify([["ERR_ACCESS_DENIED", "ERR_ACCESS_DENIED", "ERR_ACCESS_DENIED"], false]),
    );
    expect(existsSync(target)).toBe(false);
    vi.unstubAllEnvs();
  });

  test("runs two at once and lets the others wait", async () => {
    const busy = program(`
      import { readFileSync } from "node:fs";
      await new Promise((resolve) => setTimeout(resolve, 400));
      throw new Error("span " + (Date.now() - 400) + " " + Date.now());
    `);
    const spans = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const error = (await inspect(makeContract(), { inspector: busy }).catch(String)) as string;
        const [, from, to] = /span (\d+) (\d+)/.exec(error) ?? [];
        return { from: Number(from), to: Number(to) };
      }),
    );
    for (const { from } of spans)
      expect(spans.filter((span) => span.from <= from && from < span.to).length).toBeLessThan(3);
  });

  test("leaves no copy of the document behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "muhr-test-"));
    vi.stubEnv("TMPDIR", folder);
    await inspect(makeContract());
    await refusalOf(hostile.makeTruncated());
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
});
