import type { PdfObject } from "@libpdf/core";
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream, PdfString } from "@libpdf/core";
import type { LoadedPdf, PdfPage } from "./load-pdf";

/** A signature field (ISO 32000-2, 12.7.5.5) that is one object with its widget. */
export type SignatureField = {
  /** The fully qualified name. */
  readonly name: string;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** `undefined` while nobody has signed. */
  readonly value: PdfDict | undefined;
  /** `/Rect` as it stands, lower left corner first; four zeros when it is not placed. */
  readonly rect: readonly [number, number, number, number];
};

export type NewSignatureField = {
  readonly name: string;
  /** What a reader says for the box (`/TU`). */
  readonly title: string | undefined;
  readonly page: PdfPage;
  /** Absolute user-space units. */
  readonly rect: readonly [number, number, number, number];
};

/** All signature fields of a document, depth first. */
export function listSignatureFields(document: LoadedPdf): SignatureField[] {
  const { pdf, resolve } = document;
  const found: SignatureField[] = [];
  const visited = new Set<PdfRef>();
  const walk = (item: PdfObject | undefined, path: string, type: string | undefined) => {
    if (!(item instanceof PdfRef) || visited.has(item)) return;
    visited.add(item);
    const dict = resolve(item);
    if (!(dict instanceof PdfDict)) return;
    const part = dict.getString("T", resolve)?.asString();
    const name = part === undefined ? path : path === "" ? part : `${path}.${part}`;
    const own = dict.getName("FT", resolve)?.value ?? type;
    const kids = dict.getArray("Kids", resolve);
    for (const kid of kids ?? []) walk(kid, name, own);
    if (own === "Sig" && (!kids || dict.has("V"))) {
      const value = dict.getDict("V", resolve);
      found.push({ name, ref: item, dict, value, rect: readRect(document, dict) });
    }
  };
  const form = pdf.getCatalog().getDict("AcroForm", resolve);
  for (const item of form?.getArray("Fields", resolve) ?? []) walk(item, "", undefined);
  return found;
}

/** An annotation's `/Rect`, lower left corner first; four zeros without one. */
export function readRect(
  { resolve }: LoadedPdf,
  widget: PdfDict,
): [number, number, number, number] {
  const rect = widget.getArray("Rect", resolve);
  const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((index) => {
    const value = rect?.at(index, resolve);
    return value instanceof PdfNumber ? value.value : 0;
  });
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Puts empty signature fields on their pages, in memory. */
export function addSignatureFields(
  document: LoadedPdf,
  wanted: readonly NewSignatureField[],
): void {
  const { pdf, resolve } = document;
  const widgets: PdfRef[] = [];
  for (const { name, title, page, rect } of wanted) {
    const [x0, y0, x1, y1] = rect;
    const widget = PdfDict.of({
      Type: PdfName.of("Annot"),
      Subtype: PdfName.of("Widget"),
      FT: PdfName.of("Sig"),
      T: PdfString.fromString(name),
      // Print and Locked (ISO 32000-2, table 167): on paper too, and nobody moves it.
      F: PdfNumber.of(132),
      P: page.ref,
      Rect: numbers(rect),
    });
    // An invisible box has no appearance at all.
    if (x1 > x0 && y1 > y0) {
      const empty = new PdfStream([
        ["Type", PdfName.of("XObject")],
        ["Subtype", PdfName.of("Form")],
        ["BBox", numbers([0, 0, x1 - x0, y1 - y0])],
        ["Resources", new PdfDict()],
      ]);
      widget.set("AP", PdfDict.of({ N: pdf.register(empty) }));
    }
    if (title) widget.set("TU", PdfString.fromString(title));
    const ref = pdf.register(widget);
    widgets.push(ref);
    // A list of its own: pages of careless writers share one, and the box would be on all.
    const annotations = page.dict.getArray("Annots", resolve)?.toArray() ?? [];
    page.dict.set("Annots", new PdfArray([...annotations, ref]));
  }
  if (widgets.length > 0) addToForm(document, widgets);
}

function addToForm({ pdf, resolve }: LoadedPdf, widgets: readonly PdfRef[]): void {
  const catalog = pdf.getCatalog();
  const known = catalog.getDict("AcroForm", resolve);
  const form = known ?? new PdfDict();
  if (!known) catalog.set("AcroForm", pdf.register(form));
  const roots = form.getArray("Fields", resolve)?.toArray() ?? [];
  form.set("Fields", new PdfArray([...roots, ...widgets]));
  // SignaturesExist and AppendOnly (ISO 32000-2, table 225).
  form.set("SigFlags", PdfNumber.of(3));
}

export function numbers(values: readonly number[]): PdfArray {
  return new PdfArray(values.map((value) => PdfNumber.of(value)));
}

/** What a certifying author allowed: `/P` of DocMDP (ISO 32000-2, 12.8.2.2). */
export function certificationLevel({ pdf, resolve }: LoadedPdf): 1 | 2 | 3 | undefined {
  const signature = pdf.getCatalog().getDict("Perms", resolve)?.getDict("DocMDP", resolve);
  if (!signature) return undefined;
  for (const item of signature.getArray("Reference", resolve) ?? []) {
    const reference = item instanceof PdfRef ? resolve(item) : item;
    if (!(reference instanceof PdfDict)) continue;
    if (reference.getName("TransformMethod", resolve)?.value !== "DocMDP") continue;
    const level = reference.getDict("TransformParams", resolve)?.getNumber("P", resolve)?.value;
    return level === 1 || level === 3 ? level : 2;
  }
  return 2;
}

/** Draws the interactive form's values into the pages and takes the form away. */
export function flattenForm({ pdf }: LoadedPdf): void {
  pdf.getForm()?.flatten();
}

/** Takes the signatures out of their boxes, of which the pictures stay, in memory. */
export function withdrawSignatures(document: LoadedPdf): void {
  const catalog = document.pdf.getCatalog();
  for (const { dict } of listSignatureFields(document)) dict.delete("V");
  catalog.getDict("AcroForm", document.resolve)?.delete("SigFlags");
  catalog.delete("Perms");
}
