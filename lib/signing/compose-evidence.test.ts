import { beforeAll, describe, expect, test } from "vitest";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import {
  countValid,
  differentPixels,
  drawPage,
  expectSound,
  runTool,
  samplePdf,
  withQpdf,
} from "@/lib/pdf/testing";
import type { ComposedEvidence } from "./compose-evidence";
import { composeEvidence } from "./compose-evidence";
import { createAuthority } from "./create-authority";
import { verifyDocument } from "./verify-document";

const now = new Date();
const { authority, seal } = createAuthority("Namunaviy idora", now);
const raw = Buffer.from(JSON.stringify({ signDetails: "MIIB…" }));
const path = "M0 0h1v1h-1zM2 2h1v1h-1z";

const compose = (original: Uint8Array): Promise<ComposedEvidence> =>
  composeEvidence({
    original,
    files: [
      {
        name: "signatures.json",
        mediaType: "application/json",
        description: "Signatures as the service gave them",
        bytes: raw,
      },
    ],
    content: {
      direction: "ltr",
      language: "en",
      heading: "Evidence of agreement",
      introduction: "Pages 1 to 2 are what was agreed to.",
      summary: [{ label: "Reference", value: "MUHR-7F3K-22QX", code: true }],
      recipientsHeading: "People",
      recipients: [
        {
          name: "Ўктам Қодиров",
          role: "Signer",
          rows: [{ label: "PINFL", value: "31•••••••••789" }],
        },
        { name: "Dilnoza Rahimova", role: "Signer", rows: [] },
      ],
      eventsHeading: "Events",
      events: [],
      code: { path, size: 3, caption: "Check" },
      footer: "Muhr",
      pageNumber: "{page}/{pages}",
    },
    seal,
    authorityCertificate: authority.certificate,
    sealName: "Namunaviy idora",
    at: now,
  });

const contract = makeContract();
const kinds = {
  "a contract": contract,
  "object streams": withQpdf(contract, "--object-streams=generate"),
  "made for the web": withQpdf(contract, "--linearize", "--object-streams=generate"),
  "turned and cropped pages": samplePdf([
    { rotate: 90 },
    { mediaBox: [-20, -20, 575, 822], cropBox: [0, 0, 300, 400] },
  ]),
};

describe.each(Object.entries(kinds))("evidence after %s", (_, original) => {
  let made: ComposedEvidence;
  beforeAll(async () => {
    made = await compose(original);
  });

  test("begins with the original's very bytes, is sealed as a whole and is well-formed", () => {
    expect(made.mode).toBe("appended");
    expect(Buffer.from(made.bytes.subarray(0, original.length)).equals(original)).toBe(true);
    const { valid, said } = countValid(made.bytes);
    expect(valid).toBe(1);
    expect(said).toContain("Total document signed");
    expectSound(made.bytes);
  });

  test("shows the original's pages as they were, and names and numbers after them", () => {
    const last = countPages(original);
    for (let page = 1; page <= last; page += 1)
      expect(differentPixels(drawPage(original, page, 50), drawPage(made.bytes, page, 50))).toEqual(
        [],
      );
    const from = ["-f", String(last + 1), "in.pdf", "out.txt"];
    const text = runTool("pdftotext", from, { "in.pdf": made.bytes })
      .read("out.txt")
      .toString("utf8");
    for (const word of ["Ўктам Қодиров", "MUHR-7F3K-22QX", "31•••••••••789"])
      expect(text).toContain(word);
  });

  test("carries what the service handed over, byte for byte", () => {
    const files = { "in.pdf": made.bytes };
    const got = runTool("pdfdetach", ["-save", "1", "-o", "out.json", "in.pdf"], files);
    expect(got.read("out.json").equals(raw)).toBe(true);
  });

  test("our own verifier finds the seal good", async () => {
    const found = await verifyDocument({
      bytes: made.bytes,
      roots: [authority.certificate],
      expectedSignatures: 1,
    });
    expect([found.cryptography, found.documentMatch.verdict, found.identityAndTrust]).toEqual([
      "good",
      "good",
      "good",
    ]);
  });
});

test("a damaged original is made anew, and says so", async () => {
  const damaged = Buffer.from(contract);
  damaged.write("startxref\n9999999", damaged.lastIndexOf("startxref"), "latin1");
  const made = await compose(damaged);
  expect(made.mode).toBe("rewritten");
  expect(countValid(made.bytes).valid).toBe(1);
  expectSound(made.bytes);
});

const countPages = (bytes: Uint8Array): number =>
  Number(runTool("qpdf", ["--show-npages", "in.pdf"], { "in.pdf": bytes }).output);
