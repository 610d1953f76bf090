import type { PdfObject } from "@libpdf/core";
import { PdfArray, PdfDict, PdfRef, PdfStream } from "@libpdf/core";
import { findStartXref, serializeObject } from "./append-revision";
import type { LoadedPdf } from "./load-pdf";
import { loadPdf } from "./load-pdf";
import { readXrefChain } from "./read-xref";
import { listSignatureFields } from "./signature-fields";

/**
 * What was changed between an earlier length of a file and its whole, beyond signing. Empty means
 * only this: empty signature fields were filled or added with their own appearance, and
 * validation data was added. The entries say where the first forbidden changes are.
 */
export async function findForbiddenChanges(
  bytes: Uint8Array,
  earlierLength: number,
  password?: string,
): Promise<readonly string[]> {
  const earlier = bytes.subarray(0, earlierLength);
  const touched = findTouched(bytes, earlier);
  if (touched === undefined) return ["the cross-reference chain"];
  if (touched.length === 0) return [];
  const before = await loadPdf(earlier, password);
  const after = await loadPdf(bytes, password);
  if (before.pdf.recoveredViaBruteForce || after.pdf.recoveredViaBruteForce) return ["structure"];
  const rules = new ChangeRules(before, after);
  return touched.filter((number) => !rules.mayChange(number)).map((number) => `object ${number}`);
}

/** Object numbers in the sections after the earlier end; nothing when the chain is broken. */
function findTouched(bytes: Uint8Array, earlier: Uint8Array): number[] | undefined {
  try {
    const sections = readXrefChain(bytes, findStartXref(bytes));
    const later = sections.filter(({ offset }) => offset >= earlier.length);
    const joint = findStartXref(earlier);
    if (later.length > 0 && !later.some(({ previous }) => previous === joint)) return undefined;
    return [...new Set(later.flatMap(({ placed, freed }) => [...placed, ...freed]))];
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return undefined;
  }
}

class ChangeRules {
  private readonly emptyBefore: ReadonlyMap<PdfRef, PdfDict>;
  private readonly fieldsAfter: ReadonlyMap<PdfRef, PdfDict>;
  private readonly dangling: ReadonlySet<PdfRef>;
  private readonly validation: ReadonlySet<PdfRef>;
  private readonly pages: ReadonlySet<PdfRef>;

  constructor(
    private readonly before: LoadedPdf,
    private readonly after: LoadedPdf,
  ) {
    this.emptyBefore = new Map(
      listSignatureFields(before)
        .filter(({ value }) => value === undefined)
        .map(({ ref, dict }) => [ref, dict]),
    );
    this.fieldsAfter = new Map(listSignatureFields(after).map(({ ref, dict }) => [ref, dict]));
    const root = rootRef(before);
    this.dangling = walk(before, root).dangling;
    const store = before.pdf.getCatalog().get("DSS");
    this.validation = store instanceof PdfRef ? walk(before, store).found : new Set();
    this.pages = new Set(before.pdf.context.pages.getPages());
  }

  mayChange(number: number): boolean {
    const ref = PdfRef.of(number, 0);
    const old = this.before.resolve(ref);
    const now = this.after.resolve(ref);
    if (old === null) return !this.dangling.has(ref) && this.mayAppear(ref, now);
    if (now === null) return false;
    if (serializeObject(old).equals(serializeObject(now))) return true;
    if (this.validation.has(ref)) return true;
    if (old instanceof PdfStream) return this.isMetadata(old) && now instanceof PdfStream;
    if (old instanceof PdfArray) return this.isListOfOurs(ref) && this.mayGrow(old, now);
    if (!(old instanceof PdfDict) || !(now instanceof PdfDict)) return false;
    if (ref === rootRef(this.before)) return this.mayCatalogChange(old, now);
    if (this.emptyBefore.has(ref)) return onlyDiffer(old, now, ["V", "AP", "M"]) && now.has("V");
    if (this.pages.has(ref)) {
      return onlyDiffer(old, now, ["Annots"]) && this.mayGrow(old.get("Annots"), now.get("Annots"));
    }
    if (ref === this.before.pdf.getCatalog().getRef("AcroForm"))
      return this.mayFormChange(old, now);
    return ref === this.before.pdf.context.info.trailer.getRef("Info")
      ? onlyDiffer(old, now, ["ModDate", "Producer"])
      : false;
  }

