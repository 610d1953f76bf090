import type { PDF, PdfDict, PdfObject } from "@libpdf/core";
import { PdfArray, PdfNumber, PdfRef } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";
import { pageSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { PdfFacts } from "./inspect-facts";
import { asDict } from "./inspect-objects";
import { isBlankPage } from "./is-blank-page";

export const pageLimit = 500;
/** Points (ISO 32000-1, annex C, 2: the limits that every reader keeps). */
export const shortestSide = 72;
export const longestSide = 14_400;
/** Real page trees are about four levels deep. */
const deepest = 64;

type Box = readonly [number, number, number, number];
/** `PdfDict.get` for what ISO 32000-2, table 31 calls inheritable. */
type Inherited = { readonly [key in "MediaBox" | "CropBox" | "Rotate"]?: PdfObject };

/**
 * Walks the page tree itself, in order, and never trusts `/Count`.
 * @throws AppError `document_no_pages`, `document_too_many_pages`, `document_page_size`,
 * `document_damaged` (a circle, or pages that other readers count differently),
 * `document_too_costly` (nested beyond reason)
 */
export function readPages(pdf: PDF): PdfFacts["pages"] {
  const leaves = walkPageTree(pdf);
  if (leaves.length === 0) throw new AppError("document_no_pages");
  const known = pdf.context.pages.getPages();
  const isSame = leaves.every(({ ref }, index) => ref === known[index]?.toString());
  if (!isSame || known.length !== leaves.length)
    throw new AppError("document_damaged", "the page tree can be read in two ways");
  return leaves.map(({ box }, index) => {
    const { width, height } = pageSize(box);
    const isReasonable = [width, height].every(
      (side) => side >= shortestSide && side <= longestSide,
    );
    if (!isReasonable)
      throw new AppError("document_page_size", "page size", {
        page: index + 1,
        width: Math.round(width),
        height: Math.round(height),
      });
    return { ...box, width, height };
  });
}

type Leaf = { readonly ref: string; readonly box: PageBox };

function walkPageTree(pdf: PDF): Leaf[] {
  const resolve = (ref: PdfRef) => pdf.context.resolve(ref);
  const leaves: Leaf[] = [];
  const seen = new Set<string>();
  const root = pdf.context.catalog.getDict().getRef("Pages");
  const open: { node: PdfObject | undefined; inherited: Inherited; depth: number }[] = [
    { node: root, inherited: {}, depth: 0 },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const ref = next.node instanceof PdfRef ? next.node.toString() : "";
    if (seen.has(ref)) throw new AppError("document_damaged", "a page tree that runs in a circle");
    if (ref) seen.add(ref);
    const node = asDict(next.node, resolve);
    if (!node) continue;
    if (next.depth > deepest) throw new AppError("document_too_costly", "page tree too deep");
    const inherited = inherit(node, next.inherited, resolve);
    const kids = node.get("Kids", resolve);
    if (kids instanceof PdfArray) {
      for (const kid of kids.toArray().reverse())
        open.push({ node: kid, inherited, depth: next.depth + 1 });
      if (open.length > 20 * pageLimit) throw tooManyPages();
    } else {
      leaves.push({ ref, box: toPageBox(node, inherited, resolve) });
      if (leaves.length > pageLimit) throw tooManyPages();
    }
  }
  return leaves;
}

const tooManyPages = () =>
  new AppError("document_too_many_pages", "too many pages", { limit: pageLimit });

type Resolve = (ref: PdfRef) => PdfObject | null;

function inherit(node: PdfDict, from: Inherited, resolve: Resolve): Inherited {
  const own = (key: keyof Inherited) => {
    const value = node.get(key, resolve) ?? from[key];
    return value === undefined ? {} : { [key]: value };
  };
  return { ...own("MediaBox"), ...own("CropBox"), ...own("Rotate") };
}

/** The same reading as pdf.js, which draws the page: bad boxes fall back, CropBox is cut. */
function toPageBox(page: PdfDict, { MediaBox, CropBox, Rotate }: Inherited, resolve: Resolve) {
  const media = toBox(MediaBox, resolve) ?? ([0, 0, 612, 792] as const);
  const crop = toBox(CropBox, resolve) ?? media;
  const cut: Box = [
    Math.max(crop[0], media[0]),
    Math.max(crop[1], media[1]),
    Math.min(crop[2], media[2]),
    Math.min(crop[3], media[3]),
  ];
  const cropBox = cut[2] > cut[0] && cut[3] > cut[1] ? cut : media;
  const turn = Rotate instanceof PdfNumber ? Rotate.value : 0;
  const rotation = (turn % 90 === 0 ? ((turn % 360) + 360) % 360 : 0) as PageBox["rotation"];
  const unit = page.get("UserUnit", resolve);
  const userUnit = unit instanceof PdfNumber && unit.value > 0 ? unit.value : 1;
  const blank = isBlankPage(page, resolve) ? { isBlank: true as const } : {};
  return { cropBox, rotation, userUnit, ...blank };
}

function toBox(value: PdfObject | undefined, resolve: Resolve): Box | undefined {
  if (!(value instanceof PdfArray) || value.length !== 4) return undefined;
  const numbers = [0, 1, 2, 3].map((index) => {
    const item = value.at(index, resolve);
    return item instanceof PdfNumber ? item.value : Number.NaN;
  });
  const [ax = 0, ay = 0, bx = 0, by = 0] = numbers;
  const box: Box = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
  return numbers.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1] ? box : undefined;
}
