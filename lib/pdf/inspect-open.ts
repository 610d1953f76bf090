import { PDF } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";

export type OpenedPdf = { readonly pdf: PDF; readonly needsRepair: boolean };

/**
 * Opens a PDF, decrypts it, and rebuilds its table of objects when that cannot be used.
 * @throws AppError `document_damaged`, `document_encrypted`, `document_password_wrong`,
 * `document_encryption_unsupported`
 */
export async function openPdf(bytes: Uint8Array, password?: string): Promise<OpenedPdf> {
  const pdf = await tryLoad(bytes, password);
  if (pdf?.isEncrypted && !pdf.isAuthenticated) throw lockedError(pdf, password);
  const isWhole = pdf !== undefined && pdf.getPageCount() > 0 && !pdf.recoveredViaBruteForce;
  if (isWhole) return { pdf, needsRepair: false };

  // Without the right key the library may fail on the very first object that it reads.
  if (!pdf && Buffer.from(bytes).includes("/Encrypt"))
    throw new AppError(password === undefined ? "document_encrypted" : "document_password_wrong");
  // The library rebuilds the table only when it cannot be read at all; a table that reads well and
  // points to the wrong places has to be hidden from it.
  const rebuilt = pdf?.recoveredViaBruteForce ? pdf : await tryLoad(withoutXref(bytes), password);
  if (!rebuilt) throw new AppError("document_damaged", "no catalog was found");
  // A rebuilt table has lost the way to the keys, so every string and stream would be noise.
  if (Buffer.from(bytes).includes("/Encrypt")) throw new AppError("document_damaged");
  if (rebuilt.getPageCount() === 0) {
    if (!pdf || pdf.recoveredViaBruteForce) throw new AppError("document_damaged", "nothing left");
    return { pdf, needsRepair: false };
  }
  return { pdf: rebuilt, needsRepair: true };
}

async function tryLoad(bytes: Uint8Array, password?: string): Promise<PDF | undefined> {
  try {
    return await PDF.load(bytes, password === undefined ? {} : { credentials: password });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return undefined;
  }
}

function lockedError(pdf: PDF, password: string | undefined): AppError {
  if (!pdf.context.info.securityHandler) return new AppError("document_encryption_unsupported");
  return new AppError(password === undefined ? "document_encrypted" : "document_password_wrong");
}

function withoutXref(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf("startxref"); at >= 0; at = copy.indexOf("startxref", at))
    copy.fill(0x20, at, at + 9);
  return copy;
}
