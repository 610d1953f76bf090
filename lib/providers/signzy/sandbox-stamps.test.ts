import { describe, expect, test } from "vitest";
import { drawPage, expectSound, runTool, samplePdf, withQpdf } from "@/lib/pdf/testing";
import type { SignzySandboxOptions } from "./sandbox";
import { aarav, box, challan, connect, download, openSandbox, pdf } from "./sandbox-testing";

const rupees = "Stamp duty of Rs. 100 paid via Stamp Paper Certificate No.";

/** Everybody signs. @returns the file at the end and pullData */
async function signed(changes: object, options: SignzySandboxOptions = {}) {
  const sandbox = await openSandbox(options);
  const { create, read } = connect(sandbox);
  const made = await create({ signerdetail: [aarav], ...changes });
  await sandbox.act({ documentId: made.contractId, recipient: 0, act: "sign" });
  const facts = await read(made);
  return { facts, file: await download(facts.finalSignedContract) };
}
const sending = (signatures: readonly object[]) => ({ signerdetail: [{ ...aarav, signatures }] });

/** What a page shows at a point, in points from the lower left of what is seen. */
function look(file: Buffer, page: number) {
  const { width, height, gray } = drawPage(file, page, 72);
  return (x: number, y: number) =>
    gray[(height - 1 - Math.floor(y)) * width + Math.floor(x)] === 255 ? "blank" : "drawn";
}

/** The box of the first word on a page, in points from the upper left of what is seen. */
function firstWord(file: Buffer, page: number, word: string) {
  const words = ["-bbox", "-f", String(page), "-l", String(page), "in.pdf", "-"];
  const { output } = runTool("pdftotext", words, { "in.pdf": file });
  const size = /<page width="([\d.]+)" height="([\d.]+)"/.exec(output);
  const found = new RegExp(
    `xMin="([\\d.]+)" yMin="([\\d.]+)" xMax="([\\d.]+)" yMax="([\\d.]+)">${word}<`,
  ).exec(output);
  const [left = 0, top = 0, right = 0, bottom = 0] = (found ?? []).slice(1).map(Number);
  const [width = 0, height = 0] = (size ?? []).slice(1).map(Number);
  return { isThere: found !== null, left, top, right, bottom, width, height };
}
const textOf = (file: Buffer, page: number) =>
  runTool("pdftotext", ["-f", String(page), "-l", String(page), "in.pdf", "-"], {
    "in.pdf": file,
  }).output.replace(/\s+/g, " ");

describe("a box of one's own", () => {
  test("stands at its coordinates, in points from the lower left", async () => {
    const { file } = await signed(sending([box]));
    const at = look(file, 2);
    expect([at(303, 403), at(427, 403), at(303, 467)]).toEqual(["drawn", "drawn", "drawn"]);
    expect([at(297, 403), at(433, 403), at(303, 397)]).toEqual(["blank", "blank", "blank"]);
    expect(look(file, 1)(303, 403)).toBe("blank");
    expectSound(file);
  });

  test("stands elsewhere when origin and unit are read otherwise", async () => {
    const fromTop = { coordinateOrigin: "top_left", unitsPerPoint: 2 } as const;
    const twice = { ...box, xCoordinate: [200], yCoordinate: [100], width: 260, height: 140 };
    const at = look((await signed(sending([twice]), fromTop)).file, 2);
    // 50 from the top of US letter.
    expect([at(103, 792 - 53), at(227, 792 - 117)]).toEqual(["drawn", "drawn"]);
    expect([at(103, 792 - 47), at(103, 792 - 123)]).toEqual(["blank", "blank"]);
  });

  test("several pairs are several boxes, on every page named", async () => {
    const many = { ...box, pageNo: [1, 2], xCoordinate: [50, 300], yCoordinate: [500, 600] };
    const { file } = await signed(sending([many]));
    for (const page of [1, 2])
      for (const [x, y] of [
        [53, 503],
        [303, 603],
      ] as const)
        expect(look(file, page)(x, y)).toBe("drawn");
    expect(look(file, 2)(303, 503)).toBe("blank");
  });
});

test.each([
  ["TOPLEFT", 36, 842 - 36 - 70],
  ["MIDDLECENTER", (595 - 130) / 2, (842 - 70) / 2],
  ["BottomRight", 595 - 36 - 130, 36],
])("%s is 36 points from the edges, or in the middle", async (position, x, y) => {
  const { file } = await signed(sending([{ pageNo: [1], signaturePosition: [position] }]));
  const at = look(file, 1);
  expect([at(x + 3, y + 3), at(x + 126, y + 66)]).toEqual(["drawn", "drawn"]);
  expect([at(x - 3, y + 3), at(x + 133, y + 66)]).toEqual(["blank", "blank"]);
});

test("on a turned page the places are those of the page as it is seen", async () => {
  const turned = samplePdf([{ rotate: 270, cropBox: [20, 30, 500, 700] }]);
  const { file } = await signed({
    pdf: Buffer.from(turned).toString("base64"),
    ...sending([{ pageNo: [1], signaturePosition: ["TOPRIGHT"] }]),
  });
  const at = look(file, 1);
  // Seen, the page is 670 by 480, and the box lies on its side.
  const [right, top] = [670 - 36 - 3, 480 - 36 - 3];
  expect([at(right, top), at(right - 124, top - 64)]).toEqual(["drawn", "drawn"]);
  expect([at(right + 6, top), at(right, top + 6)]).toEqual(["blank", "blank"]);
});

