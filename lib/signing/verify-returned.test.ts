import { describe, expect, it } from "vitest";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { withQpdf } from "@/lib/pdf/testing";
import { createAuthority } from "./create-authority";
import { prepareDocument } from "./prepare-document";
import { signRevision } from "./sign-revision";
import { verifyReturned } from "./verify-returned";

const page = { text: ["The tenant pays 1,000 a month", "from the first of May"] };
const sent = makeContract({ pages: [page, { ...page, rotation: 90 }] });
const placements = [{ page: 1, x: 60, y: 60, width: 160, height: 60 }];
const { authority } = createAuthority("A provider", new Date());

const verdictOf = async (bytes: Uint8Array) => {
  const { documentMatch, cryptography } = await verifyReturned({ bytes, sent, placements });
  return { match: documentMatch.verdict, problems: documentMatch.problems, cryptography };
};

async function signed(bytes: Uint8Array): Promise<Uint8Array> {
  const prepared = await prepareDocument({
    bytes,
    form: "keep",
    placements: placements.map((box) => ({ id: "a", title: "Sara", ...box })),
  });
  const { bytes: result } = await signRevision({
    bytes: prepared.bytes,
    authority,
    person: { name: "Sara", recipientId: "1" },
    at: new Date(),
    signatures: [
      {
        signatureField: prepared.signatureFields.a ?? "",
        mark: { kind: "typed", text: "Sara", direction: "ltr" },
        caption: undefined,
      },
    ],
  });
  return result;
}

describe("pages on which the provider was asked to write", () => {
  const written = makeContract({
    pages: [
      { ...page, text: [...page.text, "Stamp duty of Rs. 100"] },
      { ...page, rotation: 90 },
    ],
  });
  const asked = { sent, placements, writtenPages: [1] };

  it("may have more than was sent", async () => {
    const found = await verifyReturned({ bytes: written, ...asked });
    expect(found.documentMatch).toEqual({ verdict: "good", problems: [] });
  });

  it("and have nothing less, and other pages nothing more", async () => {
    for (const request of [
      { bytes: sent, ...asked, sent: written },
      { bytes: written, ...asked, writtenPages: [2] },
      { bytes: written, ...asked, writtenPages: undefined },
    ]) {
      const { documentMatch } = await verifyReturned(request);
      expect(documentMatch.problems).toEqual(["text_differs"]);
    }
  });
});

describe("the file is what was sent", () => {
  it("when it goes on from the very bytes, with signatures", async () => {
    expect(await verdictOf(await signed(sent))).toEqual({
      match: "good",
      problems: [],
      cryptography: "good",
    });
  });

  it("when its pages show the same, though every byte is another", async () => {
    const rewritten = withQpdf(sent, "--object-streams=generate", "--linearize");
    expect(Buffer.compare(rewritten, sent)).not.toBe(0);
    expect(await verdictOf(rewritten)).toEqual({
      match: "good",
      problems: [],
      cryptography: "unknown",
    });
  });

  it("when it was written anew and then signed", async () => {
    const bytes = await signed(withQpdf(sent, "--object-streams=generate"));
    expect(await verdictOf(bytes)).toMatchObject({ match: "good", cryptography: "good" });
  });
});

describe("the file is not what was sent", () => {
  it.each([
    [
      "another amount",
      {
        pages: [
          { text: ["The tenant pays 9,000 a month", page.text[1] ?? ""] },
          { ...page, rotation: 90 },
        ],
      },
      "text_differs",
    ],
    [
      "another amount on a turned page",
      {
        pages: [
          page,
          { text: ["The tenant pays 9,000 a month", page.text[1] ?? ""], rotation: 90 },
        ],
      },
      "text_differs",
    ],
    ["a page less", { pages: [page] }, "pages_differ"],
    ["a page more", { pages: [page, { ...page, rotation: 90 }, page] }, "pages_differ"],
    [
      "pages of another size",
      {
        pages: [
          { ...page, size: [500, 842] as const },
          { ...page, rotation: 90 },
        ],
      },
      "pages_differ",
    ],
    ["a page turned", { pages: [page, page] }, "pages_differ"],
  ])("with %s", async (_, spec, problem) => {
    const { match, problems } = await verdictOf(makeContract(spec));
    expect({ match, problems }).toEqual({ match: "bad", problems: [problem] });
  });

  it("with words beside the boxes", async () => {
    const other = makeContract({
      pages: [{ text: [...page.text, "and 500 more"] }, { ...page, rotation: 90 }],
    });
    expect(await verdictOf(await signed(other))).toMatchObject({
      match: "bad",
      problems: ["text_differs"],
    });
  });

  it.each([
    ["a page that no reader draws", { pages: [page, { ...page, size: [20, 20] as const }] }],
    ["501 pages", { pages: Array.from({ length: 501 }, () => ({})) }],
  ])("with %s", async (_, spec) => {
    expect(await verdictOf(makeContract(spec))).toMatchObject({
      match: "bad",
      problems: ["pages_differ"],
    });
  });

  it.each([
    ["FreeText", 300, "bad"],
    ["Stamp", 300, "bad"],
    ["Stamp", 60, "good"],
    ["Link", 300, "good"],
  ])(
    "with an annotation %s over the page, unless it is a mark in its box",
    async (kind, y, match) => {
      const entries = `/Annots [<< /Type /Annot /Subtype /${kind} /Rect [60 ${y} 220 ${y + 60}]
/F 4 /Contents (9,000) /DA (/Helv 12 Tf) >>]`;
      const other = makeContract({
        pages: [
          { ...page, entries },
          { ...page, rotation: 90 },
        ],
      });
      expect(await verdictOf(other)).toMatchObject({
        match,
        problems: match === "bad" ? ["annotations_differ"] : [],
      });
    },
  );

  it("when it was signed and changed afterwards", async () => {
    const bytes = Buffer.from(await signed(sent));
    const at = bytes.indexOf("The tenant");
    bytes.write("No", at, "latin1");
    expect(await verdictOf(bytes)).toMatchObject({ match: "bad", cryptography: "bad" });
  });

  it("when it is no PDF", async () => {
    expect(await verdictOf(Buffer.from("<html>"))).toMatchObject({ match: "bad" });
  });
});
