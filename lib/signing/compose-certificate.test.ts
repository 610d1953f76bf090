import { beforeAll, expect, it } from "vitest";
import { countValid, differentPixels, drawPage, expectSound, runTool } from "@/lib/pdf/testing";
import type { CertificateContent } from "./certificate-content";
import { composeCertificate } from "./compose-certificate";
import { createAuthority } from "./create-authority";

const now = new Date();
const { authority, seal } = createAuthority("دفتر نمونه", now);
const persian: CertificateContent = {
  direction: "rtl",
  language: "fa",
  heading: "گواهی تکمیل",
  introduction: "قرارداد Lease 2024",
  summary: [{ label: "شماره", value: "MUHR-7F3K-22QX", code: true }],
  recipientsHeading: "امضاکنندگان",
  recipients: [
    {
      name: "سارا احمدی",
      role: "امضاکننده",
      mark: { kind: "typed", text: "سارا احمدی ۱۴۰۳/۰۵/۲۱", direction: "rtl" },
      rows: [{ label: "زمان", value: "۱۴۰۳/۰۵/۲۱" }],
    },
    { name: "Ўктам Қодиров", role: "امضاکننده", rows: [] },
    { name: "अनुराधा शर्मा", role: "امضاکننده", rows: [] },
  ],
  eventsHeading: "رویدادها",
  events: Array.from({ length: 30 }, (_, index) => ({ time: `${index}`, text: "رویداد" })),
  footer: "مهر",
  pageNumber: "صفحه {page} از {pages}",
};

async function compose(content: CertificateContent): Promise<Uint8Array> {
  const keys = { seal, authorityCertificate: authority.certificate };
  return (await composeCertificate({ ...keys, content, sealName: "دفتر نمونه", at: now })).bytes;
}

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await compose(persian);
});

it("a certificate is sealed by the installation", () => {
  const { valid, said } = countValid(bytes);
  expect(valid).toBe(1);
  expect(said).toContain("Total document signed");
  expectSound(bytes);
});

it("a certificate can be searched for names in every script, and for numbers", () => {
  const files = { "in.pdf": bytes };
  const text = runTool("pdftotext", ["-layout", "in.pdf", "out.txt"], files).read("out.txt");
  const plain = text.toString("utf8").replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "");
  for (const word of ["سارا احمدی", "Ўктам Қодиров", "MUHR-7F3K-22QX"]) {
    expect(plain).toContain(word);
  }
});

it("a certificate prints digits in the order in which they are read", async () => {
  const row = (value: string): CertificateContent => ({
    ...persian,
    heading: "-",
    introduction: "-",
    summary: [],
    recipients: [],
    events: [{ time: value, text: "-" }],
  });
  const [once, again, reversed] = await Promise.all(
    ["۱۴۰۳", "۱۴\u200d۰۳", "۳۰۴۱"].map(async (value) => drawPage(await compose(row(value)), 1, 72)),
  );
  if (!once || !again || !reversed) throw new Error("three pictures were asked for");
  expect(differentPixels(once, reversed).length).toBeGreaterThan(5);
  // The same digits in two pieces: they can only look alike when no piece was turned round.
  expect(differentPixels(once, again).length).toBeLessThan(5);
});
