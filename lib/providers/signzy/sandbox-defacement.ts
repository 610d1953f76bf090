import type { PdfPage } from "@/lib/provider-kit/sandbox-pdf";
import { PdfFile } from "@/lib/provider-kit/sandbox-pdf";
import type { PdfDict, PdfValue } from "@/lib/provider-kit/sandbox-pdf-values";
import { Revision, streamSource } from "@/lib/provider-kit/sandbox-pdf-write";
import { lookAt, margin, placeIn } from "./sandbox-boxes";
import type { StampDraft } from "./sandbox-requests";
import { breakLines, fontSize, leading, toLatin, widthOf } from "./sandbox-text";
import { fillVariables } from "./sandbox-variables";

/** What the treasury gave for the duty. */
export type Certificate = {
  readonly number: string;
  readonly subNumber: string;
  /** DD/MM/YYYY in India. */
  readonly date: string;
};

/** The document's own example of a message, with its values as variables. */
const usualMessage =
  "Stamp duty of Rs. {{amount}} paid via Stamp Paper Certificate No. {{challanNo}} dated {{challanDate}}";

export const toMessage = (stamp: StampDraft, { number, date }: Certificate): string =>
  fillVariables(stamp.message ?? usualMessage, {
    challanNo: number,
    challanDate: date,
    stateCode: stamp.stateCode,
    firstParty: stamp.firstPartyName,
    articleCode: stamp.articleCode,
    amount: stamp.duty,
    secondPartyName: stamp.secondPartyName,
    purposeOfStampDuty: stamp.purposeOfStampDuty,
    stampDutyPaidBy: stamp.stampDutyPaidBy,
  });

/**
 * The same bytes and one more revision that shows the duty. Nothing is said of how it looks; here:
 *
 * - eChallan: the message in black Helvetica 9 pt, 11 pt from line to line, no frame. Lines end
 *   before half the width of the page as it is seen (CropBox, turned) and begin one below the other;
 *   the block is as wide as its widest line and stands 36 pt from the left edge or in the middle of
 *   the width, and 36 pt from the top or the bottom edge or in the middle of the height.
 * - eStamp: a tinted band, 60 pt high, 36 pt from the top, left and right edges, with the paper's
 *   certificate in four lines.
 */
export function drawDuty(bytes: Buffer, stamp: StampDraft, certificate: Certificate): Buffer {
  const revision = new Revision(new PdfFile(bytes));
  const font = revision.add(
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  );
  for (const [index, page] of revision.file.pages().entries())
    if (stamp.pages.includes(index + 1)) {
      const { matrix, ...sight } = lookAt(revision.file, page);
      const content = stamp.isChallan
        ? toBlock(toMessage(stamp, certificate), sight, stamp.place)
        : toBand(stamp, certificate, sight);
      addContent(revision, page, `${matrix.join(" ")} cm ${content}`, font);
    }
  return revision.write();
}

type Size = { readonly width: number; readonly height: number };

const toLine = (text: string, x: number, y: number) =>
  `BT /Duty ${fontSize} Tf 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm (${toLatin(text).replace(/[()\\]/g, "\\$&")}) Tj ET`;

/** A line's letters stand on a base 2 pt above the lower edge of its 11. */
const base = 2;

function toBlock(message: string, sight: Size, place: StampDraft["place"]): string {
  const lines = breakLines(message, sight.width / 2);
  const size = { width: Math.max(...lines.map(widthOf)), height: lines.length * leading };
  const { x, y } = placeIn(sight, place, size);
  const rows = lines.map((line, index) =>
    toLine(line, x, y + size.height - (index + 1) * leading + base),
  );
  return `0 g ${rows.join(" ")}`;
}

const bandHeight = 60;

function toBand(stamp: StampDraft, { number, date }: Certificate, sight: Size): string {
  const size = { width: sight.width - 2 * margin, height: bandHeight };
  const { x, y } = placeIn(sight, { row: "TOP", column: "LEFT" }, size);
  const box = [x, y, size.width, size.height].map((each) => each.toFixed(2)).join(" ");
  const lines = [
    `STAMP PAPER OF THE SANDBOX (no value): ${stamp.stateCode}, Rs. ${stamp.duty}`,
    `Certificate No. ${number}, issued ${date}, article ${stamp.articleCode}`,
    `First party: ${stamp.firstPartyName}. Second party: ${stamp.secondPartyName}`,
    `Paid by ${stamp.stampDutyPaidBy}. Purpose: ${stamp.purposeOfStampDuty}`,
  ];
  const rows = lines.map((line, index) =>
    toLine(line, x + 8, y + size.height - 8 - (index + 1) * leading + base),
  );
  return `0.93 0.97 0.9 rg 0.2 0.4 0.2 RG 1 w ${box} re B 0 g ${rows.join(" ")}`;
}

/** Over what the page shows, whatever state its own content leaves behind. */
function addContent(revision: Revision, page: PdfPage, content: string, font: string): void {
  const { file } = revision;
  const resources: PdfDict = new Map(file.resolve(page.dict.get("/Resources")) as PdfDict);
  const fonts: PdfDict = new Map(file.resolve(resources.get("/Font")) as PdfDict | undefined);
  resources.set("/Font", fonts.set("/Duty", font));
  const before = page.own.get("/Contents");
  const list = file.resolve(before);
  const own: PdfValue[] = Array.isArray(list) ? list : before === undefined ? [] : [before];
  const start = revision.add(streamSource("", "q"));
  const end = revision.add(streamSource("", `Q q ${content} Q`));
  revision.change(
    `${page.number} ${page.generation} R`,
    new Map(page.own).set("/Resources", resources).set("/Contents", [start, ...own, end]),
  );
}
