import { describe, expect, it } from "vitest";
import { listPages, loadPdf } from "@/lib/pdf/load-pdf";
import { expectSound, samplePdf, withQpdf } from "@/lib/pdf/testing";
import { createAuthority } from "./create-authority";
import { prepareDocument } from "./prepare-document";
import { signRevision } from "./sign-revision";

const placement = { id: "a", page: 1, x: 60, y: 200, width: 180, height: 70, title: "سارا" };
const request = { form: "keep" as const, placements: [placement] };

describe("the revision that goes out", () => {
  it("begins with the original's bytes and holds an empty box on its page", async () => {
    const original = samplePdf([{}]);
    const { bytes, mode, signatureFields } = await prepareDocument({ ...request, bytes: original });
    expect(mode).toBe("appended");
    expect(signatureFields).toEqual({ a: "muhr-a" });
    expect(Buffer.from(bytes).subarray(0, original.length).equals(original)).toBe(true);
    expectSound(bytes);
    const text = Buffer.from(bytes).toString("latin1");
    expect(text).toContain("/SigFlags 3");
    expect(text).toContain("/F 132");
    expect(text).toContain("/Rect [60 200 240 270]");
  });

  it("is written anew, readable by all, when the original was encrypted", async () => {
    const locked = withQpdf(samplePdf([{}]), "--encrypt", "secret", "owner", "256", "--");
    const { bytes, mode } = await prepareDocument({ ...request, bytes: locked, password: "owner" });
    expect(mode).toBe("rewritten");
    expectSound(bytes);
    expect(Buffer.from(bytes).includes("/Encrypt")).toBe(false);
  });

  it("is written anew when the original's table is broken", async () => {
    const broken = Buffer.from(samplePdf([{}]));
    broken.write("startxref\n77", broken.lastIndexOf("startxref"));
    const { bytes, mode } = await prepareDocument({ ...request, bytes: broken });
    expect(mode).toBe("rewritten");
    expectSound(bytes);
  });

  it("puts the box on one page only when two pages share a list of annotations", async () => {
    const shared = Buffer.from(samplePdf([{}, {}]))
      .toString("latin1")
      .replace("/Contents 5 0 R", "/Contents 5 0 R /Annots 8 0 R")
      .replace("/Contents 7 0 R", "/Contents 7 0 R /Annots 8 0 R")
      .replace("xref\n", "8 0 obj\n[]\nendobj\nxref\n");
    const original = withQpdf(Buffer.from(shared, "latin1"), "--warning-exit-0");
    const { bytes } = await prepareDocument({ ...request, bytes: original });
    const document = await loadPdf(bytes);
    const counts = listPages(document).map(
      ({ dict }) => dict.getArray("Annots", document.resolve)?.length,
    );
    expect(counts).toEqual([1, 0]);
    expectSound(bytes);
  });

  it("has no page that the document lacks", async () => {
    const missing = prepareDocument({
      ...request,
      bytes: samplePdf([{}]),
      placements: [{ ...placement, page: 2 }],
    });
    await expect(missing).rejects.toMatchObject({ code: "invalid" });
  });

  it("has the form's values in its pages when the form is to be flattened", async () => {
    const form = withForm();
    const { bytes } = await prepareDocument({ ...request, bytes: form, form: "flatten" });
    expectSound(bytes);
    const plain = Buffer.from(withQpdf(bytes, "--qdf")).toString("latin1");
    expect(plain).not.toContain("/FT /Tx");
    const kept = await prepareDocument({ ...request, bytes: form, form: "keep" });
    expect(Buffer.from(withQpdf(kept.bytes, "--qdf")).toString("latin1")).toContain("/FT /Tx");
  });
});

function withForm(): Uint8Array {
  const widget =
    "<< /Type /Annot /Subtype /Widget /FT /Tx /T (city) /V (Tashkent) /Rect [50 500 200 520] /DA (/F1 10 Tf 0 g) >>";
  const withWidget = Buffer.from(samplePdf([{}]))
    .toString("latin1")
    .replace("/Contents 5 0 R", `/Contents 5 0 R /Annots [6 0 R]`)
    .replace(
      "/Pages 2 0 R",
      "/Pages 2 0 R /AcroForm << /Fields [6 0 R] /DR << /Font << /F1 3 0 R >> >> >>",
    )
    .replace("xref\n", `6 0 obj\n${widget}\nendobj\nxref\n`);
  return withQpdf(Buffer.from(withWidget, "latin1"), "--warning-exit-0");
}

describe("a file that is signed already", () => {
  const now = new Date();
  const { authority } = createAuthority("Example office", now);
  const mark = { kind: "typed", text: "Anna", direction: "ltr" } as const;

  it("keeps its signatures below the new boxes", async () => {
    const first = await prepareDocument({ ...request, bytes: samplePdf([{}]) });
    const signed = await signRevision({
      bytes: first.bytes,
      authority,
      person: { name: "Anna", recipientId: "a-1" },
      at: now,
      signatures: [{ signatureField: "muhr-a", mark, caption: undefined }],
    });
    const again = await prepareDocument({
      bytes: signed.bytes,
      form: "flatten",
      placements: [{ ...placement, y: 400 }],
    });
    expect(again.signatureFields).toEqual({ a: "muhr-a-2" });
    expect(again.mode).toBe("appended");
    expect(Buffer.from(again.bytes).subarray(0, signed.bytes.length).equals(signed.bytes)).toBe(
      true,
    );
  });

  const certified = (level: number) =>
    Buffer.from(
      Buffer.from(samplePdf([{}]))
        .toString("latin1")
        .replace(
          "/Pages 2 0 R",
          `/Pages 2 0 R /Perms << /DocMDP 6 0 R >> /AcroForm << /Fields [7 0 R 8 0 R] >>`,
        )
        .replace("/Contents 5 0 R", "/Contents 5 0 R /Annots [8 0 R]")
        .replace(
          "xref\n",
          [
            `6 0 obj\n<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << /P ${level} >> >>] /Contents <00> >>\nendobj\n`,
            "7 0 obj\n<< /FT /Sig /T (author) /V 6 0 R >>\nendobj\n",
            "8 0 obj\n<< /Type /Annot /Subtype /Widget /FT /Sig /T (yours) /P 4 0 R /Rect [60 200 240 270] >>\nendobj\nxref\n",
          ].join(""),
        ),
      "latin1",
    );

  it("takes no signature when its author closed it", async () => {
    const bytes = withQpdf(certified(1), "--warning-exit-0");
    const closed = prepareDocument({ ...request, bytes });
    await expect(closed).rejects.toMatchObject({ code: "document_signed_final" });
  });

  it("takes signatures in its author's own boxes only, when that is what the author allowed", async () => {
    const bytes = withQpdf(certified(2), "--warning-exit-0");
    const own = await prepareDocument({ ...request, bytes });
    expect(own).toMatchObject({ mode: "unchanged", signatureFields: { a: "yours" } });
    expect(Buffer.from(own.bytes).equals(Buffer.from(bytes))).toBe(true);
    const elsewhere = prepareDocument({
      ...request,
      bytes,
      placements: [{ ...placement, y: 500 }],
    });
    await expect(elsewhere).rejects.toMatchObject({ code: "document_signed_final" });
  });
});
