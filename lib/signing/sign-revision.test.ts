import { describe, expect, it } from "vitest";
import type { Mark } from "@/lib/pdf/draw-mark";
import { loadPdf } from "@/lib/pdf/load-pdf";
import { readSignatures } from "@/lib/pdf/read-signatures";
import {
  countValid,
  differentPixels,
  drawPage,
  expectSound,
  runTool,
  samplePdf,
  samplePng,
  withQpdf,
} from "@/lib/pdf/testing";
import { fromUserSpaceRect, toViewRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { createAuthority } from "./create-authority";
import { prepareDocument } from "./prepare-document";
import { signRevision } from "./sign-revision";
import { verifyDocument } from "./verify-document";

const now = new Date();
const { authority } = createAuthority("دفتر نمونه", now);
const person = { name: "سارا احمدی", recipientId: "0190a1b2-0000-7000-8000-000000000001" };
const typed: Mark = { kind: "typed", text: "سارا احمدی ۱۴۰۳/۰۵/۲۱", direction: "rtl" };
const caption = { lines: ["سارا احمدی · ۱۴۰۳/۰۵/۲۱"], direction: "rtl" as const };

/** The letter L: its upper right quarter is empty only when it stands upright. */
const letterL: Mark = {
  kind: "drawn",
  aspect: 1,
  strokes: [
    [
      { x: 0.1, y: 0.1 },
      { x: 0.1, y: 0.5 },
      { x: 0.1, y: 0.9 },
    ],
    [
      { x: 0.1, y: 0.9 },
      { x: 0.5, y: 0.9 },
      { x: 0.9, y: 0.9 },
    ],
  ],
};

const box = { page: 1, x: 60, y: 200, width: 180, height: 70 };

async function signTwice(original: Uint8Array) {
  const prepared = await prepareDocument({
    bytes: original,
    form: "keep",
    placements: [
      { id: "first", ...box },
      { id: "second", ...box, y: 320 },
    ],
  });
  let { bytes } = prepared;
  for (const [id, name] of [
    ["first", "سارا احمدی"],
    ["second", "Ўктам Қодиров"],
  ] as const) {
    const signatureField = prepared.signatureFields[id] ?? "";
    const signed = await signRevision({
      bytes,
      authority,
      person: { ...person, name },
      at: now,
      signatures: [{ signatureField, mark: typed, caption }],
    });
    expect(Buffer.from(signed.bytes).subarray(0, bytes.length).equals(bytes)).toBe(true);
    bytes = signed.bytes;
  }
  return { prepared, bytes };
}

describe("two people who sign one after the other", () => {
  const plain = samplePdf([{}, { rotate: 90 }]);
  const inputs: Record<string, () => Uint8Array> = {
    "a cross-reference table": () => plain,
    "cross-reference streams": () => withQpdf(plain, "--object-streams=generate"),
    "a linearised file": () => withQpdf(plain, "--linearize"),
    "a file without a line end": () => plain.subarray(0, plain.length - 1),
  };
  for (const [kind, make] of Object.entries(inputs)) {
    it(`both have a valid signature in ${kind}`, async () => {
      const original = make();
      const { prepared, bytes } = await signTwice(original);
      expect(prepared.mode).toBe("appended");
      expect(Buffer.from(bytes).subarray(0, original.length).equals(original)).toBe(true);
      const { valid, said } = countValid(bytes);
      expect(valid).toBe(2);
      expect(said).toContain("سارا احمدی");
      expect(said).toContain("Ўктам Қодиров");
      expect(said).toContain("ETSI.CAdES.detached");
      expectSound(bytes);
    });
  }

  it("openssl accepts each signature with nothing but the authority's certificate", async () => {
    const { bytes } = await signTwice(plain);
    const { signed } = readSignatures(await loadPdf(bytes));
    expect(signed).toHaveLength(2);
    const ca = runTool("openssl", ["x509", "-inform", "der", "-in", "ca.der"], {
      "ca.der": authority.certificate,
    }).output;
    for (const { byteRange, contents } of signed) {
      const [, before = 0, next = 0, after = 0] = byteRange;
      const content = Buffer.concat([
        bytes.subarray(0, before),
        bytes.subarray(next, next + after),
      ]);
      const words = "cms -verify -binary -inform DER -in in.p7s -content in.bin -CAfile ca.pem";
      const files = { "in.p7s": contents, "in.bin": content, "ca.pem": Buffer.from(ca) };
      runTool("openssl", [...words.split(" "), "-purpose", "any", "-out", "out.bin"], files);
    }
  });
});

describe("the mark", () => {
  const pages: Record<string, Parameters<typeof samplePdf>[0][number]> = {
    "an upright page": {},
    "a page turned by 90": { rotate: 90 },
    "a page turned by 180": { rotate: 180 },
    "a page turned by 270": { rotate: -90 },
    "a page with a CropBox": { cropBox: [50, 100, 500, 700], rotate: 90 },
    "a page with a negative origin": { mediaBox: [-300, -400, 295, 442], rotate: 180 },
    "a page of two-point units": { userUnit: 2, rotate: 270 },
  };
  for (const [kind, page] of Object.entries(pages)) {
    it(`stands upright inside its box on ${kind}`, async () => {
      const placement = { id: "a", page: 1, x: 70, y: 150, width: 150, height: 110 };
      const prepared = await prepareDocument({
        bytes: samplePdf([page]),
        form: "keep",
        placements: [placement],
      });
      const signatureField = prepared.signatureFields.a ?? "";
      const { bytes } = await signRevision({
        bytes: prepared.bytes,
        authority,
        person,
        at: now,
        signatures: [{ signatureField, mark: letterL, caption: undefined }],
      });
      // Poppler draws user-space units and does not mind UserUnit.
      const dpi = 72 * 2;
      const pixels = differentPixels(drawPage(prepared.bytes, 1, dpi), drawPage(bytes, 1, dpi));
      const media = page.mediaBox ?? [0, 0, 595, 842];
      const turn = ((((page.rotate ?? 0) % 360) + 360) % 360) as PageBox["rotation"];
      const unit = page.userUnit ?? 1;
      const pageBox = { cropBox: page.cropBox ?? media, rotation: turn, userUnit: unit };
      const expected = toViewRect({ space: "pdf", ...placement }, pageBox, dpi / 72 / unit);
      const [right, bottom] = [expected.x + expected.width, expected.y + expected.height];
      expect(pixels.length).toBeGreaterThan(100);
      const outside = pixels.filter(
        ({ x, y }) => x + 1 < expected.x || x > right || y + 1 < expected.y || y > bottom,
      );
      expect(outside).toEqual([]);
      const xs = pixels.map(({ x }) => x);
      const ys = pixels.map(({ y }) => y);
      const [middleX, middleY] = [
        (Math.min(...xs) + Math.max(...xs)) / 2,
        (Math.min(...ys) + Math.max(...ys)) / 2,
      ];
      const quarter = (isRight: boolean, isLow: boolean) =>
        pixels.filter(({ x, y }) => x > middleX === isRight && y > middleY === isLow).length;
      expect(quarter(true, false)).toBe(0);
      expect(quarter(false, false)).toBeGreaterThan(20);
      expect(quarter(true, true)).toBeGreaterThan(20);
    });
  }

  it("may be a picture with a transparent ground", async () => {
    const prepared = await prepareDocument({
      bytes: samplePdf([{}]),
      form: "keep",
      placements: [{ id: "a", ...box }],
    });
    const { bytes } = await signRevision({
      bytes: prepared.bytes,
      authority,
      person,
      at: now,
      signatures: [
        {
          signatureField: prepared.signatureFields.a ?? "",
          mark: { kind: "uploaded", image: samplePng(40) },
          caption,
        },
      ],
    });
    expect(countValid(bytes).valid).toBe(1);
    expectSound(bytes);
    const pixels = differentPixels(drawPage(prepared.bytes, 1, 72), drawPage(bytes, 1, 72));
    expect(pixels.length).toBeGreaterThan(100);
  });
});

describe("a signature that cannot be written", () => {
  it("is refused when the box is signed already", async () => {
    const { prepared, bytes } = await signTwice(samplePdf([{}]));
    const again = signRevision({
      bytes,
      authority,
      person,
      at: now,
      signatures: [
        { signatureField: prepared.signatureFields.first ?? "", mark: typed, caption: undefined },
      ],
    });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused when the picture is none", async () => {
    const prepared = await prepareDocument({
      bytes: samplePdf([{}]),
      form: "keep",
      placements: [{ id: "a", ...box }],
    });
    const broken = signRevision({
      bytes: prepared.bytes,
      authority,
      person,
      at: now,
      signatures: [
        {
          signatureField: prepared.signatureFields.a ?? "",
          mark: { kind: "uploaded", image: Buffer.from("GIF89a") },
          caption: undefined,
        },
      ],
    });
    await expect(broken).rejects.toMatchObject({ code: "invalid" });
  });
});

it("all boxes of one person are signed with one certificate", async () => {
  const prepared = await prepareDocument({
    bytes: samplePdf([{}, {}]),
    form: "keep",
    placements: [
      { id: "a", ...box },
      { id: "b", ...box, page: 2 },
    ],
  });
  const { bytes, certificateSerial } = await signRevision({
    bytes: prepared.bytes,
    authority,
    person,
    at: now,
    signatures: Object.values(prepared.signatureFields).map((signatureField) => ({
      signatureField,
      mark: typed,
      caption,
    })),
  });
  expect(countValid(bytes).valid).toBe(2);
  const { signatures } = await verifyDocument({ bytes, roots: [authority.certificate] });
  expect(signatures.map((signature) => signature.certificateSerial)).toEqual([
    certificateSerial,
    certificateSerial,
  ]);
});

it("the box in the file is the box that was drawn, within a hundredth of a point", async () => {
  const { bytes } = await prepareDocument({
    bytes: samplePdf([{ cropBox: [50, 100, 500, 700] }]),
    form: "keep",
    placements: [{ id: "a", ...box }],
  });
  const rect = /\/Rect \[([\d. -]+)\]/.exec(Buffer.from(bytes).toString("latin1"))?.[1];
  const page = { cropBox: [50, 100, 500, 700], rotation: 0, userUnit: 1 } as const;
  const [a = 0, b = 0, c = 0, d = 0] = (rect ?? "").split(" ").map(Number);
  expect(fromUserSpaceRect([a, b, c, d], page)).toMatchObject({ x: 60, y: 200, width: 180 });
});
