import { toPdfRect, viewSize } from "@/lib/placements/geometry";
import { readPageRange } from "@/lib/placements/page-range";
import type { PageBox } from "@/lib/placements/schema";
import type { PageMark, Values } from "@/lib/provider-kit/contract";
import { widthOf } from "./mapping-helvetica";
import type { StampVariable } from "./mapping-stamp";
import { payerOf, readRupees, stampVariables } from "./mapping-stamp";
import type { SignzyOptions } from "./options";
import { signzyOptions } from "./options";

/** Points. */
const fontSize = 9;
const lineHeight = 11;
/** From the page's visible edge, in points. */
const margin = 36;

/** What only the provider knows. */
const unknown = "…";
/** About as long as they will be, so that what is shown is as large as what is written. */
const unknownNumber = unknown.repeat(10);
const unknownDate = unknown.repeat(6);
/** As the provider's page shows a stamp without a text of its own. */
const usualText =
  "Stamp duty of Rs. {{amount}} paid via Stamp Paper Certificate No. {{challanNo}} dated {{challanDate}}";

/** The text that the provider will write on the pages for an e-challan. */
export function drawMarks(values: Values, pages: readonly PageBox[]): readonly PageMark[] {
  const parsed = signzyOptions.safeParse(values);
  if (!parsed.success || parsed.data.stamp !== "e_challan") return [];
  const options = parsed.data;
  const text = options.hasStampText ? (options.stampText ?? "") : usualText;
  const said = fillVariables(text, options).trim();
  if (said === "") return [];
  return (readPageRange(options.stampPages, pages.length) ?? []).flatMap((page) => {
    const box = pages[page - 1];
    return box ? [{ page, fontSize, ...layOut(said, box, options.stampPlace) }] : [];
  });
}

/** An e-stamp's look is nowhere said; its pages are. */
export function writtenPages(values: Values, pageCount: number): readonly number[] {
  const parsed = signzyOptions.safeParse(values);
  if (!parsed.success || parsed.data.stamp === "none") return [];
  return readPageRange(parsed.data.stampPages, pageCount) ?? [];
}

/** Unknown variables stay as they were typed: the provider will leave them, too. */
function fillVariables(text: string, options: SignzyOptions): string {
  const values: Readonly<Record<StampVariable, string | undefined>> = {
    challanNo: unknownNumber,
    challanDate: unknownDate,
    stateCode: options.stampState,
    firstParty: options.stampFirstParty,
    articleCode: options.stampArticle?.toUpperCase(),
    amount: readRupees(options.stampAmount),
    secondPartyName: options.stampSecondParty,
    purposeOfStampDuty: options.stampPurpose,
    stampDutyPaidBy: payerOf(options),
  };
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (typed, name: string) => {
    const variable = stampVariables.find((known) => known === name);
    return variable ? values[variable] || unknown : typed;
  });
}

/** Upright as the page is seen, at most half as wide as it is. */
function layOut(
  text: string,
  page: PageBox,
  place: SignzyOptions["stampPlace"],
): Pick<PageMark, "rect" | "lines"> {
  const seen = viewSize(page, 1);
  const lines = wrap(text, seen.width / 2);
  const width = Math.max(...lines.map((line) => widthOf(line, fontSize)));
  const height = lines.length * lineHeight;
  const [row, column] = place.split("_");
  const x = column === "left" ? margin : (seen.width - width) / 2;
  const y = { top: margin, middle: (seen.height - height) / 2 }[row ?? ""];
  const view = { x, y: y ?? seen.height - margin - height, width, height };
  return { lines, rect: toPdfRect({ space: "view", ...view }, page, 1) };
}

/** Between words, wherever people broke them; a word that is too long by itself is cut. */
function wrap(text: string, widest: number): string[] {
  const fits = (line: string) => widthOf(line, fontSize) <= widest;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((one) => cut(one, fits))) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function cut(word: string, fits: (text: string) => boolean): string[] {
  const pieces = [""];
  for (const character of word) {
    const longer = pieces.at(-1) + character;
    if (fits(longer) || pieces.at(-1) === "") pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}