  /** A new box that nobody signed must be empty; nothing may lie over the page. */
  private mayAppear(ref: PdfRef, now: PdfObject | null): boolean {
    if (!(now instanceof PdfDict) || now instanceof PdfStream) return true;
    const isBox = this.fieldsAfter.has(ref);
    if (isBox && !now.has("V")) return this.hasEmptyAppearance(now);
    return true;
  }

  private hasEmptyAppearance(widget: PdfDict): boolean {
    const normal = widget.getDict("AP", this.after.resolve)?.get("N", this.after.resolve);
    if (normal === undefined) return true;
    return normal instanceof PdfStream && normal.getDecodedData().length === 0;
  }

  private mayCatalogChange(old: PdfDict, now: PdfDict): boolean {
    if (!onlyDiffer(old, now, ["DSS", "Extensions", "AcroForm"])) return false;
    const [earlier, later] = [old, now].map((dict, index) =>
      dict.getDict("AcroForm", (index === 0 ? this.before : this.after).resolve),
    );
    if (!later) return earlier === undefined;
    return this.mayFormChange(earlier ?? new PdfDict(), later);
  }

  private mayFormChange(old: PdfDict, now: PdfDict): boolean {
    return (
      onlyDiffer(old, now, ["Fields", "SigFlags"]) &&
      this.mayGrow(old.get("Fields"), now.get("Fields"))
    );
  }

  /** The same entries in the same order, and after them only signature fields. */
  private mayGrow(old: PdfObject | undefined, now: PdfObject | null | undefined): boolean {
    const earlier = this.listOf(this.before, old);
    const later = this.listOf(this.after, now ?? undefined);
    const isSame = earlier.every((item, index) => isSameObject(item, later[index]));
    const added = later.slice(earlier.length);
    return isSame && added.every((item) => item instanceof PdfRef && this.fieldsAfter.has(item));
  }

  private listOf(document: LoadedPdf, value: PdfObject | undefined): PdfObject[] {
    const list = value instanceof PdfRef ? document.resolve(value) : value;
    return list instanceof PdfArray ? list.toArray() : [];
  }

  private isListOfOurs(ref: PdfRef): boolean {
    const form = this.before.pdf.getCatalog().getDict("AcroForm", this.before.resolve);
    if (form?.getRef("Fields") === ref) return true;
    return [...this.pages].some((page) => {
      const dict = this.before.resolve(page);
      return dict instanceof PdfDict && dict.getRef("Annots") === ref;
    });
  }

  private isMetadata(stream: PdfStream): boolean {
    return stream.getName("Type", this.before.resolve)?.value === "Metadata";
  }
}

function rootRef({ pdf }: LoadedPdf): PdfRef {
  const root = pdf.context.info.trailer.getRef("Root");
  if (!root) throw new Error("the trailer names no catalog");
  return root;
}

function onlyDiffer(old: PdfDict, now: PdfDict, keys: readonly string[]): boolean {
  const names = new Set([...old.keys(), ...now.keys()].map(({ value }) => value));
  return [...names].every(
    (name) => keys.includes(name) || isSameObject(old.get(name), now.get(name)),
  );
}

function isSameObject(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || serializeObject(a).equals(serializeObject(b));
}

/** Every reference that can be reached, and those among them that lead nowhere. */
function walk(document: LoadedPdf, start: PdfRef) {
  const found = new Set<PdfRef>();
  const dangling = new Set<PdfRef>();
  const open: PdfObject[] = [start];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next instanceof PdfRef) {
      if (found.has(next)) continue;
      found.add(next);
      const value = document.resolve(next);
      if (value === null) dangling.add(next);
      else open.push(value);
    } else if (next instanceof PdfDict) {
      for (const [, value] of next) open.push(value);
    } else if (next instanceof PdfArray) {
      for (const value of next) open.push(value);
    }
  }
  return { found, dangling };
}
