import type { PageBox, PdfRect } from "./schema";

/** A piece of text as the PDF draws it, in one go and upright as seen; `rect` from its descent up. */
export type TextRun = { readonly text: string; readonly rect: PdfRect };

/** A straight line of a drawing, as the flat rectangle around it. */
export type Segment = PdfRect;

/** A place for a signature that the file itself declares (AcroForm, ISO 32000-2, 12.7.5.5). */
export type SignatureWidget = {
  readonly name: string;
  readonly rect: PdfRect;
  readonly isSigned: boolean;
};

/** What is to be seen on one page, as plain data. All rectangles as placements have them. */
export type PageFacts = {
  readonly page: PageBox;
  readonly runs: readonly TextRun[];
  readonly segments: readonly Segment[];
  readonly widgets: readonly SignatureWidget[];
};
