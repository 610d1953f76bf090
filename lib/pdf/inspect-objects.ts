import type { PDF, PdfObject, PdfRef } from "@libpdf/core";
import { PdfArray, PdfDict, PdfRef as Ref } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";

/** A file of 25 MB holds at most about 400,000 objects of a useful size. */
const objectLimit = 500_000;
const containerLimit = 2_000_000;

export function asDict(
  value: PdfObject | undefined,
  resolve: (ref: PdfRef) => PdfObject | null,
): PdfDict | undefined {
  const object = value instanceof Ref ? resolve(value) : value;
  return object instanceof PdfDict ? object : undefined;
}

/**
 * Every dictionary and stream that a reader can come to from the trailer, each once.
 * @throws AppError `document_too_costly`
 */
export function* reachableDicts(pdf: PDF): Generator<PdfDict> {
  const seen = new Set<number>();
  const open: PdfObject[] = [pdf.context.info.trailer];
  let containers = 0;
  for (let object = open.pop(); object; object = open.pop()) {
    if (object instanceof Ref) {
      // The library does not always give the same object for the same reference.
      const key = object.objectNumber * 65_536 + object.generation;
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > objectLimit) throw new AppError("document_too_costly", "too many objects");
      const target = pdf.context.resolve(object);
      if (target && !(target instanceof Ref)) open.push(target);
    } else if (object instanceof PdfDict) {
      yield object;
      for (const [, value] of object) if (isContainer(value)) open.push(value);
    } else if (object instanceof PdfArray) {
      for (const item of object) if (isContainer(item)) open.push(item);
    }
    if (++containers > containerLimit)
      throw new AppError("document_too_costly", "too many containers");
  }
}

const isContainer = (value: PdfObject): boolean =>
  value instanceof Ref || value instanceof PdfDict || value instanceof PdfArray;
