import type { PDF, PdfObject, PdfRef } from "@libpdf/core";
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from "@libpdf/core";
import type { AppErrorCode } from "@/lib/kernel/errors";
import { AppError } from "@/lib/kernel/errors";
import type { InflationBudget } from "./inspect-inflation";
import { reachableDicts } from "./inspect-objects";

/** A0 at 400 dpi is 250 million pixels. */
const pixelLimit = 300_000_000;

export type ContentFacts = {
  readonly signatures: number;
  readonly certificationLevel: 1 | 2 | 3 | null;
  readonly inputs: number;
};

/** In the order in which a person hears of them. */
const activeContent = [
  "document_xfa",
  "document_javascript",
  "document_launch",
  "document_submit_form",
  "document_embedded_files",
] as const satisfies readonly AppErrorCode[];

/** What each action type (ISO 32000-2, table 201) does to a reader. */
const refusedActions: Readonly<Record<string, (typeof activeContent)[number]>> = {
  JavaScript: "document_javascript",
  Launch: "document_launch",
  SubmitForm: "document_submit_form",
  ImportData: "document_submit_form",
};

/**
 * Walks every object that a reader can come to, so that a script is found wherever it hangs:
 * catalog, names, page, annotation, input, or behind another action.
 * @throws AppError `document_xfa`, `document_javascript`, `document_launch`,
 * `document_submit_form`, `document_embedded_files`, `document_too_costly`
 */
export async function inspectContent(pdf: PDF, budget: InflationBudget): Promise<ContentFacts> {
  const resolve = (ref: PdfRef) => pdf.context.resolve(ref);
  const found = new Set<AppErrorCode>();
  const levels: number[] = [];
  let signatures = 0;
  let inputs = 0;
  for (const dict of reachableDicts(pdf)) {
    for (const kind of activeKinds(dict, resolve)) found.add(kind);
    if (isInput(dict, resolve)) inputs++;
    if (dict.has("ByteRange") && dict.has("Contents")) {
      const transforms = transformsOf(dict, resolve);
      if (!transforms.some(({ method }) => method === "UR3")) signatures++;
      for (const { method, level } of transforms) if (method === "DocMDP") levels.push(level);
    }
    if (dict instanceof PdfStream) {
      refusePixelBomb(dict, resolve);
      await budget.spendOnStream(dict, pdf.isEncrypted);
    }
  }
  const refused = activeContent.find((kind) => found.has(kind));
  if (refused) throw new AppError(refused);
  const level = Math.min(...levels);
  return {
    signatures,
    inputs,
    certificationLevel: level === 1 || level === 2 || level === 3 ? level : null,
  };
}

type Resolve = (ref: PdfRef) => PdfObject | null;

function activeKinds(dict: PdfDict, resolve: Resolve): (typeof activeContent)[number][] {
  const kinds: (typeof activeContent)[number][] = [];
  const action = refusedActions[dict.getName("S", resolve)?.value ?? ""];
  if (action) kinds.push(action);
  if (isScriptLike(dict.get("JS", resolve))) kinds.push("document_javascript");
  if (isScriptLike(dict.get("XFA", resolve))) kinds.push("document_xfa");
  const files = dict.get("EF", resolve);
  const holdsFile = files instanceof PdfDict && fileKeys.some((key) => files.has(key));
  if (holdsFile || dict.getName("Type", resolve)?.value === "EmbeddedFile")
    kinds.push("document_embedded_files");
  return kinds;
}

const fileKeys = ["F", "UF", "DOS", "Mac", "Unix"];

/** A font or an image may be *named* `/JS` in a resource dictionary; a script is text or data. */
function isScriptLike(value: PdfObject | undefined): boolean {
  if (value instanceof PdfStream) return !value.has("Subtype");
  return value instanceof PdfString || value instanceof PdfArray;
}

function isInput(dict: PdfDict, resolve: Resolve): boolean {
  return ["Tx", "Ch", "Btn"].includes(dict.getName("FT", resolve)?.value ?? "");
}

function transformsOf(signature: PdfDict, resolve: Resolve): { method: string; level: number }[] {
  const references = signature.get("Reference", resolve);
  if (!(references instanceof PdfArray)) return [];
  return references.toArray().flatMap((_, index) => {
    const reference = references.at(index, resolve);
    if (!(reference instanceof PdfDict)) return [];
    const method = reference.get("TransformMethod", resolve);
    const level = reference.getDict("TransformParams", resolve)?.get("P", resolve);
    return {
      method: method instanceof PdfName ? method.value : "",
      level: level instanceof PdfNumber ? level.value : 2,
    };
  });
}

function refusePixelBomb(stream: PdfStream, resolve: Resolve): void {
  const side = (key: string) => {
    const value = stream.get(key, resolve);
    return value instanceof PdfNumber ? value.value : 0;
  };
  if (stream.getName("Subtype", resolve)?.value !== "Image") return;
  if (side("Width") * side("Height") > pixelLimit)
    throw new AppError("document_too_costly", "too many pixels in one image");
}
