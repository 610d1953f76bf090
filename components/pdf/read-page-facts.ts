import type { OPS, PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { mayHoldSignatures } from "@/lib/placements/find-signature-lines";
import type { UserSpaceRect } from "@/lib/placements/geometry";
import { fromUserSpaceRect } from "@/lib/placements/geometry";
import type { PageFacts, SignatureWidget, TextRun } from "@/lib/placements/page-facts";
import type { PageBox } from "@/lib/placements/schema";
import { readSegments } from "./read-segments";

type TextItem = Extract<
  Awaited<ReturnType<PDFPageProxy["getTextContent"]>>["items"][number],
  { str: string }
>;
type Annotation = {
  readonly id: string;
  readonly subtype: string;
  readonly fieldType?: string;
  readonly fieldName?: string;
  readonly rect: readonly number[];
};
type Signature = {
  /** Begins with the reference of the signed object. */
  readonly id: string;
  readonly fieldName: string;
};

/**
 * Reads what one page shows from the PDF that is open in this tab; nothing leaves it. Drawings are
 * only looked at where words call for it: they cost most, and scans hold nothing else.
 * @param number of the page, 1-based
 * @param operators pdf.js's table, of the same build as `document`
 */
export async function readPageFacts(
  document: PDFDocumentProxy,
  number: number,
  page: PageBox,
  operators: Readonly<typeof OPS>,
): Promise<PageFacts> {
  const proxy = await document.getPage(number);
  const { items } = await proxy.getTextContent();
  const runs = items.flatMap((item) => ("str" in item ? toRun(item, page) : []));
  const widgets = await readWidgets(document, proxy, page);
  const segments = mayHoldSignatures({ page, runs })
    ? readSegments(await proxy.getOperatorList({ annotationMode: 0 }), operators)
    : [];
  // Hundreds of pages would otherwise stay in memory; one that is being drawn keeps what it needs.
  proxy.cleanup();
  return {
    page,
    runs,
    widgets,
    segments: segments.map((segment) => fromUserSpaceRect(segment, page)),
  };
}

/** How far below its baseline a run reaches, as a part of its height. */
const descent = 0.22;
/** Degrees; what is turned further is a stamp or a watermark. */
const largestTilt = 5;

function toRun({ str, dir, transform, width, height }: TextItem, page: PageBox): TextRun[] {
  // Glyphs that a font names no letter for come as control characters.
  const text = str.replace(/\p{Cc}/gu, "");
  if (text.trim() === "" || dir === "ttb") return [];
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = transform as number[];
  const tilt = (((Math.atan2(b, a) * 180) / Math.PI - page.rotation + 540) % 360) - 180;
  if (Math.abs(tilt) > largestTilt) return [];
  const length = Math.hypot(a, b) || 1;
  const [along, up] = [[a / length, b / length] as const, [-b / length, a / length] as const];
  const tall = height || Math.hypot(c, d);
  const corner = (right: number, above: number) =>
    [x + along[0] * right + up[0] * above, y + along[1] * right + up[1] * above] as const;
  // pdf.js knows no width of marks that are drawn on the letter before them.
  const wide = Number.isFinite(width) ? width : 0;
  const [from, to] = [corner(0, -descent * tall), corner(wide, (1 - descent) * tall)];
  return [{ text, rect: fromUserSpaceRect([...from, ...to], page) }];
}

async function readWidgets(
  document: PDFDocumentProxy,
  proxy: PDFPageProxy,
  page: PageBox,
): Promise<SignatureWidget[]> {
  const annotations = (await proxy.getAnnotations()) as readonly Annotation[];
  const found = annotations.filter(
    ({ subtype, fieldType }) => subtype === "Widget" && fieldType === "Sig",
  );
  if (found.length === 0) return [];
  const signatures = ((await document.getSignatures()) ?? []) as unknown as readonly Signature[];
  return found.map(({ id, fieldName = "", rect }) => ({
    name: fieldName,
    rect: fromUserSpaceRect(rect as unknown as UserSpaceRect, page),
    isSigned: signatures.some(
      (signature) => signature.id.startsWith(`${id}:`) || signature.fieldName === fieldName,
    ),
  }));
}
