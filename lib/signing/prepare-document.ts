import { AppError } from "@/lib/kernel/errors";
import type { LoadedPdf, PdfPage } from "@/lib/pdf/load-pdf";
import { listPages, loadForeignPdf } from "@/lib/pdf/load-pdf";
import { saveAppended, saveRewritten } from "@/lib/pdf/revise-pdf";
import {
  addSignatureFields,
  certificationLevel,
  flattenForm,
  listSignatureFields,
} from "@/lib/pdf/signature-fields";
import { toUserSpaceRect } from "@/lib/placements/geometry";

export type PreparePlacement = {
  readonly id: string;
  /** 1-based. */
  readonly page: number;
  /** Points, origin at the lower left corner of the unrotated CropBox. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What a reader says for the box, such as the signer's name. */
  readonly title?: string;
};

export type PrepareRequest = {
  readonly bytes: Uint8Array;
  readonly password?: string;
  readonly placements: readonly PreparePlacement[];
  /** What becomes of an interactive form: drawn into the pages, or left alive. */
  readonly form: "flatten" | "keep";
};

export type PreparedDocument = {
  readonly bytes: Uint8Array;
  /** `appended`: the bytes begin with the original's. `rewritten`: they had to be made anew. */
  readonly mode: "appended" | "rewritten" | "unchanged";
  /** The signature field of every placement, by its id. */
  readonly signatureFields: Readonly<Record<string, string>>;
};

/**
 * Makes the revision that goes out to be signed: every placement becomes an empty signature
 * field on its page, before the first signature, so that signing later changes no page.
 * A file that is signed already keeps its signatures.
 * @throws AppError `document_signed_final` when a certifying author allowed no further
 * signature, or none in a box of ours; `invalid` for a page that is not there; and as
 * `loadForeignPdf` and `listPages`
 */
export async function prepareDocument(request: PrepareRequest): Promise<PreparedDocument> {
  const document = await loadForeignPdf(request.bytes, request.password);
  const signed = listSignatureFields(document).some(({ value }) => value !== undefined);
  const level = certificationLevel(document);
  if (level === 1) throw new AppError("document_signed_final");
  if (level !== undefined) return matchOwnBoxes(document, request.placements);

  const needsRewriting = document.needsRepair || document.pdf.isEncrypted;
  if (signed && needsRewriting) {
    throw new AppError("document_damaged", "a signed file cannot be repaired or decrypted");
  }
  if (request.form === "flatten" && !signed) flattenForm(document);
  const taken = new Set(listSignatureFields(document).map(({ name }) => name));
  const pages = listPages(document);
  const names: Record<string, string> = {};
  addSignatureFields(
    document,
    request.placements.map((placement) => {
      const page = requirePage(pages, placement);
      const name = freeName(placement.id, taken);
      names[placement.id] = name;
      const rect = toUserSpaceRect({ space: "pdf", ...placement }, page.box);
      return { name, title: placement.title, page, rect };
    }),
  );
  return {
    bytes: needsRewriting ? await saveRewritten(document) : saveAppended(document),
    mode: needsRewriting ? "rewritten" : "appended",
    signatureFields: names,
  };
}

/**
 * A certified document allows filling and signing, but no new box (ISO 32000-2, table 257):
 * each placement must lie on an empty signature field of the author's.
 */
function matchOwnBoxes(
  document: LoadedPdf,
  placements: readonly PreparePlacement[],
): PreparedDocument {
  const pages = listPages(document);
  const empty = listSignatureFields(document).filter(({ value }) => value === undefined);
  const names: Record<string, string> = {};
  for (const placement of placements) {
    const page = requirePage(pages, placement);
    const rect = toUserSpaceRect({ space: "pdf", ...placement }, page.box);
    const own = empty.find(
      ({ name, dict, rect: box }) =>
        !Object.values(names).includes(name) &&
        dict.getRef("P") === page.ref &&
        box.every((side, index) => Math.abs(side - (rect[index] ?? 0)) < 1),
    );
    if (!own) throw new AppError("document_signed_final", "no such signature box in the file");
    names[placement.id] = own.name;
  }
  return { bytes: document.bytes, mode: "unchanged", signatureFields: names };
}

function requirePage(pages: readonly PdfPage[], placement: PreparePlacement): PdfPage {
  const page = pages[placement.page - 1];
  if (!page) throw new AppError("invalid", `no page ${placement.page}`);
  return page;
}

// A full stop separates the parts of a qualified name (ISO 32000-2, 12.7.4.2).
function freeName(placementId: string, taken: Set<string>): string {
  const wanted = `muhr-${placementId.replaceAll(".", "-")}`;
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}-${count}`;
  taken.add(name);
  return name;
}
