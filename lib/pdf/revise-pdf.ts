import type { PdfObject, PdfRef } from "@libpdf/core";
import { PdfArray, PdfDict } from "@libpdf/core";
import type { ChangedObject } from "./append-revision";
import { appendRevision, findRevisionBase } from "./append-revision";
import type { LoadedPdf } from "./load-pdf";

/** The file's own bytes and after them one revision with everything that was changed. */
export function saveAppended(document: LoadedPdf): Uint8Array {
  const { tail } = appendRevision(findRevisionBase(document), listChanges(document));
  return Buffer.concat([document.bytes, tail]);
}

/** A new file without the old one's damage, encryption and earlier revisions. */
export async function saveRewritten({ pdf }: LoadedPdf): Promise<Uint8Array> {
  if (pdf.isEncrypted) pdf.removeProtection();
  // Without a change LibPDF hands the old bytes back.
  pdf.getCatalog().dirty = true;
  return pdf.save();
}

/** Every object that was registered, or changed since it was read. */
function listChanges({ pdf }: LoadedPdf): ChangedObject[] {
  const { registry } = pdf.context;
  const changes = new Map<PdfRef, PdfObject>(registry.getNewObjects());
  for (const [ref, value] of registry.getLoadedObjects())
    if (isDirty(value)) changes.set(ref, value);
  return [...changes];
}

function isDirty(value: PdfObject): boolean {
  if (value instanceof PdfDict) return value.dirty || [...value].some(([, part]) => isDirty(part));
  return value instanceof PdfArray && (value.dirty || [...value].some(isDirty));
}
