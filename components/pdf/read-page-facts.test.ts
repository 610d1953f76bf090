import { Document, Font, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { ReactElement } from "react";
import { createElement as h } from "react";
import { describe, expect, test } from "vitest";
import type { PageSpec } from "@/e2e/fixtures/make-pdfs";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import type { SignaturePage } from "@/e2e/fixtures/signature-pages";
import { isWrittenBackwards, signaturePages } from "@/e2e/fixtures/signature-pages";
import { fontFile } from "@/lib/pdf/font-files";
import { findSignatureLines } from "@/lib/placements/find-signature-lines";
import { toViewRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { createAuthority } from "@/lib/signing/create-authority";
import { prepareDocument } from "@/lib/signing/prepare-document";
import { signRevision } from "@/lib/signing/sign-revision";
import { readPageFacts } from "./read-page-facts";

const a4: PageBox = { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 };

/** What is proposed on a page of a real file, as seen in points from the upper left. */
async function proposalsOn(bytes: Uint8Array, number = 1, page: PageBox = a4) {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const facts = await readPageFacts(await loading.promise, number, page, OPS);
    return findSignatureLines(facts).map(({ rect, ...found }) => ({
      ...found,
      ...toViewRect(rect, page, 1),
    }));
  } finally {
    await loading.destroy();
  }
}
const bottomOf = ({ y, height }: { y: number; height: number }) => y + height;

test("the lines of a plain contract, and not those for dates", async () => {
  const found = await proposalsOn(makeContract(), 3);
  expect(found.map(({ party, reason }) => [party, reason])).toEqual([
    ["client", "underscores"],
    ["contractor", "underscores"],
  ]);
  expect(await proposalsOn(makeContract(), 1)).toEqual([]);
});

describe("on pages that are turned, cut and scaled the place is the same", () => {
  const text = ["Signature: ______________________________"];
  const specs: Record<string, readonly [PageSpec, PageBox]> = {
    "as written": [{ text }, a4],
    ...Object.fromEntries(
      ([90, 180, 270] as const).map((rotation) => [
        `turned by ${rotation}`,
        [
          { text, rotation },
          { ...a4, rotation },
        ],
      ]),
    ),
    "cut out": [
      { text, mediaBox: [-50, -50, 700, 900], cropBox: [20, 30, 615, 872] },
      { ...a4, cropBox: [20, 30, 615, 872] },
    ],
    "in units of two points": [
      { text, userUnit: 2 },
      { ...a4, userUnit: 2 },
    ],
  };
  test.each(Object.entries(specs))("%s", async (_, [spec, page]) => {
    const [found, ...more] = await proposalsOn(makeContract({ pages: [spec] }), 1, page);
    expect(more).toEqual([]);
    // The writer's baseline is 60 points below the top, its text 56 from the left.
    expect(Math.abs(bottomOf(found ?? { y: 0, height: 0 }) - 61)).toBeLessThan(3);
    expect(found?.x).toBeGreaterThan(100);
    expect((found?.x ?? 0) + (found?.width ?? 0)).toBeLessThan(290);
  });
});

const scripts = ["latin", "arabic", "devanagari"] as const;
for (const script of scripts) Font.register({ family: script, src: fontFile("regular", script) });
type Script = (typeof scripts)[number];
const at = (x: number, y: number, width?: number) =>
  ({ position: "absolute", left: x, top: y, ...(width ? { width } : {}) }) as const;
const word = (text: string, x: number, y: number, fontFamily: Script, width?: number) =>
  h(
    Text,
    {
      key: `${text} ${x} ${y}`,
      style: {
        ...at(x, y, width),
        fontFamily,
        fontSize: 11,
        direction: fontFamily === "arabic" ? "rtl" : "ltr",
      },
    },
    text,
  );
const line = (x: number, y: number, width: number) =>
  h(View, { key: `line ${x} ${y}`, style: { ...at(x, y, width), borderBottom: "1 solid black" } });
const print = (...children: ReactElement[]) =>
  renderToBuffer(
    h(Document, null, h(Page, { size: [595, 842] }, ...children)) as Parameters<
      typeof renderToBuffer
    >[0],
  );

const columns = [60, 320] as const;
/** Under its clause and heading two columns, in reading order: the party, a line to sign, a date. */
function signaturePage(page: SignaturePage): ReactElement[] {
  const { clause, heading, parties, signature, date, script } = page;
  const [first, second] = isWrittenBackwards(page) ? [columns[1], columns[0]] : columns;
  const labelled = (label: string, x: number, y: number) =>
    isWrittenBackwards(page)
      ? [word(label, x + 150, y, script, 65), line(x, y + 14, 140)]
      : [word(label, x, y, script), line(x + 75, y + 14, 140)];
  return [
    word(clause, 60, 560, script, 475),
    word(heading, 60, 600, script, 475),
    ...[first, second].flatMap((x, at) => [
      word(parties[at] ?? "", x, 640, script, 215),
      ...labelled(signature, x, 690),
      ...labelled(date, x, 730),
    ]),
  ];
}

describe("words and drawn lines of real files", () => {
  test.each([
    ["Uzbek", "Imzo:", "latin"],
    ["Uzbek, Cyrillic", "Имзо:", "latin"],
    ["Karakalpak", "Қолы:", "latin"],
    ["Russian", "Подпись:", "latin"],
    ["Hindi", "हस्ताक्षर:", "devanagari"],
  ] as const)("%s", async (_, text, script) => {
    const [found, ...more] = await proposalsOn(
      await print(word(text, 60, 688, script), line(160, 700, 180)),
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({ reason: "line_with_word" });
    expect(Math.abs(bottomOf(found ?? { y: 0, height: 0 }) - 700)).toBeLessThan(2);
    expect(Math.abs((found?.x ?? 0) - 170)).toBeLessThan(2);
  });

  test("Persian, shaped and from the right, for two parties", async () => {
    const found = await proposalsOn(
      await print(
        word("امضای طرف اول", 430, 688, "arabic", 110),
        line(310, 702, 120),
        word("امضای طرف دوم", 170, 688, "arabic", 110),
        line(50, 702, 120),
      ),
    );
    expect(found.map(({ party, x, width }) => [party, Math.round(x), Math.round(width)])).toEqual([
      ["first", 310, 120],
      ["second", 50, 120],
    ]);
  });

  // This printer tears Hindi words apart; the browser's journey prints them whole.
  const printed = signaturePages.filter(({ script }) => script !== "devanagari");
  test.each(printed.map((page) => [page.language, page] as const))(
    "both parties of a whole page, and no date: %s",
    async (_, page) => {
      const found = await proposalsOn(await print(...signaturePage(page)));
      const across = isWrittenBackwards(page)
        ? [columns[1], columns[0]]
        : columns.map((x) => x + 75);
      const named =
        page.language === "ru"
          ? (["client", "contractor"] as const)
          : (["first", "second"] as const);
      expect(found.map(({ party, reason, x }) => [party, reason, Math.round(x)])).toEqual(
        named.map((party, at) => [party, "line_with_word", across[at]]),
      );
      expect(found.map(({ words }) => words)).toEqual(
        page.parties.map((party) => `${party} · ${page.signature.slice(0, -1)}`),
      );
      for (const place of found) expect(Math.abs(bottomOf(place) - 704)).toBeLessThan(2);
    },
  );

  test("a sentence about signatures, and a page without words, propose nothing", async () => {
    const sentence = "यह अनुबंध दोनों पक्षों के हस्ताक्षर होने की तिथि से प्रभावी होगा।";
    expect(
      await proposalsOn(
        await print(word(sentence, 60, 600, "devanagari", 450), line(60, 700, 180)),
      ),
    ).toEqual([]);
    expect(await proposalsOn(await print(line(60, 700, 180)))).toEqual([]);
  });
});

test("a signature field of the file is proposed as it is, until it is signed", async () => {
  const prepared = await prepareDocument({
    bytes: makeContract({ pages: [{ text: ["Annex"] }] }),
    form: "keep",
    placements: [
      { id: "one", page: 1, x: 60, y: 200, width: 180, height: 70 },
      { id: "two", page: 1, x: 300, y: 200, width: 180, height: 70 },
    ],
  });
  const both = await proposalsOn(prepared.bytes);
  expect(both.map(({ reason, x, width }) => [reason, Math.round(x), Math.round(width)])).toEqual([
    ["form_field", 60, 180],
    ["form_field", 300, 180],
  ]);
  const now = new Date();
  const { bytes } = await signRevision({
    bytes: prepared.bytes,
    authority: createAuthority("Office", now).authority,
    person: { name: "Sara Ahmadi", recipientId: "0190a1b2-0000-7000-8000-000000000001" },
    at: now,
    signatures: [
      {
        signatureField: prepared.signatureFields.one ?? "",
        mark: { kind: "typed", text: "Sara", direction: "ltr" },
        caption: { lines: ["Sara"], direction: "ltr" },
      },
    ],
  });
  const left = await proposalsOn(bytes);
  expect(left.map(({ x }) => Math.round(x))).toEqual([300]);
});
