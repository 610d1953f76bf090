import type { PageBox } from "@/lib/placements/schema";

/** What a look at a PDF tells. Widths and heights are points, before `/Rotate` is applied. */
export type PdfFacts = {
  readonly version: string;
  readonly title: string | null;
  readonly pages: readonly (PageBox & { readonly width: number; readonly height: number })[];
  readonly isEncrypted: boolean;
  /** The table of objects or the page tree had to be rebuilt to read the file. */
  readonly needsRepair: boolean;
  readonly signatures: number;
  /** DocMDP `/P` (ISO 32000-2, 12.8.2.2): 1 no changes, 2 fill in and sign, 3 also annotate. */
  readonly certificationLevel: 1 | 2 | 3 | null;
  /** Live form inputs: text, choice, tick box, button. */
  readonly inputs: number;
};

export type InspectionAnswers = {
  readonly password?: string | undefined;
  /** Without it a signed document is refused with the question `document_signed`. */
  readonly signed?: "keep-and-add" | undefined;
  /** Without it live inputs are refused with the question `document_has_inputs`. */
  readonly form?: "keep" | "flatten" | undefined;
};

/**
 * JSON on the standard input of the inspecting process. When `rewriteTo` names a path, a file that
 * is locked, damaged or to be flattened is written there as the file that people see and sign.
 */
export type InspectionRequest = InspectionAnswers & {
  readonly path: string;
  readonly rewriteTo?: string | undefined;
};

/** One JSON document on its standard output. */
export type InspectionReply =
  | { readonly facts: PdfFacts; readonly isRewritten: boolean }
  | {
      readonly refusal: {
        readonly code: string;
        readonly values: Readonly<Record<string, string | number>>;
      };
    };