describe("an eChallan", () => {
  test.each([
    ["topLeft", "left", "top"],
    ["topCenter", "center", "top"],
    ["middleLeft", "left", "middle"],
    ["middleCenter", "center", "middle"],
    ["bottomLeft", "left", "bottom"],
    ["bottomCenter", "center", "bottom"],
  ])("says what was paid at %s", async (location, column, row) => {
    const { facts, file } = await signed({ estamp: { ...challan, location, pageNo: [2] } });
    const { challanNo } = facts.estamp.transactionResult;
    expect(textOf(file, 2)).toContain(`${rupees} ${challanNo} dated `);
    expect(textOf(file, 1)).not.toContain("Stamp duty");
    const { left, top, bottom, width, height } = firstWord(file, 2, "Stamp");
    if (column === "left") expect(left).toBeCloseTo(36, 0);
    else expect(left).toBeGreaterThan(width / 4 - 1);
    const lines = 2;
    const first = { top: 36, middle: (height - lines * 11) / 2, bottom: height - 36 - lines * 11 };
    const middle = first[row as keyof typeof first] + 5.5;
    expect(Math.abs((top + bottom) / 2 - middle)).toBeLessThan(2);
    expectSound(file);
  });

  test("its lines end before the middle of the page, long words too", async () => {
    const message = `${"Duty ".repeat(60)}${"x".repeat(120)} END`;
    const estamp = { ...challan, custmonDefacement: true, message };
    const { file } = await signed({ estamp });
    const end = firstWord(file, 1, "END");
    expect(end.isThere).toBe(true);
    expect(end.right).toBeLessThan(36 + 595 / 2);
    expect(textOf(file, 1).replaceAll(" ", "")).toContain("x".repeat(120));
  });

  test("its own message has its variables filled in", async () => {
    const message =
      "{{challanNo}}|{{stateCode}}|{{firstParty}}|{{articleCode}}|{{amount}}|{{secondPartyName}}|{{purposeOfStampDuty}}|{{stampDutyPaidBy}}";
    const estamp = { ...challan, custmonDefacement: "true", message, pageNo: [] };
    const { facts, file } = await signed({ estamp });
    const { challanNo } = facts.estamp.transactionResult;
    expect(textOf(file, 1)).toContain(
      `${challanNo}|KA|Bahaar Homes|KA001|100|Diya Nair|Lease|Bahaar`,
    );
  });

  test("its message is the usual one unless one's own is wanted", async () => {
    const estamp = { ...challan, custmonDefacement: false, message: "Something else" };
    const { file } = await signed({ estamp });
    expect(textOf(file, 1)).toContain(rupees);
    expect(textOf(file, 1)).not.toContain("Something else");
  });

  test.each([
    // The tool measures from the edges of the MediaBox: so much lies outside of the CropBox.
    [0, 20, 142],
    [90, 30, 20],
    [180, 95, 30],
    [270, 142, 95],
  ])("is upright and at its place on a page turned by %i", async (rotate, beside, above) => {
    const turned = samplePdf([{ rotate, cropBox: [20, 30, 500, 700] }]);
    const { file } = await signed({
      pdf: Buffer.from(turned).toString("base64"),
      ...sending([{ pageNo: ["All"], signaturePosition: ["BOTTOMRIGHT"] }]),
      estamp: { ...challan, location: "topLeft" },
    });
    const { left, top, right, bottom } = firstWord(file, 1, "Stamp");
    expect(left).toBeCloseTo(beside + 36, 0);
    expect(Math.abs((top + bottom) / 2 - above - 36 - 5.5)).toBeLessThan(2);
    expect(right - left).toBeGreaterThan(bottom - top);
  });

  test("can stand on a file with object streams", async () => {
    const streams = Buffer.from(withQpdf(pdf, "--object-streams=generate"));
    const { file } = await signed({ pdf: streams.toString("base64"), estamp: challan });
    expect(textOf(file, 1)).toContain(rupees);
    expectSound(file);
  });
});

test("an eStamp is a band of stamp paper along the top", async () => {
  const { amount: _, ...rest } = challan;
  const estamp = { ...rest, type: "eStamp", stampDutyValue: "250", considerationPrice: "90000" };
  const { file, facts } = await signed({ estamp });
  const at = look(file, 1);
  expect([at(40, 842 - 40), at(555, 842 - 92)]).toEqual(["drawn", "drawn"]);
  expect([at(30, 842 - 40), at(40, 842 - 100)]).toEqual(["blank", "blank"]);
  const { challanNo } = facts.estamp.transactionResult;
  expect(textOf(file, 1)).toContain(`KA, Rs. 250 Certificate No. ${challanNo}`);
});

test("pullData says what became of the duty", async () => {
  const { facts } = await signed({ estamp: challan });
  expect(facts.estamp).toMatchObject({
    ...challan,
    transactionId: expect.any(String),
    estampStatus: "SUCCESS",
    transactionResult: { challanNo: expect.stringMatching(/^GRN\d{12}$/) },
  });
  const stamped = await download(facts.estamp.transactionResult.eStampedFile);
  expect(textOf(stamped, 1)).toContain(rupees);
});

test.each([
  ["pending", "PENDING"],
  ["failed", "FAILED"],
] as const)("a duty that is %s leaves the pages as they are", async (estamp, estampStatus) => {
  const { facts, file } = await signed({ estamp: challan }, { estamp });
  expect(facts.estamp).toMatchObject({ estampStatus, transactionResult: {} });
  expect(textOf(file, 1)).not.toContain("Stamp duty");
});
