import { createHash } from "node:crypto";
import type { PdfDict } from "@libpdf/core";
import { PdfRef, PdfStream } from "@libpdf/core";
import { asDict } from "./inspect-objects";
import type { LoadedPdf, PdfPage } from "./load-pdf";
import { listSignatureFields, readRect } from "./signature-fields";

type Rect = readonly [number, number, number, number];

/** Kinds that draw nothing over a page's content (ISO 32000-2, 12.5.6). */
const bare = ["Link", "Popup"];
/** Hidden, and NoView (ISO 32000-2, table 167). */
const unseen = 0b10_0010;

/**
 * What lies over each page besides its content and its signatures, one text for each annotation that
 * is equal when it shows the same at the same place. Marks, by their place, are left out.
 * @param isMark whether the rectangle, in user space, is one where a mark may stand
 */
export function readAnnotations(
  document: LoadedPdf,
  pages: readonly PdfPage[],
  isMark: (rect: Rect, pageIndex: number) => boolean,
): readonly (readonly string[])[] {
  const { resolve } = document;
  const signatures = new Set(
    listSignatureFields(document)
      .filter(({ value, dict }) => value || !dict.has("AP"))
      .map(({ ref }) => ref.toString()),
  );
  return pages.map(({ dict }, index) =>
    [...(dict.getArray("Annots", resolve) ?? [])]
      .flatMap((item) => {
        const annotation = asDict(item, resolve);
        const isSignature = item instanceof PdfRef && signatures.has(item.toString());
        if (!annotation || isSignature || !isShown(document, annotation)) return [];
        const rect = readRect(document, annotation);
        return isMark(rect, index) ? [] : [describe(document, annotation, rect)];
      })
      .toSorted(),
  );
}

function isShown({ resolve }: LoadedPdf, annotation: PdfDict): boolean {
  const kind = annotation.getName("Subtype", resolve)?.value ?? "";
  const flags = annotation.getNumber("F", resolve)?.value ?? 0;
  return !bare.includes(kind) && (flags & unseen) === 0;
}

function describe({ resolve }: LoadedPdf, annotation: PdfDict, rect: Rect): string {
  const look = annotation.getDict("AP", resolve)?.get("N", resolve);
  const drawn = look instanceof PdfStream ? look.getDecodedData() : new Uint8Array();
  return [
    annotation.getName("Subtype", resolve)?.value,
    ...rect.map((side) => side.toFixed(1)),
    annotation.getString("Contents", resolve)?.asString(),
    createHash("sha256").update(drawn).digest("hex"),
  ].join(" ");
}
