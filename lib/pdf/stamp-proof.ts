import type { PdfRef } from "@libpdf/core";
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";
import type { Size, UserSpaceRect } from "@/lib/placements/geometry";
import { toPdfRect, toUserSpaceRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox, PdfRect } from "@/lib/placements/schema";
import type { ProofBoxLook, ProofPageLook } from "./draw-proof";
import {
  drawProofBox,
  drawProofGround,
  drawProofLine,
  paleInk,
  proofLineHeight,
} from "./draw-proof";
import type { LoadedPdf, PdfPage } from "./load-pdf";
import { listPages } from "./load-pdf";
import { numbers } from "./signature-fields";
import { registerUprightForm, uprightSize } from "./upright-form";

export type ProofBox = ProofBoxLook & {
  /** 1-based. */
  readonly page: number;
  readonly rect: PdfRect;
};

/** Print, ReadOnly, Locked, LockedContents (ISO 32000-2, table 167). */
const flags = 4 + 64 + 128 + 512;

/**
 * Draws the boxes over their pages, and on every page that it is a proof, in memory. As annotations
 * they need nothing of a page's own content, which may leave any graphics state behind.
 * @throws AppError `invalid` for a page that is not there; and as `listPages`
 */
export function stampProof(
  document: LoadedPdf,
  boxes: readonly ProofBox[],
  look: ProofPageLook,
): void {
  const pages = listPages(document);
  if (boxes.some(({ page }) => !pages[page - 1])) throw new AppError("invalid", "no such page");
  const pen = createPen(document);
  for (const [index, page] of pages.entries()) {
    const whole = viewSize(page.box, 1);
    const edge = { ...whole, height: proofLineHeight(whole) };
    const at = (size: typeof whole) =>
      toPdfRect({ space: "view", x: 0, y: 0, ...size }, page.box, 1);
    // Nobody can point at a watermark, but not every reader draws one; a stamp they all do.
    pen.put(page, at(whole), {
      kind: "Watermark",
      contents: look.words,
      look,
      draw: drawProofGround,
    });
    pen.put(page, at(edge), { kind: "Stamp", contents: look.line, look, draw: drawProofLine });
    for (const { page: number, rect, ...box } of boxes)
      if (number === index + 1)
        pen.put(page, rect, {
          kind: "Stamp",
          contents: `${box.badge} ${box.name}: ${box.words}`,
          look: box,
          draw: drawProofBox,
        });
  }
}

type Drawing<Look> = {
  readonly kind: "Stamp" | "Watermark";
  /** What a screen reader says. */
  readonly contents: string;
  readonly look: Look;
  readonly draw: (size: Size, look: Look) => string;
};

/** Puts drawings over pages. Hundreds of pages of one size share what is the same on them. */
function createPen(document: LoadedPdf) {
  const { pdf, resolve } = document;
  const pale = pdf.register(
    PdfDict.of({ Type: PdfName.of("ExtGState"), ca: PdfNumber.of(0.12), CA: PdfNumber.of(0.12) }),
  );
  const forms = new Map<string, PdfRef>();
  const toForm = <Look>(
    rect: UserSpaceRect,
    { rotation, userUnit }: PageBox,
    { kind, contents, look, draw }: Drawing<Look>,
  ): PdfRef => {
    const size = uprightSize(rect, { rotation, userUnit });
    const key = JSON.stringify([kind, contents, look, size, rotation]);
    const known = forms.get(key);
    if (known) return known;
    const resources = PdfDict.of({ ExtGState: PdfDict.of({ [paleInk]: pale }) });
    const content = draw(size, look);
    const form = registerUprightForm(document, size, rotation, { content, resources });
    forms.set(key, form);
    return form;
  };
  return {
    put<Look>(page: PdfPage, place: PdfRect, drawing: Drawing<Look>): void {
      const rect = toUserSpaceRect(place, page.box);
      const stamp = pdf.register(
        PdfDict.of({
          Type: PdfName.of("Annot"),
          Subtype: PdfName.of(drawing.kind),
          F: PdfNumber.of(flags),
          P: page.ref,
          Rect: numbers(rect),
          Contents: PdfString.fromString(drawing.contents),
          AP: PdfDict.of({ N: toForm(rect, page.box, drawing) }),
        }),
      );
      // A list of its own: pages of careless writers share one, and the stamp would be on all.
      const others = page.dict.getArray("Annots", resolve)?.toArray() ?? [];
      page.dict.set("Annots", new PdfArray([...others, stamp]));
    },
  };
}
