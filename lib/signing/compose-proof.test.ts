import { describe, expect, it } from "vitest";
import { listPages, loadPdf } from "@/lib/pdf/load-pdf";
import { listSignatureFields } from "@/lib/pdf/signature-fields";
import type { ProofBox } from "@/lib/pdf/stamp-proof";
import type { SamplePage } from "@/lib/pdf/testing";
import {
  countValid,
  differentPixels,
  drawPage,
  expectSound,
  samplePdf,
  withQpdf,
} from "@/lib/pdf/testing";
import { toViewRect } from "@/lib/placements/geometry";
import { composeProof } from "./compose-proof";
import { createAuthority } from "./create-authority";
import { prepareDocument } from "./prepare-document";
import { signRevision } from "./sign-revision";

const look = {
  words: "Proof – not signed",
  line: "Proof – not signed · Lease · AB-12",
  direction: "ltr",
} as const;
const box: ProofBox = {
  page: 1,
  rect: { space: "pdf", x: 60, y: 200, width: 180, height: 60 },
  badge: "۱ ع‌ر",
  name: "علی رضایی",
  words: "پیش‌نمونه – امضا نشده",
  direction: "rtl",
  tone: "#204ab2",
};

const turned: readonly SamplePage[] = [0, 90, 180, 270].flatMap((rotate) => [
  { rotate },
  { rotate, mediaBox: [-50, -80, 560, 800], cropBox: [-20, -40, 500, 700] },
  { rotate, mediaBox: [0, 0, 300, 420], userUnit: 2 },
]);

describe("a proof", () => {
  it("has every box exactly at its place, on pages of every kind", async () => {
    const bytes = samplePdf(turned);
    const boxes = turned.map((_, index) => ({ ...box, page: index + 1 }));
    const with_ = (await composeProof({ bytes, boxes, look })).bytes;
    const without = (await composeProof({ bytes: samplePdf(turned), boxes: [], look })).bytes;
    expectSound(with_);
    const pages = listPages(await loadPdf(bytes));
    for (const [index, page] of pages.entries()) {
      const changed = differentPixels(
        drawPage(with_, index + 1, 144),
        drawPage(without, index + 1, 144),
      );
      // Poppler minds no UserUnit.
      const wanted = toViewRect(box.rect, page.box, 2 / page.box.userUnit);
      const xs = changed.map(({ x }) => x);
      const ys = changed.map(({ y }) => y);
      // Half points: the outer edge of the border is the edge of the box.
      const sides = [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
      const there = [wanted.x, wanted.y, wanted.x + wanted.width, wanted.y + wanted.height];
      for (const [side, value] of sides.entries())
        expect(Math.abs(value - (there[side] ?? 0)), `page ${index + 1}`).toBeLessThanOrEqual(1);
    }
  });

  it("says in each box who signs there, legibly over whatever the page has there", async () => {
    const text = Buffer.from(samplePdf([{}])).toString("latin1");
    const words = "BT /F1 14 Tf 40 60 Td (Page 1) Tj ET";
    const black = Buffer.from(
      text.replace(words, "0 0 595 842 re f".padEnd(words.length)),
      "latin1",
    );
    const { bytes } = await composeProof({ bytes: black, boxes: [box], look });
    const dotsPerPoint = 2;
    const { width, gray } = drawPage(bytes, 1, 72 * dotsPerPoint);
    const { x, y, height } = toViewRect(
      box.rect,
      { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 },
      dotsPerPoint,
    );
    /** How much of a part of the box is white, in points from its upper left. */
    const whiteIn = (left: number, top: number, across: number, down: number) => {
      let white = 0;
      for (let row = 0; row < down * dotsPerPoint; row++)
        for (let column = 0; column < across * dotsPerPoint; column++) {
          const at = (Math.round(y) + top * dotsPerPoint + row) * width;
          if ((gray[at + Math.round(x) + left * dotsPerPoint + column] ?? 0) > 250) white += 1;
        }
      return white / (across * down * dotsPerPoint ** 2);
    };
    const lower = height / dotsPerPoint;
    expect(whiteIn(40, 4, 20, 10)).toBeGreaterThan(0.5);
    expect(whiteIn(6, lower - 14, 40, 10)).toBeGreaterThan(0.5);
    // What is not covered by words stays to be seen.
    expect(whiteIn(6, 20, 160, 20)).toBe(0);
  });

  it("says on every page what it is, and shares that among pages of one size", async () => {
    const bytes = samplePdf(Array.from({ length: 40 }, () => ({})));
    const proof = (await composeProof({ bytes, boxes: [], look })).bytes;
    expectSound(proof);
    const text = Buffer.from(proof).toString("latin1");
    expect(text.match(/\/Subtype \/Watermark/g)).toHaveLength(40);
    expect(text.match(/\/Subtype \/Stamp/g)).toHaveLength(40);
    expect(text.match(/\/Subtype \/Form/g)).toHaveLength(2);
    const plain = drawPage(samplePdf([{}]), 1, 72);
    expect(differentPixels(drawPage(proof, 40, 72), plain).length).toBeGreaterThan(1_000);
  });

  it("bears no signature, not even that of a document that came signed", async () => {
    const now = new Date();
    const { bytes: prepared } = await prepareDocument({
      bytes: samplePdf([{}]),
      form: "keep",
      placements: [{ id: "a", page: 1, x: 60, y: 400, width: 180, height: 70 }],
    });
    const signed = await signRevision({
      bytes: prepared,
      authority: createAuthority("Example office", now).authority,
      person: { name: "Anna", recipientId: "a-1" },
      at: now,
      signatures: [
        {
          signatureField: "muhr-a",
          mark: { kind: "typed", text: "Anna", direction: "ltr" },
          caption: undefined,
        },
      ],
    });
    expect(countValid(signed.bytes).valid).toBe(1);
    const { bytes } = await composeProof({ bytes: signed.bytes, boxes: [box], look });
    expectSound(bytes);
    expect(listSignatureFields(await loadPdf(bytes)).map(({ value }) => value)).toEqual([
      undefined,
    ]);
    // What was drawn of it is still part of the page.
    expect(
      differentPixels(drawPage(bytes, 1, 72), drawPage(prepared, 1, 72)).length,
    ).toBeGreaterThan(
      differentPixels(drawPage(bytes, 1, 72), drawPage(signed.bytes, 1, 72)).length,
    );
  });

  it("is made anew where the file has to be repaired", async () => {
    const broken = Buffer.from(samplePdf([{}]));
    broken.write("startxref\n77", broken.lastIndexOf("startxref"));
    const { bytes } = await composeProof({ bytes: broken, boxes: [box], look });
    expectSound(bytes);
    expect(Buffer.from(withQpdf(bytes, "--qdf")).toString("latin1")).toContain("/Watermark");
  });

  it("has no box on a page that the document lacks", async () => {
    const bytes = samplePdf([{}]);
    const missing = composeProof({ bytes, boxes: [{ ...box, page: 2 }], look });
    await expect(missing).rejects.toMatchObject({ code: "invalid" });
  });
});
