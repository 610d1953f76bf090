import { expect, test } from "vitest";
import { expectSound, runTool, samplePdf, withQpdf } from "@/lib/pdf/testing";
import { createPracticeAuthority } from "./sandbox-certificate";
import { PdfFile } from "./sandbox-pdf";
import { lockPdf } from "./sandbox-pdf-write";
import { signPdf } from "./sandbox-sign";

const plain = Buffer.from(samplePdf([{}, {}]));
const stamp = (x: number) => ({
  page: 0,
  rect: { x, y: 100, width: 120, height: 40 },
  label: "SIGNED",
});

test.each([
  ["a cross-reference table", plain],
  ["object streams", Buffer.from(withQpdf(plain, "--object-streams=generate"))],
])("a file with %s opens with its password, and with no other", (_, bytes) => {
  const { bytes: locked } = lockPdf(new PdfFile(bytes), "Abc123");
  expect(locked.includes("Page 1")).toBe(false);
  const open = (password: string) =>
    runTool("qpdf", [`--password=${password}`, "--check", "in.pdf"], { "in.pdf": locked }).output;
  expect(open("Abc123")).toContain("AESv3");
  expect(() => open("abc123")).toThrow();
  expect(() => open("")).toThrow();
  const text = runTool("pdftotext", ["-upw", "Abc123", "in.pdf", "-"], { "in.pdf": locked });
  expect(text.output).toContain("Page 1");
  expect(() => new PdfFile(locked)).toThrow("encrypted");
});

test("a locked file can be signed again and again", () => {
  const authority = createPracticeAuthority("IN");
  const { bytes, key } = lockPdf(new PdfFile(plain), "Abc123");
  const style = { origin: "media", form: "cades", key } as const;
  const sign = (file: Buffer, name: string, x: number) => {
    const signer = { name, country: "IN", serialNumber: "1", signedAt: new Date() };
    return signPdf(file, [stamp(x)], signer, style, authority);
  };
  const once = sign(bytes, "Aarav Sharma", 50);
  const twice = sign(once, "Diya Nair", 250);
  expect(twice.subarray(0, once.length).equals(once)).toBe(true);
  const { output } = runTool("pdfsig", ["-upw", "Abc123", "in.pdf"], { "in.pdf": twice });
  expect(output.split("Signature is Valid")).toHaveLength(3);
  expect(output).toContain("Diya Nair");
  expectSound(withQpdf(twice, "--password=Abc123", "--decrypt"));
});

test("strings come out as they were, however they are spelled", () => {
  const title = String.raw`(A \(small\) \101\102 t\
itle\n) `;
  const source = plain.toString("latin1").replace("trailer\n<< ", `trailer\n<< /Info 99 0 R `);
  const at = source.indexOf("xref\n0 ");
  const info = `99 0 obj\n<< /Title ${title} /Subject <FEFF0041> >>\nendobj\n`;
  const moved = `${source.slice(0, at)}${info}xref\n99 1\n${String(at).padStart(10, "0")} 00000 n \n${source.slice(at + 5)}`;
  const shifted = moved.replace(/startxref\n\d+/, `startxref\n${at + info.length}`);
  const { bytes } = lockPdf(new PdfFile(Buffer.from(shifted, "latin1")), "Abc123");
  const { output } = runTool("pdfinfo", ["-upw", "Abc123", "in.pdf"], { "in.pdf": bytes });
  expect(output).toMatch(/Title: +A \(small\) AB title/);
  expect(output).toMatch(/Subject: +A$/m);
});
