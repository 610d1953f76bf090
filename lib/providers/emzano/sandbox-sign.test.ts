import { describe, expect, test } from "vitest";
import { countValid, drawPage, expectSound, runTool, samplePdf, withQpdf } from "@/lib/pdf/testing";
import type { EmzanoSandboxOptions } from "./sandbox";
import { ali, box, openSandbox, pdf, sara, signIn } from "./sandbox-testing";

const second = { ...ali, role: 0, signatureField: box(300) };

/** Everybody signs. @returns what Get Document brings then */
async function signed(options: EmzanoSandboxOptions, sent: Buffer, workflows: readonly object[]) {
  const sandbox = await openSandbox(options);
  const { create, readJson } = await signIn(sandbox);
  const base64File = sent.toString("base64");
  const documentId = await create({ base64File, startPage: 0, workflows });
  for (const recipient of workflows.keys())
    await sandbox.act({ documentId, recipient, act: "sign" });
  return Buffer.from((await readJson(documentId)).base64, "base64");
}

/** The bytes and the signature of each `/ByteRange`, in the order of the file. */
const partsOf = (file: Buffer) =>
  [...file.toString("latin1").matchAll(/\/ByteRange \[0 (\d+) +(\d+) +(\d+) +\]/g)].map((found) => {
    const [open = 0, close = 0, rest = 0] = found.slice(1).map(Number);
    const hex = file.subarray(open + 1, close - 1).toString("latin1");
    const content = Buffer.concat([file.subarray(0, open), file.subarray(close, close + rest)]);
    return { content, cms: Buffer.from(hex, "hex") };
  });

const kinds: [string, Buffer][] = [
  ["with a table", pdf],
  ["with object streams", Buffer.from(withQpdf(pdf, "--object-streams=generate"))],
  ["made for the web", Buffer.from(withQpdf(pdf, "--linearize"))],
  ["with inherited boxes", Buffer.from(samplePdf([{}, {}]))],
];

describe.each(kinds)("a file %s", (_, sent) => {
  test.each(["cades", "pkcs7"] as const)(
    "goes on with a signature of each signer, all valid (%s)",
    async (signatureForm) => {
      const file = await signed({ signatureForm }, sent, [sara, second]);
      expect(file.subarray(0, sent.length).equals(sent)).toBe(true);
      expectSound(file);
      const { valid, said } = countValid(file);
      expect(valid).toBe(2);
      expect(said.indexOf(sara.name)).toBeLessThan(said.indexOf(ali.name));
      expect(said).toContain(signatureForm === "cades" ? "CAdES" : "adbe.pkcs7");
    },
  );

  test("is written anew and then signed when told so", async () => {
    const file = await signed({ returnedFile: "rewritten" }, sent, [sara]);
    expect(file.subarray(0, sent.length).equals(sent)).toBe(false);
    expect(file.includes("/ObjStm")).toBe(false);
    expectSound(file);
    expect(countValid(file).valid).toBe(1);
  });
});

test("openssl finds the signer's name and national code under the practice authority", async () => {
  const parts = partsOf(await signed({}, pdf, [sara, second]));
  expect(parts).toHaveLength(2);
  for (const [index, { content, cms }] of parts.entries()) {
    const words = ["cms", "-verify", "-inform", "DER", "-in", "in.cms", "-content", "in.bin"];
    const list = ["pkcs7", "-inform", "DER", "-in", "in.cms", "-print_certs", "-out", "out.pem"];
    // The authority's own is the only root that there is.
    const roots = runTool("openssl", list, { "in.cms": cms }).read("out.pem");
    const trust = ["-CAfile", "roots.pem", "-purpose", "any"];
    const options = ["-binary", ...trust, "-signer", "out.pem", "-out", "out.bin"];
    const files = { "in.cms": cms, "in.bin": content, "roots.pem": roots };
    const certificate = runTool("openssl", [...words, ...options], files).read("out.pem");
    const show = ["x509", "-in", "in.pem", "-noout", "-subject", "-issuer", "-nameopt", "utf8"];
    const { output } = runTool("openssl", show, { "in.pem": certificate });
    const person = [sara, ali][index];
    expect(output).toContain(`CN=${person?.name}, serialNumber=${person?.nationalCode}`);
    expect(output).toContain("practice authority");
  }
});

test("an ordinary signature is drawn and signs nothing", async () => {
  const signatureField = { ...box(72), digitalSignature: false };
  const file = await signed({}, pdf, [{ ...sara, signatureField }]);
  expectSound(file);
  expect(file.includes("/ByteRange")).toBe(false);
  const { width, height, gray } = drawPage(file, 1, 72);
  expect(gray[(height - 1 - 100) * width + 240]).not.toBe(255);
});

test("what is only drawn, and what is repeated, comes before the signatures", async () => {
  const ordinary = { ...box(300), digitalSignature: false };
  const repeated = { ...box(72), repeatSignature: true };
  const workflows = [
    { ...sara, signatureField: repeated },
    { ...second, signatureField: ordinary },
  ];
  const file = await signed({}, pdf, workflows);
  expect(countValid(file)).toMatchObject({ valid: 1 });
  expect(countValid(file).said).toContain("Total document signed");
});

describe("a file that is not what it should be", () => {
  const back = (returnedFile: NonNullable<EmzanoSandboxOptions["returnedFile"]>) =>
    signed({ returnedFile }, pdf, [sara]);
  const textOf = (file: Buffer) => runTool("pdftotext", ["in.pdf", "-"], { "in.pdf": file }).output;
  const pagesOf = (file: Buffer) => textOf(file).split("\f").length - 1;

  test("has no signature", async () => {
    const file = await back("unsigned");
    expectSound(file);
    expect(file.includes("/ByteRange")).toBe(false);
  });
  test("has a signature over other bytes", async () => {
    const file = await back("broken_signature");
    expectSound(file);
    expect(countValid(file).said).toContain("Digest Mismatch");
  });
  test("says more on a page", async () => {
    const file = await back("changed_page");
    expectSound(file);
    expect(textOf(file)).toContain("and 500 more");
    expect(countValid(file).valid).toBe(1);
  });
  test("misses a page", async () => {
    const file = await back("missing_page");
    expectSound(file);
    expect([pagesOf(pdf), pagesOf(file)]).toEqual([3, 2]);
    expect(countValid(file).valid).toBe(1);
  });
  test("is another document", async () => {
    const file = await back("other_document");
    expectSound(file);
    expect(textOf(file)).toContain("Another document");
    expect(countValid(file).valid).toBe(1);
  });
  test("ends too early", async () => {
    const file = await back("broken");
    expect(file.subarray(0, 5).toString()).toBe("%PDF-");
    expect(() => expectSound(file)).toThrow();
  });
  test("is no PDF at all", async () => {
    expect((await back("no_pdf")).toString()).toContain("<html>");
  });
});

test("a file can come late: so many reads bring none", async () => {
  const sandbox = await openSandbox({ readsBeforeFile: 2 });
  const { create, readJson } = await signIn(sandbox);
  const documentId = await create({ workflows: [sara] });
  await sandbox.act({ documentId, recipient: 0, act: "sign" });
  const files: unknown[] = [];
  for (let time = 0; time < 3; time += 1) files.push((await readJson(documentId)).base64);
  expect(files).toEqual([null, null, expect.any(String)]);
});
